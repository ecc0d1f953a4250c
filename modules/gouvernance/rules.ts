import { ecartEnJours, type Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { cleDeRecherche } from '#core/texte.ts';
import { JOURS_ENTRE_RAPPELS, REPONSES_TUES } from './constants.ts';
import type { Assemblee, BulletinSecret, Electeur, Mandat, Mediation, NouveauPoint, Point, ReglesFigees, ReponsePouls, ResultatPouls, StatutMediation, Statuts, StatutAssemblee } from './model.ts';
import { compterPresence, depouiller } from './moteur/depouiller.ts';
import type { RefusScrutin } from './moteur/refus.ts';
import { ReglesInstance } from './moteur/regles.ts';
import type { Depouillement } from './moteur/resultat.ts';
import { Scrutin, type ScrutinEcrit } from './moteur/scrutin.ts';
import { sha256 } from './moteur/sha256.ts';
import { transitionsAssemblee, transitionsMediation } from './transitions.ts';

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
  | { readonly code: 'candidat_inconnu'; readonly ligne: string }
  | { readonly code: 'sans_suite' }
  | { readonly code: 'point_illisible'; readonly pourquoi: string }
  | { readonly code: 'deja_convoquee' }
  | { readonly code: 'deja_signe' }
  | { readonly code: 'compte'; readonly refus: RefusScrutin };

export type RefusAdoption = { readonly code: 'role_insuffisant' } | { readonly code: 'version_inconnue' } | { readonly code: 'jour_a_venir' } | { readonly code: 'clauses_fautives'; readonly raisons: readonly string[] };
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

/** The voices that the statutes give this name, when they give voices by name. */
function voixDe(a: Assemblee, nom: string): { voix?: string } {
  const dites = a.regles?.instance.voixDesMembres ?? [];
  const dite = dites.find((v) => cleDeRecherche(v.nom) === cleDeRecherche(nom)) ?? dites.find((v) => cleDeRecherche(v.nom) === 'autres');
  return dite ? { voix: dite.voix } : {};
}

/** What the engine reads of an assembly. `emarges` voted at a distance: they are there, and their proxies fall. */
function assembleePourLeMoteur(a: Assemblee, emarges: readonly string[] = []): Omit<ScrutinEcrit, 'vote'> {
  const consultatifs = new Set((a.regles?.colleges ?? []).filter((c) => c.consultatif).map((c) => c.code));
  return {
    statuts: { colleges: collegesConnus(a), instances: [a.regles?.instance.regles ?? { code: a.instance }] },
    instance: a.instance,
    seance: { convocation: a.convocation, ...(a.presidence === undefined ? {} : { presidence: a.presidence }) },
    membres: a.electeurs.map((e) => ({ id: e.id, nom: e.nom, ...voixDe(a, e.nom), ...(e.college === undefined || consultatifs.has(e.college) ? {} : { college: e.college }), ...(e.college !== undefined && consultatifs.has(e.college) ? { droitDeVote: false } : {}) })),
    presences: [...new Set([...a.presents.map((p) => p.electeur), ...emarges])],
    procurations: a.procurations.map((p) => ({ de: p.mandant, a: p.mandataire, recueLe: p.recueLe.toISOString().slice(0, 19) })),
  };
}

const SansVote = Scrutin.omit({ vote: true });

/** Where the quorum stands, or the rule that is missing to say so. */
export const quorumDe = (a: Assemblee): ReturnType<typeof compterPresence> => compterPresence(SansVote.parse(assembleePourLeMoteur(a)));

export const nomDuCandidat = (ligne: string): string => (ligne.split(';')[0] ?? '').trim();

const jourEcrit = (texte: string): string | undefined => { const lu = /(\d{2})\/(\d{2})\/(\d{4})/.exec(texte); return lu ? `${lu[3]}-${lu[2]}-${lu[1]}` : undefined; };

/**
 * « Nom ; 12/05/1970 ; F ; collège Usagers ; membre depuis 01/09/2021 »: after the name, in any order, what the statutes may ask to part
 * tied candidates, to keep parity, or to fill the seats of a college. Whatever is not written is asked by the count, when it needs it.
 */
function candidatDe(ligne: string): CandidatLu {
  const [, ...reste] = ligne.split(';').map((x) => x.trim());
  const depuis = reste.find((x) => /depuis/i.test(x));
  const naissance = reste.find((x) => x !== depuis && jourEcrit(x) !== undefined);
  const genre = reste.map((x) => x.toUpperCase()).find((x): x is 'F' | 'H' | 'N' => x === 'F' || x === 'H' || x === 'N');
  const college = reste.find((x) => /^coll[eè]ge\s/i.test(x));
  const [ne, entre] = [naissance && jourEcrit(naissance), depuis && jourEcrit(depuis)];
  return { id: nomDuCandidat(ligne), ...(ne ? { naissance: ne } : {}), ...(entre ? { membreDepuis: entre } : {}), ...(genre ? { genre } : {}), ...(college ? { college: cleDeRecherche(college.replace(/^coll[eè]ge\s+/i, '')).replaceAll(' ', '_') } : {}) };
}
type CandidatLu = { readonly id: string; readonly naissance?: string; readonly membreDepuis?: string; readonly genre?: 'F' | 'H' | 'N'; readonly college?: string };

/** Seats are filled college by college, each by its own: ballots then say their college. */
export const parCollegeElecteur = (a: Assemblee, p: Point): boolean => p.siegesParCollege !== undefined && a.regles?.instance.regles.election?.electeurs === 'college';

type Demande = (c: CandidatLu) => string | undefined;
/** What the statutes will ask of every candidate of this election, each as the sentence that asks for it. */
function demandesDe(p: Pick<Point, 'siegesParCollege'>, regles: ReglesFigees | undefined): readonly Demande[] {
  const e = regles?.instance.regles.election;
  const colleges = p.siegesParCollege && new Set(p.siegesParCollege.map((s) => s.college));
  const departages = new Set<string>(e?.egalite ?? []);
  return [
    ...(e?.parite ? [(c: CandidatLu) => (c.genre === undefined ? 'vos statuts exigent la parité. Écrivez « F », « H » ou « N » après le nom.' : undefined)] : []),
    ...(colleges ? [(c: CandidatLu) => (c.college === undefined || !colleges.has(c.college) ? 'les sièges sont répartis par collège. Écrivez « collège » et son nom, l’un de ceux des sièges.' : undefined)] : []),
    ...(departages.has('doyen') || departages.has('benjamin') ? [(c: CandidatLu) => (c.naissance === undefined ? 'à égalité, vos statuts départagent par l’âge. Écrivez le jour de naissance, comme 12/05/1970.' : undefined)] : []),
    ...(departages.has('anciennete') ? [(c: CandidatLu) => (c.membreDepuis === undefined ? 'à égalité, vos statuts départagent par l’ancienneté. Écrivez « membre depuis 01/09/2021 ».' : undefined)] : []),
  ];
}

/** The fact that the statutes will ask of a candidate and that is not written, in a sentence; nothing when the count will have all it needs. */
export function faitManquant(p: Pick<Point, 'titre' | 'candidats' | 'siegesParCollege'>, regles: ReglesFigees | undefined): string | undefined {
  const demandes = demandesDe(p, regles);
  for (const c of p.candidats.map(candidatDe)) {
    const manque = demandes.map((d) => d(c)).find((m) => m !== undefined);
    if (manque !== undefined) return `« ${c.id} » : ${manque}`;
  }
  return undefined;
}

const enCollege = (nom: string): string => cleDeRecherche(nom).replaceAll(' ', '_');

/** What is wrong with the names of the candidates, or nothing. */
function fauteDesNoms(candidats: readonly string[]): string | undefined {
  const noms = candidats.map((c) => cleDeRecherche(nomDuCandidat(c)));
  if (candidats.length === 0) return 'Écrivez au moins un candidat, un par ligne.';
  if (new Set(noms).size !== noms.length || noms.includes('')) return 'Un candidat est écrit deux fois, ou une ligne n’a pas de nom.';
  return candidats.some((c) => nomDuCandidat(c).includes(',')) ? 'Un nom ne contient pas de virgule : elle sépare les noms d’un bulletin.' : undefined;
}

const SIEGES = /^[1-9]\d?$/;
type SiegesLus = { readonly sieges: number; readonly siegesParCollege?: readonly { readonly college: string; readonly sieges: number }[] };

/** « 3 », or a college a line: « Usagers ; 2 ». */
function lireSieges(texte: string, regles: ReglesFigees | undefined): SiegesLus | string {
  if (SIEGES.test(texte.trim())) return { sieges: Number(texte) };
  const lignes = texte.split(/\r?\n/).filter((l) => l.trim() !== '').map((l) => l.split(';').map((x) => x.trim()));
  const lus = lignes.flatMap(([nom = '', n = '']) => (enCollege(nom) !== '' && SIEGES.test(n) ? [{ college: enCollege(nom), sieges: Number(n) }] : []));
  if (lus.length !== lignes.length || lus.length === 0 || new Set(lus.map((x) => x.college)).size !== lus.length) return 'Écrivez le nombre de sièges, ou chaque collège une fois, un par ligne : « Usagers ; 2 ».';
  const inconnu = lus.find((x) => !(regles?.colleges ?? []).some((c) => c.code === x.college));
  return inconnu ? `Vos statuts ne créent pas le collège « ${inconnu.college.replaceAll('_', ' ')} ».` : { sieges: lus.reduce((n, x) => n + x.sieges, 0), siegesParCollege: lus };
}

/** An election as it is typed: seats, and one candidate a line. */
export function lireElectionEcrite(s: { readonly titre: string; readonly forme: Point['forme']; readonly sieges: string; readonly candidats: string }, regles: ReglesFigees | undefined): Result<NouveauPoint, RefusAssemblee> {
  const candidats = s.candidats.split(/\r?\n/).map((l) => l.trim()).filter((l) => l !== '');
  const [faute, sieges] = [fauteDesNoms(candidats), lireSieges(s.sieges, regles)];
  if (faute !== undefined) return refuser({ code: 'point_illisible', pourquoi: faute });
  if (typeof sieges === 'string') return refuser({ code: 'point_illisible', pourquoi: sieges });
  const point: NouveauPoint = { titre: s.titre, genre: 'election', decision: 'ordinaire', forme: s.forme, candidats, ...sieges };
  const manque = faitManquant(point, regles);
  return manque === undefined ? ok(point) : refuser({ code: 'point_illisible', pourquoi: manque });
}

const objet = (v: unknown): v is Readonly<Record<string, unknown>> => typeof v === 'object' && v !== null && !Array.isArray(v);
const combler = (gele: unknown, depuis: unknown): unknown => (gele === undefined ? depuis : objet(gele) && objet(depuis) ? { ...depuis, ...Object.fromEntries(Object.entries(gele).map(([cle, v]) => [cle, combler(v, depuis[cle])])) } : gele);

const sontDesRegles = (v: unknown): v is ReglesFigees['instance']['regles'] => ReglesInstance.safeParse(v).success;

/** Rules frozen at the convocation, with what they did not say taken from the statutes in force since. What they said does not change. */
export function completerRegles(gelees: ReglesFigees, enVigueur: ReglesFigees): ReglesFigees {
  const regles = combler(gelees.instance.regles, enVigueur.instance.regles);
  return sontDesRegles(regles) ? { ...gelees, instance: { ...gelees.instance, regles } } : gelees;
}

type ACompter = { readonly emarges?: readonly string[]; readonly choixPresidence?: ChoixPresidence | undefined };
export type ChoixPresidence = 'pour' | 'contre' | 'abstention' | 'blanc';

/** The votes of one election, from its first round to this item: second rounds, and votes between those whom one of them left tied. */
export function suiteDesVotes(a: Pick<Assemblee, 'points'>, point: Point): readonly [Point, ...Point[]] {
  const avant = a.points.find((p) => p.id === point.premierTour && p.ordre < point.ordre);
  const [premier = point, ...suite] = avant ? [...suiteDesVotes(a, avant), point] : [point];
  return [premier, ...suite];
}

type TourEcrit = Extract<ScrutinEcrit['vote'], { type: 'election' }>['tours'][number];
type UrneEcrite = Omit<TourEcrit, 'departages'>;
/** A vote that was counted keeps who was there then: people come and go between two rounds. */
const urneDe = ({ bulletins, resultat }: Point): UrneEcrite => ({ bulletins: [...bulletins], ...(resultat?.corps.presences ? { presences: [...resultat.corps.presences], procurations: [...resultat.corps.procurationsAdmises] } : {}) });

/** The rounds as they were held: what a count calls for says what the vote after it is. */
function toursDe([premier, ...suite]: readonly [Point, ...Point[]]): TourEcrit[] {
  const tours = [{ ...urneDe(premier), departages: [] as UrneEcrite[] }];
  let avant = premier;
  for (const point of suite) {
    if (avant.resultat?.issue === 'egalite_a_departager') tours.at(-1)?.departages.push(urneDe(point));
    else tours.push({ ...urneDe(point), departages: [] });
    avant = point;
  }
  return tours;
}

/** The item as the engine counts it: what follows an election is counted with its first round, whose ballots do not change. */
function voteDe(a: Assemblee, point: Point): ScrutinEcrit['vote'] {
  const secret = point.forme !== 'main_levee';
  if (point.genre !== 'election') return { type: 'resolution', intitule: point.titre, secret, decision: point.decision, bulletins: [...point.bulletins] };
  const votes = suiteDesVotes(a, point);
  const [premier] = votes;
  return { type: 'election', intitule: premier.titre, secret, sieges: premier.siegesParCollege ? [...premier.siegesParCollege] : premier.sieges, candidats: premier.candidats.map(candidatDe), graine: premier.id, tours: toursDe(votes) };
}

/** Counts one item of the agenda. The seed of a draw is the identifier of the item, known since the agenda was published. */
export function compterPoint(a: Assemblee, point: Point, { emarges = [], choixPresidence }: ACompter = {}): Result<Depouillement, RefusAssemblee> {
  const lu = assembleePourLeMoteur(a, emarges);
  const issue = depouiller(Scrutin.parse({ ...lu, seance: { ...lu.seance, ...(choixPresidence ? { choixPresidence } : {}) }, vote: voteDe(a, point) }));
  return issue.ok ? issue : refuser({ code: 'compte', refus: issue.refus });
}

/** What follows an election that is not over: a vote between those who are tied, then its second round. */
export function suiteDeLElection(a: Pick<Assemblee, 'points'>, point: Point): NouveauPoint | undefined {
  if (point.genre !== 'election' || a.points.some((p) => p.premierTour === point.id)) return undefined;
  const votes = suiteDesVotes(a, point);
  const [premier] = votes;
  const groupes = point.resultat?.election?.groupes ?? [];
  const egaux = groupes.flatMap((g) => (g.nouveauTour ? [{ college: g.college, ...g.nouveauTour }] : []));
  const suite = egaux.length > 0 ? egaux : groupes.flatMap((g) => (g.secondTour ? [{ college: g.college, ...g.secondTour }] : []));
  const noms = new Set(suite.flatMap((s) => s.candidats));
  const candidats = premier.candidats.filter((c) => noms.has(nomDuCandidat(c)));
  if (candidats.length === 0) return undefined;
  const parCollege = suite.flatMap((s) => (s.college === null ? [] : [{ college: s.college, sieges: s.sieges }]));
  const dejaDepartages = votes.filter((v) => v !== point && v.resultat?.issue === 'egalite_a_departager').length;
  const titre = `${egaux.length === 0 ? 'Second tour' : dejaDepartages === 0 ? 'Départager' : `Départager, vote n° ${dejaDepartages + 1}`} : ${premier.titre}`.slice(0, 300);
  return { titre, genre: 'election', decision: point.decision, forme: point.forme, candidats, sieges: suite.reduce((n, s) => n + s.sieges, 0), ...(parCollege.length > 0 ? { siegesParCollege: parCollege } : {}), premierTour: point.id };
}

/** Ballots of an urn as the engine reads them. */
export const bulletinsDeLUrne = (urne: readonly BulletinSecret[], point: Point): Point['bulletins'] =>
  urne.map((b) => (b.choix === 'blanc' || b.choix === 'pour' || b.choix === 'contre' ? { choix: b.choix } : { candidats: b.choix.split(',').map((r) => nomDuCandidat(point.candidats[Number(r)] ?? '')) }));

/** « 12 ; Nom, Autre nom » or « 3 ; blanc »: the paper ballots of an election, alike together. A name that nobody stands under is not guessed. */
export function lireBulletinsEcrits(texte: string, candidats: readonly string[], college?: string): Result<Point['bulletins'], RefusAssemblee> {
  const noms = new Map(candidats.map((c) => [cleDeRecherche(nomDuCandidat(c)), nomDuCandidat(c)]));
  const lus: Point['bulletins'][number][] = [];
  const commun = college === undefined ? {} : { college };
  for (const ligne of texte.split(/\r?\n/).filter((l) => l.trim() !== '')) {
    const [nombre = '', dits = ''] = ligne.split(';').map((x) => x.trim());
    const choisis = dits.split(',').map((n) => noms.get(cleDeRecherche(n)));
    if (!/^\d{1,5}$/.test(nombre) || dits === '') return refuser({ code: 'bulletins_illisibles', ligne });
    if (dits === 'blanc' || dits === 'nul' || dits === 'abstention') lus.push({ ...commun, nombre: Number(nombre), choix: dits });
    else if (choisis.every((n) => n !== undefined)) lus.push({ ...commun, nombre: Number(nombre), candidats: choisis });
    else return refuser({ code: 'candidat_inconnu', ligne });
  }
  return ok(lus);
}

export const electeurDe = (a: Assemblee, personneId: string): Electeur | undefined => a.electeurs.find((e) => e.personneId === personneId);

/** Held on a day: begun, not ended, not given up. */
export const enCours = (m: Mandat, jour: Jour): boolean => m.debut <= jour && (m.fin === undefined || m.fin >= jour) && (m.cesse === undefined || m.cesse > jour);

// --- Conflicts and load

export type RefusSoutien =
  | { readonly code: 'mediation_inconnue' }
  | { readonly code: 'tiers_inconnu' }
  | { readonly code: 'soi_meme' }
  | { readonly code: 'geste_ferme'; readonly statut: StatutMediation }
  | { readonly code: 'reserve_au_demandeur' }
  | { readonly code: 'reserve_au_tiers' }
  | { readonly code: 'rappel_recent' }
  | { readonly code: 'pouls_inconnu' }
  | { readonly code: 'pouls_clos' }
  | { readonly code: 'deja_repondu' }
  | { readonly code: 'lecture_reservee' };

export type GesteMediation = 'accepter' | 'decliner' | 'clore' | 'retirer' | 'confier';
const DU_TIERS: ReadonlySet<GesteMediation> = new Set(['accepter', 'decliner']);
const DU_DEMANDEUR: ReadonlySet<GesteMediation> = new Set(['retirer', 'confier']);

export function deciderMediation(m: Pick<Mediation, 'statut' | 'par' | 'a'>, geste: GesteMediation, qui: string): Result<StatutMediation, RefusSoutien> {
  if (DU_TIERS.has(geste) && m.a.personneId !== qui) return refuser({ code: 'reserve_au_tiers' });
  if (DU_DEMANDEUR.has(geste) && m.par.personneId !== qui) return refuser({ code: 'reserve_au_demandeur' });
  const sorties: Readonly<Partial<Record<GesteMediation, StatutMediation>>> = transitionsMediation[m.statut];
  const suite = sorties[geste];
  return suite === undefined ? refuser({ code: 'geste_ferme', statut: m.statut }) : ok(suite);
}

/** What a reminder leaves in the thread. */
export const MOT_DE_RAPPEL = 'Un rappel a été envoyé.';

/** Whole days since the request was made, or since its last reminder. */
export const joursSansReponse = (m: Pick<Mediation, 'le' | 'suites'>, maintenant: Date, depuisLeRappel = false): number => {
  const dernier = depuisLeRappel ? m.suites.findLast((s) => s.texte === MOT_DE_RAPPEL)?.le : undefined;
  return Math.floor((maintenant.getTime() - (dernier === undefined ? m.le.getTime() : Date.parse(dernier))) / 86_400_000);
};

/** A reminder: by who asked, while nothing was answered, a week after the request or the last reminder. */
export function deciderRappel(m: Pick<Mediation, 'statut' | 'par' | 'le' | 'suites'>, qui: string, maintenant: Date): Result<true, RefusSoutien> {
  if (m.par.personneId !== qui) return refuser({ code: 'reserve_au_demandeur' });
  if (m.statut !== 'demandee') return refuser({ code: 'geste_ferme', statut: m.statut });
  return joursSansReponse(m, maintenant, true) >= JOURS_ENTRE_RAPPELS ? ok(true) : refuser({ code: 'rappel_recent' });
}

export type Volontaire = { readonly personneId: string; readonly nom: string; readonly derniere?: Jour };

/** Whose turn it is to chair: who has waited longest, those who never did first; between equals, an order that the seed draws and anybody can redo. */
export const ordreDesPresidences = (volontaires: readonly Volontaire[], graine: string): readonly Volontaire[] =>
  [...volontaires].sort((a, b) => parOrdre(a.derniere ?? '', b.derniere ?? '') || parOrdre(sha256(`${graine}:${a.personneId}`), sha256(`${graine}:${b.personneId}`)));
const parOrdre = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Counts, when enough people answered that none of them can be told; otherwise nothing at all. */
export function compterPouls(reponses: readonly ReponsePouls[]): ResultatPouls | undefined {
  if (reponses.length <= REPONSES_TUES) return undefined;
  const de = (rang: number, lettre: string): number => reponses.filter((r) => r[rang] === lettre).length;
  return [0, 1, 2].map((rang) => [de(rang, 'o'), de(rang, 'p'), de(rang, 'n')] as [number, number, number]);
}
