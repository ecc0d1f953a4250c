import type { DemandeDeDate, PersonneInvitee } from './demande.ts';
import { creneauxQuiTouchent, deplier, type Grille, joursEntiers, lireIntervalle, premierDuJour, rangDe, tracerGrille } from './grille.ts';
import { jourEnLocal, lireMoment, MS_PAR_JOUR, MS_PAR_MINUTE } from './horloge.ts';

export const NON = 0;
export const SI_BESOIN = 1;
export const OUI = 2;
const NIVEAUX = { oui: OUI, si_besoin: SI_BESOIN, non: NON } as const;

/** Sums over the people who may come, one cell per slot. Only essential and useful people count. */
export type Comptes = {
  readonly presents: Uint16Array;
  readonly siBesoin: Uint16Array;
  readonly essentiels: Uint16Array;
  readonly surPlace: Uint16Array;
  /** People who would give two evenings in a row; 0 outside evenings. */
  readonly deSuite: Uint16Array;
  /** Growth of the sum of squared evenings: Σ (2 × soireesDeja + 1); 0 outside evenings. */
  readonly equite: Uint32Array;
  readonly groupes: readonly Uint16Array[];
};

/** A threshold of the quorum on a profession or a college, in the order of the input, professions first. */
export type Groupe = { readonly genre: 'profession' | 'college'; readonly nom: string; readonly seuil: number };

/** Everything computed for a request. `lignes[p × n + s]` is the level of person p at slot s. Mutable: changed by `remplacerPersonne` and `repondre` only. */
export type Etat = {
  readonly demande: DemandeDeDate;
  readonly personnes: PersonneInvitee[];
  readonly rangs: ReadonlyMap<string, number>;
  readonly grille: Grille;
  readonly lignes: Uint8Array;
  readonly groupes: readonly Groupe[];
  readonly comptes: Comptes;
};

const trajetMs = (p: PersonneInvitee): number => (p.lieu === 'sur_place' ? p.trajetMinutes * MS_PAR_MINUTE : 0);

/** A person who has given all her evenings is counted absent from evening slots, whatever she answers. */
export const sansSoiree = (p: PersonneInvitee, d: DemandeDeDate): boolean => {
  const maximum = p.maxSoirees ?? d.maxSoirees;
  return maximum !== null && p.soireesDeja + 1 > maximum;
};

/** Writes the levels of one person into her row. */
function remplirLigne(ligne: Uint8Array, p: PersonneInvitee, d: DemandeDeDate, g: Grille): void {
  ligne.fill(OUI);
  const marge = trajetMs(p);
  const niveau = p.consultationsSouples ? SI_BESOIN : NON;
  for (const t of deplier(p.consultations, g)) ligne.fill(niveau, ...creneauxQuiTouchent(g, t, marge));
  for (const o of p.occupations) ligne.fill(NON, ...creneauxQuiTouchent(g, lireIntervalle(o, g.horloge), marge));
  for (const c of p.conges) ligne.fill(NON, ...creneauxQuiTouchent(g, joursEntiers(c, g.horloge)));
  for (const r of p.reponses) {
    const debut = lireMoment(r.debut, g.horloge);
    const rang = rangDe(g.debuts, debut);
    if (g.debuts[rang] === debut) ligne[rang] = NIVEAUX[r.reponse];
  }
  if (sansSoiree(p, d)) for (let s = 0; s < g.n; s++) if (g.soirees[s] === 1) ligne[s] = NON;
}

/** The day before or the day after is one of her given evenings. */
const joursVoisins = (p: PersonneInvitee): ReadonlySet<number> => new Set(p.soirsPris.flatMap((j) => [jourEnLocal(j) / MS_PAR_JOUR - 1, jourEnLocal(j) / MS_PAR_JOUR + 1]));

const groupesDe = (p: PersonneInvitee, groupes: readonly Groupe[]): number[] => groupes.flatMap((g, i) => ((g.genre === 'profession' ? p.profession : p.college) === g.nom ? [i] : []));

