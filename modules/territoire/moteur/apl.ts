import { deuxEtapesPonderees, type Accessibilite, type Entrees } from './aires.ts';
import { exigerLongueur } from './creux.ts';
import { repartitionNormale, type Poids } from './poids.ts';

/**
 * Weight of the trip to a general practitioner since the 2015 revision of the APL, minutes by road.
 * À VÉRIFIER: no document at hand prints these steps (apl_methode/parametres_apl.json); they are a parameter.
 */
export const PALIERS_APL = {
  forme: 'paliers',
  paliers: [{ jusqua: 10, poids: 1 }, { jusqua: 15, poids: 2 / 3 }, { jusqua: 20, poids: 1 / 3 }],
} as const satisfies Poids;

/** Steps of the first version, 2012, minutes. Source: Irdes, document de travail n° 70 (2016), table 3; DREES, Études et résultats n° 795. */
export const PALIERS_APL_2012 = {
  forme: 'paliers',
  paliers: [{ jusqua: 5, poids: 1 }, { jusqua: 10, poids: 0.3 }, { jusqua: 15, poids: 0.1 }],
} as const satisfies Poids;

/**
 * Yearly acts counted for one general practitioner: less than the minimum is raised to it, what exceeds the maximum is not counted.
 * Source: FAQ DGOS/DREES on the zoning of general practitioners, 25 May 2018.
 */
export const BORNES_ACTIVITE = { min: 3600, max: 6000 } as const;

/** Mean yearly acts of a full-time general practitioner. Source: Irdes, document de travail n° 70 (2016), continuous FTE `X / 4973`. */
export const ACTIVITE_MOYENNE = 4973;

/** Relative use of general practitioners by age, 19 classes of five years, the last 90 and over. Source: Irdes, document de travail n° 70, table 2 (Sniiram 2009, Cnamts). */
export const POIDS_AGE = [
  { classe: '0-4', poids: 1.27 }, { classe: '5-9', poids: 0.65 }, { classe: '10-14', poids: 0.55 }, { classe: '15-19', poids: 0.51 },
  { classe: '20-24', poids: 0.54 }, { classe: '25-29', poids: 0.65 }, { classe: '30-34', poids: 0.67 }, { classe: '35-39', poids: 0.72 },
  { classe: '40-44', poids: 0.75 }, { classe: '45-49', poids: 0.83 }, { classe: '50-54', poids: 1.03 }, { classe: '55-59', poids: 1.07 },
  { classe: '60-64', poids: 1.31 }, { classe: '65-69', poids: 1.39 }, { classe: '70-74', poids: 1.54 }, { classe: '75-79', poids: 1.82 },
  { classe: '80-84', poids: 2.12 }, { classe: '85-89', poids: 2.84 }, { classe: '90+', poids: 2.61 },
] as const;

/** Acts counted for one doctor, acts a year; an activity that is not known (`NaN`) gives `NaN`. */
export const bornerActivite = (actes: number, bornes: { min: number; max: number } = BORNES_ACTIVITE): number =>
  Math.min(bornes.max, Math.max(bornes.min, actes));

/**
 * Supply of a place from the activity of each of its doctors: sum of the bounded activities.
 * @param actes acts a year of each doctor, length n
 * @param lieu place of each doctor, length n, below `lieux`
 * @returns acts a year, length `lieux`
 */
export function offreBornee(actes: Float64Array, lieu: Uint32Array, lieux: number, bornes: { min: number; max: number } = BORNES_ACTIVITE): Float64Array {
  exigerLongueur('lieu', lieu, actes.length);
  const offre = new Float64Array(lieux);
  for (let k = 0; k < actes.length; k++) offre[lieu[k]!]! += bornerActivite(actes[k]!, bornes);
  return offre;
}

/**
 * Mean of the bounded activity when individual activities are not known but spread around a mean: log-normal law of mean
 * `moyenne` and of standard deviation `dispersion` in logarithm.
 * @returns acts a year and per doctor, between the bounds; with `dispersion` 0, the bounded mean
 */
export function activiteMoyenneBornee(moyenne: number, dispersion: number, bornes: { min: number; max: number } = BORNES_ACTIVITE): number {
  if (dispersion === 0) return bornerActivite(moyenne, bornes);
  const mu = Math.log(moyenne) - dispersion ** 2 / 2;
  const bas = (Math.log(bornes.min) - mu) / dispersion;
  const haut = (Math.log(bornes.max) - mu) / dispersion;
  const entreBornes = repartitionNormale(haut - dispersion) - repartitionNormale(bas - dispersion);
  return bornes.min * repartitionNormale(bas) + bornes.max * (1 - repartitionNormale(haut)) + moyenne * entreBornes;
}

/**
 * Inhabitants standardised by age: `Σ_a pop_ia · c_a / c̄`, where `c̄` is the mean use of the whole population given,
 * so that the total is unchanged.
 * @param populations inhabitants by age class, each of length n (one array per class)
 * @param poids relative use of each class, same number of classes
 * @returns standardised inhabitants, length n
 * @throws RangeError when classes or lengths disagree
 * Source: Irdes, document de travail n° 70; DREES, APL.
 */
export function demandeStandardisee(populations: readonly Float64Array[], poids: readonly number[]): Float64Array {
  exigerLongueur('poids par âge', poids, populations.length);
  const n = populations[0]?.length ?? 0;
  const demande = new Float64Array(n);
  let habitants = 0;
  let recours = 0;
  populations.forEach((classe, a) => {
    exigerLongueur(`classe d’âge ${a}`, classe, n);
    for (let i = 0; i < n; i++) {
      demande[i]! += classe[i]! * poids[a]!;
      habitants += classe[i]!;
      recours += classe[i]! * poids[a]!;
    }
  });
  const moyen = habitants > 0 ? recours / habitants : 1;
  for (let i = 0; i < n; i++) demande[i]! /= moyen;
  return demande;
}

/**
 * Localised potential accessibility (APL) in the form of DREES: E2SFCA of a supply in consultations a year, bounded doctor
 * by doctor, and of a demand standardised by age, with decreasing steps of travel time in minutes.
 * @returns consultations accessible a year and per standardised inhabitant
 * @throws RangeError when lengths disagree
 * Source: Irdes, document de travail n° 70 (2016); DREES, Études et résultats n° 795 (2012).
 */
export const apl = (entrees: Entrees, poids: Poids = PALIERS_APL): Accessibilite => deuxEtapesPonderees(entrees, poids);
