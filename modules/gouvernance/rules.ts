import { ecartEnJours, type Jour, plusMois } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { MOIS_POUR_DECLARER } from './constants.ts';
import type { Assemblee, BulletinSecret, Electeur, Mandat, Point, ReglesFigees, Statuts, StatutAssemblee } from './model.ts';
import { compterPresence, depouiller } from './moteur/depouiller.ts';
import type { RefusScrutin } from './moteur/refus.ts';
import type { Depouillement } from './moteur/resultat.ts';
import { Scrutin, type ScrutinEcrit } from './moteur/scrutin.ts';
import { transitionsAssemblee } from './transitions.ts';

export type RefusAssemblee =
  | { readonly code: 'role_insuffisant' }
  | { readonly code: 'assemblee_inconnue' }
  | { readonly code: 'point_inconnu' }
  | { readonly code: 'geste_impossible'; readonly statut: StatutAssemblee }
  | { readonly code: 'sans_statuts' }
  | { readonly code: 'instance_absente' }
  | { readonly code: 'sans_electeurs' }
  | { readonly code: 'delai_absent' }
  | { readonly code: 'delai_trop_court'; readonly delai: number; readonly reste: number }
  | { readonly code: 'electeur_inconnu' }
  | { readonly code: 'vote_en_cours' }
  | { readonly code: 'vote_ferme' }
  | { readonly code: 'distance_exclue' }
  | { readonly code: 'distance_par_college' }
  | { readonly code: 'deja_emarge' }
  | { readonly code: 'bulletin_faux' }
  | { readonly code: 'bulletins_illisibles'; readonly ligne: string }
  | { readonly code: 'deja_signe' }
  | { readonly code: 'compte'; readonly refus: RefusScrutin };

export type RefusAdoption = { readonly code: 'role_insuffisant' } | { readonly code: 'version_inconnue' } | { readonly code: 'clauses_fautives'; readonly raisons: readonly string[] };
export type RefusMandat = { readonly code: 'role_insuffisant' } | { readonly code: 'fonction_inconnue' } | { readonly code: 'personne_inconnue' } | { readonly code: 'deja_tenu' } | { readonly code: 'mandat_inconnu' } | { readonly code: 'renouvellements_epuises'; readonly au_plus: number };

export type GesteAssemblee = 'convoquer' | 'ouvrir' | 'clore' | 'approuver';

export function passer(a: Assemblee, geste: GesteAssemblee): Result<StatutAssemblee, RefusAssemblee> {
  const sorties: Readonly<Partial<Record<GesteAssemblee, StatutAssemblee>>> = transitionsAssemblee[a.statut];
  const suite = sorties[geste];
  return suite === undefined ? refuser({ code: 'geste_impossible', statut: a.statut }) : ok(suite);
}

/** The days of notice that the statutes ask for, against those that are left. */
export function verifierDelai(regles: ReglesFigees, jour: Jour, aujourdhui: Jour): Result<true, RefusAssemblee> {
  const delai = regles.instance.convocation?.delaiJours;
  if (delai === undefined) return refuser({ code: 'delai_absent' });
  const reste = ecartEnJours(aujourdhui, jour);
  return reste >= delai ? ok(true) : refuser({ code: 'delai_trop_court', delai, reste });
}

/** The rules of one body, taken out of statutes in force. */
export function figerRegles(s: Statuts, instance: string): ReglesFigees | undefined {
  const i = s.instances.find((x) => x.code === instance);
  return i && { colleges: s.colleges, instance: i, signataires: s.signataires ?? [], aDistance: s.aDistance === true };
}

const collegesConnus = (a: Assemblee): NonNullable<ScrutinEcrit['statuts']['colleges']> => {
  const statuts = (a.regles?.colleges ?? []).filter((c) => !c.consultatif).map((c) => ({ code: c.code, nom: c.nom, ...(c.poids === undefined ? {} : { poids: c.poids }) }));
  const dits = new Set(statuts.map((c) => c.code));
  return [...statuts, ...[...new Set(a.electeurs.flatMap((e) => e.college ?? []))].filter((c) => !dits.has(c)).map((code) => ({ code }))];
};