/** Adds (signe 1) or removes (−1) what one person brings to the counts, over the slots [de, a[. */
function compter(e: Etat, rang: number, signe: 1 | -1, [de, a]: readonly [number, number]): void {
  const p = e.personnes[rang];
  if (!p || p.role === 'informe') return;
  const { comptes: c, grille: g } = e;
  const base = rang * g.n;
  const siens = groupesDe(p, e.groupes).flatMap((i) => c.groupes[i] ?? []);
  const voisins = joursVoisins(p);
  const poids = signe * (2 * p.soireesDeja + 1);
  const { presents, siBesoin, essentiels, surPlace, equite } = c;
  const { soirees } = g;
  const ligne = e.lignes.subarray(base, base + g.n);
  const [essentiel, place] = [p.role === 'essentiel' ? signe : 0, p.lieu === 'sur_place' ? signe : 0];
  // One plain loop over bytes: products instead of branches: a random row would defeat the branch predictor.
  for (let s = de; s < a; s++) {
    const niveau = ligne[s] ?? NON;
    const vient = niveau === NON ? 0 : 1;
    presents[s] = (presents[s] ?? 0) + signe * vient;
    siBesoin[s] = (siBesoin[s] ?? 0) + (niveau === SI_BESOIN ? signe : 0);
    essentiels[s] = (essentiels[s] ?? 0) + essentiel * vient;
    surPlace[s] = (surPlace[s] ?? 0) + place * vient;
    equite[s] = (equite[s] ?? 0) + poids * vient * (soirees[s] ?? 0);
  }
  for (const groupe of siens) for (let s = de; s < a; s++) groupe[s] = (groupe[s] ?? 0) + (ligne[s] === NON ? 0 : signe);
  if (voisins.size > 0) compterDeSuite(e, { ligne, voisins, signe }, [de, a]);
}

function compterDeSuite({ grille: g, comptes: { deSuite } }: Etat, { ligne, voisins, signe }: { readonly ligne: Uint8Array; readonly voisins: ReadonlySet<number>; readonly signe: number }, [de, a]: readonly [number, number]): void {
  for (const jour of voisins) {
    const [debut, fin] = [Math.max(de, premierDuJour(g.jours, jour)), Math.min(a, premierDuJour(g.jours, jour + 1))];
    for (let s = debut; s < fin; s++) if (g.soirees[s] === 1 && ligne[s] !== NON) deSuite[s] = (deSuite[s] ?? 0) + signe;
  }
}

const seuilsDe = ({ quorum }: DemandeDeDate): Groupe[] => [
  ...Object.entries(quorum.professions).map(([nom, seuil]) => ({ genre: 'profession' as const, nom, seuil })),
  ...Object.entries(quorum.colleges).map(([nom, seuil]) => ({ genre: 'college' as const, nom, seuil })),
];

/** Computes everything from the request: the full computation every incremental change must equal. */
export function preparer(demande: DemandeDeDate): Etat {
  const grille = tracerGrille(demande);
  const { n } = grille;
  const groupes = seuilsDe(demande);
  const mots = (): Uint16Array => new Uint16Array(n);
  const etat: Etat = {
    demande, grille, groupes,
    personnes: [...demande.personnes],
    rangs: new Map(demande.personnes.map((p, i) => [p.id, i])),
    lignes: new Uint8Array(n * demande.personnes.length),
    comptes: { presents: mots(), siBesoin: mots(), essentiels: mots(), surPlace: mots(), deSuite: mots(), equite: new Uint32Array(n), groupes: groupes.map(mots) },
  };
  for (const [i, p] of etat.personnes.entries()) {
    remplirLigne(etat.lignes.subarray(i * n, (i + 1) * n), p, demande, grille);
    compter(etat, i, 1, [0, n]);
  }
  return etat;
}

