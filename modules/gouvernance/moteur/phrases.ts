import { accord, enumerer, typographier } from '#core/texte.ts';
import type { MotifEcart } from './corps.ts';
import type { ElectionComptee, GroupeCompte } from './election.ts';
import type { QuorumCompte, SeuilCompte } from './quorum.ts';
import type { RefusScrutin } from './refus.ts';
import type { MajoriteComptee, ResolutionComptee } from './resolution.ts';
import type { Depouillement } from './resultat.ts';
import type { Scrutin } from './scrutin.ts';
import type { TourCompte } from './tour.ts';

const MOTIFS: Readonly<Record<MotifEcart, string>> = {
  procurations_interdites: 'les statuts n’en admettent pas',
  a_soi_meme: 'on ne se représente pas soi-même',
  mandant_sans_droit_de_vote: 'le mandant n’a pas droit de vote',
  mandataire_sans_droit_de_vote: 'le mandataire n’a pas droit de vote',
  mandant_present: 'le mandant est présent et vote lui-même',
  chaine: 'le mandataire est absent et a lui-même donné procuration : une procuration ne se transmet pas',
  mandataire_absent: 'le mandataire est absent',
  autre_college: 'le mandataire est d’un autre collège',
  plusieurs_mandataires: 'le mandant a nommé plusieurs mandataires',
  au_dela_du_maximum: 'le mandataire en porte trop',
};

export const phraseMotif = (motif: MotifEcart): string => MOTIFS[motif];

const BASES = { exprimes: 'suffrages exprimés', presents: 'voix des présents et représentés', membres: 'voix de tous les membres' } as const;

const deSens = (sens: string): string => (sens === 'plus_de' ? 'plus de' : sens === 'au_moins' ? 'au moins' : 'le seuil de');

/** Nobody comes by halves: what a fraction of the members means in people. */
export function enPersonnes(requis: string, sens: string): string {
  const [n = 0n, d = 1n] = requis.split('/').map(BigInt);
  return d === 1n ? '' : ` (soit ${String(sens === 'plus_de' ? n / d + 1n : (n + d - 1n) / d)})`;
}

const seuilEnMots = (s: SeuilCompte, unite: string): string =>
  `${s.college === undefined ? 'Ensemble' : `Collège ${s.college}`} : ${s.compte} sur ${s.total} (${unite}) ; il faut ${enumerer(s.seuils.map((x) => `${deSens(x.sens)} ${x.requis}${unite === 'membres' ? enPersonnes(x.requis, x.sens) : ''}`))} : ${s.atteint ? 'atteint' : 'non atteint'}.`;

export function phrasesQuorum(q: QuorumCompte): string[] {
  if (!q.exige) return ['Aucun quorum n’est exigé à cette convocation.'];
  const unite = q.base === 'membres' ? 'membres' : 'voix';
  const comptes = q.representesComptes === null ? [] : [q.representesComptes ? 'Les membres représentés comptent pour le quorum.' : 'Les membres représentés ne comptent pas pour le quorum.'];
  return [...comptes, ...[...(q.ensemble ? [q.ensemble] : []), ...q.colleges].map((s) => seuilEnMots(s, unite)), q.atteint ? 'Le quorum est atteint.' : 'Le quorum n’est pas atteint : aucun vote n’est valable.'];
}

function phraseMajorite(m: MajoriteComptee): string {
  const ou = m.college === undefined ? 'Majorité' : `Collège ${m.college} : majorité`;
  const suite = m.atteinte ? 'atteinte' : 'non atteinte';
  if (m.base === null) return `${ou} simple : ${m.pour} pour, ${m.requis} contre : ${suite}.`;
  return `${ou} ${m.type === 'absolue' ? 'absolue' : 'qualifiée'} des ${BASES[m.base]} (${m.voixDeLaBase ?? '0'}) : ${m.pour} pour ; il faut ${deSens(m.sens)} ${m.requis} : ${suite}.`;
}

function phrasesResolution(r: ResolutionComptee): string[] {
  const { voix } = r;
  const egalite = r.egalite && (r.egalite.regle === 'rejet' ? 'Égalité : les statuts disent que la résolution est rejetée.' : `Égalité : la voix de la présidence (${r.egalite.presidence ?? ''}) est prépondérante : ${r.egalite.choix ?? 'elle ne s’est pas exprimée'}.`);
  return [
    `Voix : ${voix.pour} pour, ${voix.contre} contre, ${voix.abstentions} abstention, ${voix.blancs} blanc, ${voix.nuls} nul ; ${accord(r.tetes.sansVote, 'votant n’a pas pris part', 'votants n’ont pas pris part')} au vote.`,
    phraseMajorite(r.majorite),
    ...r.dansChaqueCollege.map(phraseMajorite),
    ...(egalite ? [egalite] : []),
    r.issue === 'adoptee' ? 'La résolution est adoptée.' : 'La résolution est rejetée.',
  ];
}

