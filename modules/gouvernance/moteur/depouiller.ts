import { enTexte } from '#core/fraction.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { connus, type Corps, parCode, reunirCorps, sansDoublon } from './corps.ts';
import { compterElection, parCollegeElecteur, type UrneTenue } from './election.ts';
import type { Cadre } from './expression.ts';
import { raisonner } from './phrases.ts';
import { type Ponderation, ponderer, porteesDe } from './poids.ts';
import { compterQuorum, type QuorumCompte } from './quorum.ts';
import { ArretDuCompte, arreter, exigerRegle, type RefusScrutin } from './refus.ts';
import type { ReglesInstance } from './regles.ts';
import { compterResolution } from './resolution.ts';
import type { CorpsCompte, Depouillement } from './resultat.ts';
import type { Assemblee, Scrutin, Urne } from './scrutin.ts';
import { lireUrne, type Lot } from './urne.ts';

function compterCorps(corps: Corps, p: Ponderation, colleges: readonly string[]): CorpsCompte {
  const du = (liste: Corps['inscrits'], college: string): Corps['inscrits'] => liste.filter((m) => m.college === college);
  return {
    inscrits: corps.inscrits.length,
    presents: corps.presents.size,
    representes: corps.representes.size,
    votants: corps.votants.length,
    presences: [...corps.presents].sort(parCode),
    voixDesInscrits: enTexte(porteesDe(p, corps.inscrits)),
    voixDesVotants: enTexte(porteesDe(p, corps.votants)),
    colleges: colleges.map((college) => {
      const votants = du(corps.votants, college);
      const presents = votants.filter((m) => corps.presents.has(m.id)).length;
      return { college, inscrits: du(corps.inscrits, college).length, presents, representes: votants.length - presents };
    }),
    procurationsAdmises: [...corps.representes].map(([de, a]) => ({ de, a })).sort((x, y) => parCode(x.de, y.de)),
    procurationsEcartees: corps.ecartees,
  };
}

function verifierSecret({ vote }: Scrutin, regles: ReglesInstance): void {
  const regle = vote.type === 'resolution' ? regles.secret?.resolutions : regles.secret?.elections;
  if (regle === 'toujours' && !vote.secret) arreter({ code: 'secret_exige' });
  if (regle === 'jamais' && vote.secret) arreter({ code: 'secret_interdit' });
  if (vote.secret) exigerRegle(regle, vote.type === 'resolution' ? 'secret.resolutions' : 'secret.elections', 'Le vote est secret : il faut savoir si les statuts le permettent.');
}

type Comptes = Pick<Depouillement, 'issue' | 'resolution' | 'election'>;

function compterVote(s: Scrutin, cadre: Cadre, colleges: readonly string[]): Comptes {
  const { vote } = s;
  const lire = ({ bulletins }: Pick<Urne, 'bulletins'>, { corps, ponderation }: Cadre, collegeExige: boolean): readonly Lot[] =>
    lireUrne({ bulletins, corps, colleges, election: vote.type === 'election', secret: vote.secret, collegeExige: collegeExige || ponderation.parCollege });
  if (vote.type === 'resolution') {
    const lots = lire(vote, cadre, new Map(Object.entries(cadre.regles.majorites ?? {})).get(vote.decision)?.dansChaqueCollege === true);
    const resolution = compterResolution(s, cadre, { vote, lots, colleges });
    return { issue: resolution.issue, resolution, election: null };
  }
  const ids = new Set(vote.candidats.map((c) => c.id));
  for (const t of vote.tours) for (const u of [t, ...t.departages]) connus(u.bulletins.flatMap((b) => b.candidats ?? []), ids, 'bulletins.candidats');
  if (typeof vote.sieges !== 'number') {
    sansDoublon(vote.sieges.map((x) => x.college), 'vote.sieges');
    connus(vote.sieges.map((x) => x.college), new Set(colleges), 'vote.sieges');
  }
  const parCollege = parCollegeElecteur(vote, cadre);
  const tenir = (u: Urne): UrneTenue => {
    const sien = u.presences || u.procurations ? cadrer({ ...s, presences: u.presences ?? s.presences, procurations: u.procurations ?? s.procurations }, cadre.regles) : cadre;
    return { lots: lire(u, sien, parCollege), cadre: sien };
  };
  const election = compterElection(vote, cadre, vote.tours.map((t) => ({ ...tenir(t), departages: t.departages.map(tenir) })));
  return { issue: election.issue, resolution: null, election };
}

/** Who may vote, and how much each weighs, with these people there. */
function cadrer(s: Assemblee, regles: ReglesInstance): Cadre {
  const corps = reunirCorps(s, regles);
  return { regles, corps, ponderation: ponderer(s.statuts, regles.voix, corps) };
}

type Ouverture = Cadre & { readonly colleges: readonly string[]; readonly quorum: QuorumCompte };

function ouvrir(s: Assemblee): Ouverture {
  const regles = s.statuts.instances.find((i) => i.code === s.instance) ?? arreter({ code: 'inconnu', ou: 'instance', id: s.instance });
  const cadre = cadrer(s, regles);
  const colleges = s.statuts.colleges.map((c) => c.code).sort(parCode);
  return { ...cadre, colleges, quorum: compterQuorum({ ...cadre, convocation: s.seance.convocation, colleges }) };
}

function compter(s: Scrutin): Depouillement {
  const { regles, corps, colleges, ponderation, quorum } = ouvrir(s);
  if (s.vote.type === 'election') sansDoublon(s.vote.candidats.map((c) => c.id), 'vote.candidats');
  verifierSecret(s, regles);
  const comptes: Comptes = quorum.atteint ? compterVote(s, { regles, corps, ponderation }, colleges) : { issue: 'quorum_non_atteint', resolution: null, election: null };
  const resultat = { issue: comptes.issue, instance: s.instance, convocation: s.seance.convocation, corps: compterCorps(corps, ponderation, colleges), quorum, resolution: comptes.resolution, election: comptes.election };
  return { ...resultat, raisonnement: raisonner(s, resultat) };
}

function essayer<T>(faire: () => T): Result<T, RefusScrutin> {
  try {
    return ok(faire());
  } catch (e) {
    if (e instanceof ArretDuCompte) return refuser(e.refus);
    throw e;
  }
}

/**
 * From the statutes, the members, their presence, proxies and ballots to the result with its reasoning. Quantities of voices are exact
 * rationals. The order of the arrays changes nothing. Refuses rather than assume: see `RefusScrutin`.
 */
export const depouiller = (scrutin: Scrutin): Result<Depouillement, RefusScrutin> => essayer(() => compter(scrutin));

/** The quorum alone, while people arrive: no ballot is needed. */
export function compterPresence(s: Assemblee): Result<Pick<Depouillement, 'corps' | 'quorum'>, RefusScrutin> {
  return essayer(() => {
    const { corps, quorum, colleges, ponderation } = ouvrir(s);
    return { corps: compterCorps(corps, ponderation, colleges), quorum };
  });
}