/** Replaces one person of the state by her new self (same id) and brings the counts up to date: the cost of one row. False when the id is unknown. */
export function remplacerPersonne(e: Etat, p: PersonneInvitee): boolean {
  const rang = e.rangs.get(p.id);
  if (rang === undefined) return false;
  const { n } = e.grille;
  compter(e, rang, -1, [0, n]);
  e.personnes[rang] = p;
  remplirLigne(e.lignes.subarray(rang * n, (rang + 1) * n), p, e.demande, e.grille);
  compter(e, rang, 1, [0, n]);
  return true;
}

/** One answer to one slot: the cost of one cell. False when the person or the slot is not in the request. */
export function repondre(e: Etat, r: { readonly id: string; readonly debut: string; readonly reponse: 'oui' | 'si_besoin' | 'non' }): boolean {
  const rang = e.rangs.get(r.id);
  const p = rang === undefined ? undefined : e.personnes[rang];
  const instant = lireMoment(r.debut, e.grille.horloge);
  const s = rangDe(e.grille.debuts, instant);
  if (rang === undefined || !p || e.grille.debuts[s] !== instant) return false;
  compter(e, rang, -1, [s, s + 1]);
  e.personnes[rang] = { ...p, reponses: [...p.reponses, { debut: r.debut, reponse: r.reponse }] };
  e.lignes[rang * e.grille.n + s] = e.grille.soirees[s] === 1 && sansSoiree(p, e.demande) ? NON : NIVEAUX[r.reponse];
  compter(e, rang, 1, [s, s + 1]);
  return true;
}

/** What the slots and their masks do not depend on. */
const HORS_GRILLE: ReadonlySet<string> = new Set(['personnes', 'quorum', 'maxSoirees', 'nombre']);

/** What the rows of people do not depend on, when the starts are the same. */
const HORS_LIGNES: ReadonlySet<string> = new Set([...HORS_GRILLE, 'vacances', 'joursFeries', 'salles', 'heures', 'joursSemaine']);

function memes(a: DemandeDeDate, b: DemandeDeDate, sauf: ReadonlySet<string>): boolean {
  const avant = new Map<string, unknown>(Object.entries(a));
  return Object.entries(b).every(([cle, valeur]) => sauf.has(cle) || avant.get(cle) === valeur);
}

/**
 * The state of a request close to one already computed, equal to `preparer(demande)`: rows of people who are the same object are kept.
 * Whoever loses or gains evenings by the request's own maximum must come as a new object. Thresholds may only be taken away.
 */
export function preparerDepuis(e: Etat, demande: DemandeDeDate): Etat {
  const grille = memes(e.demande, demande, HORS_GRILLE) ? e.grille : tracerGrille(demande);
  const [n, changees] = [grille.n, demande.personnes.filter((p, i) => p !== e.personnes[i])];
  const memesDebuts = n === e.grille.n && grille.debuts.every((d, s) => d === e.grille.debuts[s]);
  // Each change is a row taken off and a row put back: past the half, all of them cost less.
  if (!memesDebuts || !memes(e.demande, demande, HORS_LIGNES) || changees.length * 2 > demande.personnes.length) return preparer(demande);
  const groupes = seuilsDe(demande);
  const gardes = groupes.map((g) => e.groupes.findIndex((x) => x.genre === g.genre && x.nom === g.nom));
  const copie = <T extends { slice: () => T }>(t: T): T => (changees.length > 0 ? t.slice() : t);
  const { comptes: c } = e;
  const etat: Etat = {
    demande, grille, groupes, personnes: [...e.personnes], rangs: e.rangs, lignes: copie(e.lignes),
    comptes: { presents: copie(c.presents), siBesoin: copie(c.siBesoin), essentiels: copie(c.essentiels), surPlace: copie(c.surPlace), deSuite: copie(c.deSuite), equite: copie(c.equite), groupes: gardes.map((i) => copie(c.groupes[i] ?? new Uint16Array(n))) },
  };
  for (const p of changees) remplacerPersonne(etat, p);
  return etat;
}
