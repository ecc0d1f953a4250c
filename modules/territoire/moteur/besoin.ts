import { POIDS_AGE } from './apl.ts';

/** The five age classes that départements are known by, and the classes of five years of `POIDS_AGE` they hold. */
export const CLASSES_AGE = [['0-19', 0, 4], ['20-39', 4, 8], ['40-59', 8, 12], ['60-74', 12, 15], ['75+', 15, 19]] as const;

/** Mean use of each of the five classes; within a class every age counts the same (no finer pyramid at hand). */
export const RECOURS_PAR_CLASSE: readonly number[] = CLASSES_AGE.map(([, debut, fin]) => POIDS_AGE.slice(debut, fin).reduce((s, c) => s + c.poids, 0) / (fin - debut));

const total = (p: readonly number[]): number => p.reduce((s, x) => s + x, 0);
const usage = (p: readonly number[]): number => p.reduce((s, x, c) => s + x * (RECOURS_PAR_CLASSE[c] ?? 0), 0);
const SOUS_75 = 4;

/**
 * Use of care by age of a commune, over the mean use of the country: its own share of 75 and over where it is known, and below 75 the pyramid of its
 * département, the finest known here.
 * @param pyramide residents of the département in the five classes of `CLASSES_AGE`; of the country where it is not known
 * @param france residents of the country in the same classes
 * @param part75 share of 75 and over of the commune, 0 to 1; that of the pyramid when `undefined`
 * @returns 1 for the mean of the country
 */
export function indiceAge(pyramide: readonly number[], france: readonly number[], part75?: number): number {
  const jeunes = pyramide.slice(0, SOUS_75);
  const part = part75 ?? 1 - total(jeunes) / total(pyramide);
  return ((1 - part) * (usage(jeunes) / total(jeunes)) + part * (RECOURS_PAR_CLASSE[SOUS_75] ?? 0)) / (usage(france) / total(france));
}

/**
 * Need for care by mortality: rate of each area over the mean weighted by residents.
 * @param taux standardised rate by area; areas that are not there count for nothing in the mean
 * @returns index by area, 1 for the mean; `undefined` when no rate is known
 */
export function indicesMortalite(lieux: readonly { readonly zone: string; readonly habitants: number }[], taux: ReadonlyMap<string, number>): ((zone: string) => number) | undefined {
  let [habitants, somme] = [0, 0];
  for (const l of lieux) {
    const t = taux.get(l.zone);
    if (t === undefined) continue;
    habitants += l.habitants;
    somme += l.habitants * t;
  }
  return habitants > 0 && somme > 0 ? (zone) => (taux.get(zone) ?? somme / habitants) / (somme / habitants) : undefined;
}