const phraseTour = (t: TourCompte): string =>
  `Tour ${t.tour}, ${accord(t.sieges, 'siège')}, majorité ${t.majorite}${t.base === null ? '' : ` des ${BASES[t.base]} : il faut plus de ${t.aDepasser ?? '0'}`} : ${t.candidats.length === 0 ? 'aucun candidat' : t.candidats.map((c) => `${c.id} ${c.voix}`).join(', ')}.`;

const DEPARTAGES = { doyen: 'l’âge, le doyen d’abord', benjamin: 'l’âge, le benjamin d’abord', anciennete: 'l’ancienneté', sort: 'le sort', nouveau_tour: 'un nouveau tour' } as const;

function phrasesGroupe(g: GroupeCompte): string[] {
  return [
    ...(g.college === null ? [] : [`Collège ${g.college}.`]),
    ...g.tours.map(phraseTour),
    ...g.departages.map((d) => `${enumerer(d.entre)} à égalité : départagés par ${DEPARTAGES[d.regle]} (${d.ordre.map((o) => o.join(' = ')).join(', ')}).`),
    g.elus.length === 0 ? 'Personne n’est élu.' : `${g.elus.length > 1 ? 'Sont élus' : 'Est élu'} : ${g.elus.map((e) => e.id).join(', ')}.`,
    ...(g.secondTour ? [`Un second tour est nécessaire pour ${accord(g.secondTour.sieges, 'siège')} : ${g.secondTour.candidats.length === 0 ? 'personne ne se maintient' : enumerer(g.secondTour.candidats)}.`] : []),
    ...(g.nouveauTour ? [`${enumerer(g.nouveauTour.candidats)} à égalité : un nouveau vote départage ${accord(g.nouveauTour.sieges, 'siège')}.`] : []),
    ...(g.vacants > 0 && !g.secondTour ? [`${accord(g.vacants, 'siège reste vacant', 'sièges restent vacants')}.`] : []),
  ];
}

const phrasesElection = (e: ElectionComptee): string[] => e.groupes.flatMap(phrasesGroupe);

/** The count told in the order it is made. */
export function raisonner(s: Pick<Scrutin, 'statuts' | 'instance'>, r: Omit<Depouillement, 'raisonnement'>): string[] {
  const { corps } = r;
  return [
    `${accord(corps.inscrits, 'membre a', 'membres ont')} droit de vote ; ${accord(corps.presents, 'présent')}, ${accord(corps.representes, 'représenté')}.`,
    ...corps.procurationsEcartees.map((p) => `Procuration de ${p.de} à ${p.a} écartée : ${MOTIFS[p.motif]}.`),
    ...phrasesQuorum(r.quorum),
    ...(!r.quorum.atteint && r.convocation === 1 && typeof s.statuts.instances.find((i) => i.code === s.instance)?.secondeConvocation === 'object' ? ['Les statuts permettent une seconde convocation.'] : []),
    ...(r.resolution ? phrasesResolution(r.resolution) : []),
    ...(r.election ? phrasesElection(r.election) : []),
  ].map(typographier);
}

/** The sentence of a refusal. */
export function phraseRefusScrutin(r: RefusScrutin): string {
  const phrase = (): string => {
    switch (r.code) {
      case 'regle_absente': return `Les statuts ne disent pas « ${r.regle} ». ${r.pourquoi} Rien n’est supposé : écrivez cette règle.`;
      case 'fait_absent': return `Il manque « ${r.fait} ». ${r.pourquoi}`;
      case 'inconnu': return `${r.ou} : « ${r.id} » n’existe pas.`;
      case 'doublon': return `${r.ou} : « ${r.id} » apparaît deux fois.`;
      case 'bulletin_non_admis': return `Le bulletin de « ${r.membre} » n’est pas admis : ce membre n’est ni présent ni représenté, ou n’a pas droit de vote.`;
      case 'bulletin_illisible': return `Le bulletin n° ${r.rang + 1} (bulletins[${r.rang}]) ne se lit pas : ${r.pourquoi}`;
      case 'bulletins_meles': return 'Un même vote ne mêle pas des bulletins nominaux et des bulletins sans nom.';
      case 'bulletins_en_trop': return `${r.college === undefined ? 'L’urne' : `Le collège ${r.college}`} contient ${accord(r.bulletins, 'bulletin')} pour ${accord(r.votants, 'votant')} : le vote est à refaire.`;
      case 'secret_exige': return 'Les statuts exigent un bulletin secret : « secret » doit être vrai.';
      case 'secret_interdit': return 'Les statuts excluent le bulletin secret pour ce vote.';
      case 'secret_rompu': return 'Le vote est secret : aucun bulletin ne peut porter le nom d’un membre.';
      case 'combinaison_impossible': return r.pourquoi;
      case 'seconde_convocation_exclue': return 'Les statuts disent qu’il n’y a pas de seconde convocation.';
      case 'second_tour_sans_objet': return 'Le premier tour pourvoit tous les sièges qui pouvaient l’être : le second n’a pas lieu.';
    }
  };
  return typographier(phrase());
}
