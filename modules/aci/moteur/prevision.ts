import { ecartEnJours, type Jour, plusJours } from '#core/jour.ts';
import type { Indicateur, Palier, Regle } from '../model.ts';
import { repartitionStudent } from './student.ts';

/** A value read on a day. */
export type Point = { readonly le: Jour; readonly valeur: number };

/** How fast each month moves, January first; the mean of the twelve is 1. */
export type Saison = readonly number[];
export const SANS_SAISON: Saison = Array.from({ length: 12 }, () => 1);

/** What the value should be at the date: a Student variable of this centre, scale and degrees of freedom. `parAn`: the drift. */
export type Prevision = { readonly centre: number; readonly echelle: number; readonly degres: number; readonly parAn: number; readonly points: number; readonly horizonJours: number };

const JOURS_PAR_AN = 365.25;
/** Weight, in months of history, of "every month is alike": one year of history moves a month half of the way. */
const LISSAGE_SAISON = 1;
/** Degrees of freedom lent to the noise before anything is seen, and its size as a share of the yearly movement. Settled on simulated CPTS, docs/prevision.md */
const DEGRES_PRETES = 2;
const BRUIT_PRETE = 0.35;
/** The easiest is done first: a drift loses this share of its pace for each year ahead (exponentially). Zero would prolong the line. */
const ESSOUFFLEMENT_PAR_AN = 0.5;
/** An indicator never moves exactly as a line: smallest scale of a forecast, as a share of the values seen. */
const ECHELLE_MINIMALE = 1e-6;

const moisDe = (j: Jour): number => Number(j.slice(5, 7)) - 1;
const parDate = (points: readonly Point[]): readonly Point[] => points.toSorted((a, b) => (a.le < b.le ? -1 : a.le > b.le ? 1 : 0));

/** Time as the indicator lives it, in years: a month at twice the usual pace counts double. */
export function tempsVecu(debut: Jour, fin: Jour, saison: Saison): number {
  const jours = ecartEnJours(debut, fin);
  if (saison === SANS_SAISON) return jours / JOURS_PAR_AN;
  let vecu = 0;
  for (let i = 0; i < jours; i++) vecu += saison[moisDe(plusJours(debut, i))] ?? 1;
  return vecu / JOURS_PAR_AN;
}

/**
 * The season of an indicator, from its earlier years: the share of the movement that each month made, drawn towards equal months.
 * Only stretches of at most 45 days say which month moved. None: no season.
 */
export function saisonDe(passe: readonly Point[]): Saison {
  const points = parDate(passe);
  const [mouvement, jours] = [Array.from({ length: 12 }, () => 0), Array.from({ length: 12 }, () => 0)];
  for (const [i, p] of points.entries()) {
    const avant = points[i - 1];
    const duree = avant ? ecartEnJours(avant.le, p.le) : 0;
    if (!avant || duree <= 0 || duree > 45) continue;
    const mois = moisDe(plusJours(avant.le, Math.floor(duree / 2)));
    mouvement[mois] = (mouvement[mois] ?? 0) + (p.valeur - avant.valeur);
    jours[mois] = (jours[mois] ?? 0) + duree;
  }
  const total = jours.reduce((s, j) => s + j, 0);
  const pente = mouvement.reduce((s, m) => s + m, 0) / total;
  if (total < 330 || pente === 0) return SANS_SAISON;
  const annees = total / JOURS_PAR_AN;
  const bruts = jours.map((j, m) => (j === 0 ? 1 : Math.max(0, (mouvement[m] ?? 0) / j / pente)));
  const lisses = bruts.map((b) => (b * annees + LISSAGE_SAISON) / (annees + LISSAGE_SAISON));
  const moyenne = lisses.reduce((s, b) => s + b, 0) / 12;
  return lisses.map((b) => b / moyenne);
}

/**
 * Where an indicator should stand at a date. The model, in one sentence: it keeps moving as it has since its first value, a little slower
 * as time goes, at the pace of the season, and strays as much as it has strayed. A random walk with a damped drift in lived time:
 * centre = last value + drift × (1 − e^(−κ × time left)) ÷ κ;
 * spread = noise of the steps seen (with a little lent beforehand) × (time left + time left² ÷ time seen), the second term being
 * what one does not know of the drift. Undefined with fewer than two dates.
 */