/** What the engine reads of an assembly. `emarges` voted at a distance: they are there, and their proxies fall. */
function assembleePourLeMoteur(a: Assemblee, emarges: readonly string[] = []): Omit<ScrutinEcrit, 'vote'> {
  const consultatifs = new Set((a.regles?.colleges ?? []).filter((c) => c.consultatif).map((c) => c.code));
  return {
    statuts: { colleges: collegesConnus(a), instances: [a.regles?.instance.regles ?? { code: a.instance }] },
    instance: a.instance,
    seance: { convocation: a.convocation, ...(a.presidence === undefined ? {} : { presidence: a.presidence }) },
    membres: a.electeurs.map((e) => ({ id: e.id, nom: e.nom, ...(e.college === undefined || consultatifs.has(e.college) ? {} : { college: e.college }), ...(e.college !== undefined && consultatifs.has(e.college) ? { droitDeVote: false } : {}) })),
    presences: [...new Set([...a.presents.map((p) => p.electeur), ...emarges])],
    procurations: a.procurations.map((p) => ({ de: p.mandant, a: p.mandataire, recueLe: p.recueLe.toISOString().slice(0, 19) })),
  };
}

const SansVote = Scrutin.omit({ vote: true });

/** Where the quorum stands, or the rule that is missing to say so. */
export const quorumDe = (a: Assemblee): ReturnType<typeof compterPresence> => compterPresence(SansVote.parse(assembleePourLeMoteur(a)));

export const nomDuCandidat = (ligne: string): string => (ligne.split(';')[0] ?? '').trim();

/** « Nom ; 12/05/1970 »: the day of birth is asked only by statutes that part tied candidates by age. */
function candidatDe(ligne: string): { id: string; naissance?: string } {
  const date = /(\d{2})\/(\d{2})\/(\d{4})/.exec(ligne);
  return { id: nomDuCandidat(ligne), ...(date ? { naissance: `${date[3]}-${date[2]}-${date[1]}` } : {}) };
}

/** Counts one item of the agenda. The seed of a draw is the identifier of the item, known since the agenda was published. */
export function compterPoint(a: Assemblee, point: Point, emarges: readonly string[] = []): Result<Depouillement, RefusAssemblee> {
  const secret = point.forme !== 'main_levee';
  const bulletins = [...point.bulletins];
  const vote: ScrutinEcrit['vote'] = point.genre === 'election'
    ? { type: 'election', intitule: point.titre, secret, sieges: point.sieges, candidats: point.candidats.map(candidatDe), graine: point.id, tours: [{ bulletins }] }
    : { type: 'resolution', intitule: point.titre, secret, decision: point.decision, bulletins };
  const issue = depouiller(Scrutin.parse({ ...assembleePourLeMoteur(a, emarges), vote }));
  return issue.ok ? issue : refuser({ code: 'compte', refus: issue.refus });
}

/** Ballots of an urn as the engine reads them. */
export const bulletinsDeLUrne = (urne: readonly BulletinSecret[], point: Point): Point['bulletins'] =>
  urne.map((b) => (b.choix === 'blanc' || b.choix === 'pour' || b.choix === 'contre' ? { choix: b.choix } : { candidats: b.choix.split(',').map((r) => nomDuCandidat(point.candidats[Number(r)] ?? '')) }));

/** « 12 ; Nom, Autre nom » or « 3 ; blanc »: the paper ballots of an election, alike together. */
export function lireBulletinsEcrits(texte: string): Result<Point['bulletins'], RefusAssemblee> {
  const lus: Point['bulletins'][number][] = [];
  for (const ligne of texte.split(/\r?\n/).filter((l) => l.trim() !== '')) {
    const [nombre = '', noms = ''] = ligne.split(';').map((x) => x.trim());
    if (!/^\d{1,5}$/.test(nombre) || noms === '') return refuser({ code: 'bulletins_illisibles', ligne });
    lus.push(noms === 'blanc' || noms === 'nul' ? { nombre: Number(nombre), choix: noms } : { nombre: Number(nombre), candidats: noms.split(',').map((n) => n.trim()) });
  }
  return ok(lus);
}

export const electeurDe = (a: Assemblee, personneId: string): Electeur | undefined => a.electeurs.find((e) => e.personneId === personneId);

/** Held on a day: begun, not ended, not given up. */
export const enCours = (m: Mandat, jour: Jour): boolean => m.debut <= jour && (m.fin === undefined || m.fin >= jour) && (m.cesse === undefined || m.cesse > jour);

export type Declaration = { readonly mandat: Mandat; readonly echeance: Jour };

/** What has still to be told to the préfecture, and until when. */
export const declarationsDues = (mandats: readonly Mandat[], aujourdhui: Jour): Declaration[] =>
  mandats.filter((m) => m.declareLe === undefined && m.debut <= aujourdhui).map((m): Declaration => ({ mandat: m, echeance: plusMois(m.debut, MOIS_POUR_DECLARER) })).sort((a, b) => (a.echeance < b.echeance ? -1 : 1));
