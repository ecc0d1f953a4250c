import type { TempsCreux } from './creux.ts';
import { exigerLongueur } from './creux.ts';
import { pairesProches, type Points } from './proximite.ts';

/**
 * Estimate of the time by car between two places: `constante + d · (parKm + parKmEtRelief · r)` minutes, `d` the great-circle
 * distance in kilometres, `r` the mean relief of the two places in hundreds of metres; 0 from a place to itself.
 */
export type ModeleTemps = {
  readonly constante: number;
  readonly parKm: number;
  /** Minutes per kilometre and per hundred metres of relief; 0 when relief is not known. */
  readonly parKmEtRelief: number;
  /**
   * Absolute error in cross-validation by département, minutes: mean and median over all trips, and the half-width that holds
   * 68 % of the errors of trips of at most 25 minutes (what an uncertain weight takes as standard deviation).
   */
  readonly erreur: { readonly moyenne: number; readonly mediane: number; readonly centile68: number };
};

/**
 * From distance alone. Least absolute deviations on 16,765 trips of `temps_acces_urgences` (DREES 2019, INSEE Metric
 * times to the nearest emergency department, 50 départements), cross-validated by département. `docs/accessibilite.md` §3;
 * `maillage accessibilite evaluer` computes it again.
 */
export const MODELE_DISTANCE: ModeleTemps = {
  constante: 3.82, parKm: 1.262, parKmEtRelief: 0, erreur: { moyenne: 3.7, mediane: 2.3, centile68: 2.9 },
};

/** From distance and relief; same data, same method. */
export const MODELE_RELIEF: ModeleTemps = {
  constante: 3.58, parKm: 1.187, parKmEtRelief: 0.28, erreur: { moyenne: 3.5, mediane: 2.2, centile68: 2.8 },
};

/** Minutes for one trip; `reliefMoyen` in hundreds of metres. */
export const minutesEstimees = (km: number, modele: ModeleTemps, reliefMoyen = 0): number =>
  modele.constante + km * (modele.parKm + modele.parKmEtRelief * reliefMoyen);

/** Distance, km, beyond which a trip on flat land is longer than `minutes`. */
export const distancePour = (minutes: number, modele: ModeleTemps): number => Math.max(0.001, (minutes - modele.constante) / modele.parKm);

/**
 * Times of every trip of at most `minutesMax`, from the positions of the places.
 * @param memeLieu for each destination, the origin that is the same place (time 0), or −1; without it, points at the same position are the same place
 * @param relief hundreds of metres at each origin and each destination
 * @returns CSR matrix in minutes; trips longer than `minutesMax` are left out
 */
export function tempsEstimes(
  origines: Points,
  destinations: Points,
  minutesMax: number,
  options: { readonly modele?: ModeleTemps; readonly memeLieu?: Int32Array; readonly relief?: { readonly origines: Float64Array; readonly destinations: Float64Array } } = {},
): TempsCreux {
  const { modele = MODELE_DISTANCE, memeLieu, relief } = options;
  if (memeLieu) exigerLongueur('memeLieu', memeLieu, destinations.lat.length);
  const m = pairesProches(origines, destinations, distancePour(minutesMax, modele));
  let n = 0;
  const debuts = new Uint32Array(m.origines + 1);
  for (let i = 0; i < m.origines; i++) {
    for (let k = m.debuts[i]!; k < m.debuts[i + 1]!; k++) {
      const j = m.cibles[k]!;
      const surPlace = memeLieu ? memeLieu[j] === i : m.temps[k]! < 1e-6;
      const r = relief ? (relief.origines[i]! + relief.destinations[j]!) / 2 : 0;
      const minutes = surPlace ? 0 : minutesEstimees(m.temps[k]!, modele, r);
      if (minutes > minutesMax) continue;
      m.cibles[n] = j;
      m.temps[n++] = minutes;
    }
    debuts[i + 1] = n;
  }
  return { ...m, debuts, cibles: m.cibles.slice(0, n), temps: m.temps.slice(0, n) };
}

/**
 * Relief of each place: standard deviation, in hundreds of metres, of the altitudes known within `rayonKm`; 0 with fewer than three.
 * @param altitudes metres at each of `connus`
 */
export function reliefAutour(lieux: Points, connus: Points, altitudes: Float64Array, rayonKm = 10): Float64Array {
  exigerLongueur('altitudes', altitudes, connus.lat.length);
  const m = pairesProches(lieux, connus, rayonKm);
  const relief = new Float64Array(m.origines);
  for (let i = 0; i < m.origines; i++) {
    const debut = m.debuts[i]!;
    const fin = m.debuts[i + 1]!;
    if (fin - debut < 3) continue;
    let moyenne = 0;
    for (let k = debut; k < fin; k++) moyenne += altitudes[m.cibles[k]!]! / (fin - debut);
    let variance = 0;
    for (let k = debut; k < fin; k++) variance += (altitudes[m.cibles[k]!]! - moyenne) ** 2 / (fin - debut);
    relief[i] = Math.sqrt(variance) / 100;
  }
  return relief;
}