export function prevoir(releves: readonly Point[], echeance: Jour, saison: Saison = SANS_SAISON): Prevision | undefined {
  const points = parDate(releves);
  const [premier, dernier] = [points[0], points.at(-1)];
  if (!premier || !dernier || premier.le === dernier.le) return undefined;
  const vu = tempsVecu(premier.le, dernier.le, saison);
  if (vu <= 0) return undefined;
  const derive = (dernier.valeur - premier.valeur) / vu;
  let [carres, pas] = [0, 0];
  for (const [i, p] of points.entries()) {
    const avant = points[i - 1];
    const dt = avant ? tempsVecu(avant.le, p.le, saison) : 0;
    if (!avant || dt <= 0) continue;
    carres += (p.valeur - avant.valeur - derive * dt) ** 2 / dt;
    pas++;
  }
  const degres = pas - 1 + DEGRES_PRETES;
  const prete = (BRUIT_PRETE * derive) ** 2;
  const variance = (carres + DEGRES_PRETES * prete) / degres;
  const reste = Math.max(0, tempsVecu(dernier.le, echeance, saison));
  const plancher = ECHELLE_MINIMALE * Math.max(1, ...points.map((p) => Math.abs(p.valeur)));
  return {
    centre: dernier.valeur + (derive * (1 - Math.exp(-ESSOUFFLEMENT_PAR_AN * reste))) / ESSOUFFLEMENT_PAR_AN,
    echelle: reste === 0 ? 0 : Math.max(plancher, Math.sqrt(variance * (reste + reste ** 2 / vu))),
    degres,
    parAn: derive,
    points: points.length,
    horizonJours: Math.max(0, ecartEnJours(dernier.le, echeance)),
  };
}

/** Probability that the value at the date is at the threshold or on its good side. */
export function chances(p: Prevision, seuil: number, sens: Indicateur['sens']): number {
  if (p.echelle === 0) return (sens === 'hausse' ? p.centre >= seuil : p.centre <= seuil) ? 1 : 0;
  const dessous = repartitionStudent((seuil - p.centre) / p.echelle, p.degres);
  return sens === 'hausse' ? 1 - dessous : dessous;
}

/** A mark on the scale of a line: the value to reach, what is due there. */
export type Marche = { readonly nom: string | null; readonly seuil: number; readonly montant: number };

/** The value that a tier on progress stands for. */
function valeurDe(p: Palier, r: Extract<Regle, { type: 'paliers_variation' }>, i: Pick<Indicateur, 'sens' | 'depart'>): number | undefined {
  if (!i.depart) return undefined;
  const progres = r.mesure === 'absolue' ? p.seuil : p.seuil * Math.abs(i.depart.valeur);
  return i.sens === 'hausse' ? i.depart.valeur + progres : i.depart.valeur - progres;
}

/** The steps of a rule, easiest first; a rule without steps (a count, a pro rata) is cut in four. */
export function marchesDe(regle: Regle, i: Pick<Indicateur, 'sens' | 'depart'>): readonly Marche[] {
  const ordonner = (m: readonly Marche[]): readonly Marche[] => m.toSorted((a, b) => (i.sens === 'hausse' ? a.seuil - b.seuil : b.seuil - a.seuil));
  switch (regle.type) {
    case 'atteint':
      return regle.cible === undefined ? [] : [{ nom: null, seuil: regle.cible, montant: regle.montant }];
    case 'paliers_valeur':
      return ordonner(regle.paliers.map((p) => ({ nom: p.nom ?? null, seuil: p.seuil, montant: p.montant })));
    case 'paliers_variation':
      return ordonner(regle.paliers.flatMap((p) => { const seuil = valeurDe(p, regle, i); return seuil === undefined ? [] : [{ nom: p.nom ?? null, seuil, montant: p.montant }]; }));
    case 'compte':
      return regle.prixUnitaire === 0 ? [] : [1, 2, 3, 4].map((q) => ({ nom: null, seuil: regle.aPartirDe + Math.ceil((regle.plafond * q) / 4 / regle.prixUnitaire), montant: Math.round((regle.plafond * q) / 4) }));
    case 'lineaire':
      return [1, 2, 3, 4].map((q) => ({ nom: null, seuil: regle.base + ((regle.cible - regle.base) * q) / 4, montant: q / 4 < regle.plancher ? 0 : Math.round((regle.montant * q) / 4) }));
  }
}

/** A line a year ahead: the chances of each step, what it should bring, what a miss would cost. Amounts in cents. */
export type LignePrevue = { readonly marches: readonly (Marche & { readonly chances: number })[]; readonly esperance: number; readonly maximum: number; readonly manque: number };

export function prevoirLigne(p: Prevision, regle: Regle, i: Pick<Indicateur, 'sens' | 'depart'>): LignePrevue | undefined {
  const marches = marchesDe(regle, i).map((m) => ({ ...m, chances: chances(p, m.seuil, i.sens) }));
  if (marches.length === 0) return undefined;
  const maximum = Math.max(...marches.map((m) => m.montant));
  // The amount of the best step reached: each step adds what it pays beyond those before it, if it is reached.
  let [dejaPaye, esperance] = [0, 0];
  for (const m of marches) {
    esperance += m.chances * Math.max(0, m.montant - dejaPaye);
    dejaPaye = Math.max(dejaPaye, m.montant);
  }
  return { marches, esperance: Math.round(esperance), maximum, manque: maximum - Math.round(esperance) };
}
