import { ajuster, type Erreur, mesurerErreur, type Observation, validerParGroupe } from '#modules/territoire/moteur/calibrage.ts';
import { pairesProches, type Points } from '#modules/territoire/moteur/proximite.ts';
import type { Donnees } from './donnees.ts';

export type Calibration = { readonly coefficients: readonly number[]; readonly erreur: Erreur; readonly erreurMoinsDe25: Erreur };

/** Trips longer than this (islands, closed roads aside) are out of the range where the estimate serves. */
const KM_MAX = 40;

/** Known trips: a commune and the emergency department nearest as the crow flies. Communes that have one (time 0) teach nothing. */
export function trajetsConnus(d: Donnees, lieux: Points): readonly { readonly commune: number; readonly urgence: number; readonly km: number }[] {
  const prendre = (v: Float64Array): Float64Array => Float64Array.from(d.urgences, (j) => v[j] ?? Number.NaN);
  const m = pairesProches(lieux, { lat: prendre(lieux.lat), lon: prendre(lieux.lon) }, KM_MAX);
  const services = new Set(d.urgences);
  return d.codes.flatMap((_, i) => {
    const distances = m.temps.subarray(m.debuts[i], m.debuts[i + 1]);
    if (services.has(i) || distances.length === 0 || Number.isNaN(d.minutesUrgences[i] ?? Number.NaN)) return [];
    const proche = distances.indexOf(Math.min(...distances));
    return [{ commune: i, urgence: d.urgences[m.cibles[(m.debuts[i] ?? 0) + proche] ?? 0] ?? 0, km: distances[proche] ?? 0 }];
  });
}

function calibrer(observations: readonly Observation<string>[]): Calibration {
  const ecarts = validerParGroupe(observations);
  return {
    coefficients: ajuster(observations),
    erreur: mesurerErreur(ecarts),
    erreurMoinsDe25: mesurerErreur(ecarts.filter((_, k) => (observations[k]?.minutes ?? 0) <= 25)),
  };
}

/** Fits of travel time, each judged on départements that it has not seen. */
export function calibrerTemps(d: Donnees): { readonly interieurs: Calibration; readonly distance: Calibration; readonly relief: Calibration } {
  const observer = (lieux: Points, variables: (km: number, i: number, j: number) => readonly number[]): Observation<string>[] =>
    trajetsConnus(d, lieux).map(({ commune: i, urgence: j, km }) => ({ variables: variables(km, i, j), minutes: d.minutesUrgences[i] ?? 0, groupe: d.departements[i] ?? '' }));
  return {
    interieurs: calibrer(observer(d.interieurs, (km) => [1, km])),
    distance: calibrer(observer(d.bourgs, (km) => [1, km])),
    relief: calibrer(observer(d.bourgs, (km, i, j) => [1, km, (km * ((d.relief[i] ?? 0) + (d.relief[j] ?? 0))) / 2])),
  };
}
