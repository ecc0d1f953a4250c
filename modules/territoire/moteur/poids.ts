/** A step of a decreasing weight: `poids` up to and including `jusqua` (same unit as the travel times). */
export type Palier = { readonly jusqua: number; readonly poids: number };

/**
 * How much a trip still counts.
 * - `binaire`: 1 up to `seuil` included, then 0 (Luo and Wang 2003).
 * - `paliers`: constant by step, bounds included, 0 beyond the last (Luo and Qi 2009). With `incertitude`, the weight is
 *   the one expected when the true time is Gaussian around the estimate with that standard deviation (same unit);
 *   a time of exactly 0 (the place itself) is known and keeps the first weight.
 * - `gaussienne`: `exp(−t² / (2 σ²))`, equal to 1 at 0, 0 beyond `seuil` when there is one.
 * - `gravite`: `(max(t, minimum) / echelle) ^ puissance`; `puissance` carries its sign (−1 for 1/t).
 * Bounds are inclusive everywhere, as in the public library PySAL `access`.
 */
export type Poids =
  | { readonly forme: 'binaire'; readonly seuil: number }
  | { readonly forme: 'paliers'; readonly paliers: readonly Palier[]; readonly seuil?: number; readonly incertitude?: number }
  | { readonly forme: 'gaussienne'; readonly sigma: number; readonly seuil?: number }
  | { readonly forme: 'gravite'; readonly echelle: number; readonly puissance: number; readonly minimum?: number; readonly seuil?: number };

/** Beyond this many standard deviations an uncertain time no longer weighs anything. */
const ECARTS_GARDES = 4;

/** Longest time that can weigh something; `Infinity` when nothing bounds it. */
export function porteeDe(poids: Poids): number {
  const seuil = poids.seuil ?? Number.POSITIVE_INFINITY;
  if (poids.forme !== 'paliers') return seuil;
  const dernier = Math.max(0, ...poids.paliers.map((p) => p.jusqua)) + ECARTS_GARDES * (poids.incertitude ?? 0);
  return Math.min(seuil, dernier);
}

/** The same weight without its outer threshold; a binary weight is nothing else and stays as it is. */
export function sansSeuil(poids: Poids): Poids {
  if (poids.forme === 'binaire') return poids;
  const { seuil: _, ...reste } = poids;
  return reste;
}

/**
 * Weight of each travel time.
 * @param temps times, any unit, length n
 * @returns weights without unit, length n; a time that is not a number weighs 0
 * @throws RangeError on a negative weight, a zero σ or a zero scale
 */
export function peser(temps: Float64Array, poids: Poids): Float64Array {
  const w = new Float64Array(temps.length);
  switch (poids.forme) {
    case 'binaire':
      peserParPaliers(temps, [{ jusqua: poids.seuil, poids: 1 }], poids.seuil, w);
      break;
    case 'paliers':
      peserPaliers(temps, poids, w);
      break;
    case 'gaussienne':
      peserGaussienne(temps, poids, w);
      break;
    case 'gravite':
      peserGravite(temps, poids, w);
      break;
  }
  return w;
}

type DeForme<F extends Poids['forme']> = Extract<Poids, { readonly forme: F }>;

function peserGaussienne(temps: Float64Array, { sigma, seuil = Number.POSITIVE_INFINITY }: DeForme<'gaussienne'>, w: Float64Array): void {
  if (!(sigma > 0)) throw new RangeError('L’écart-type d’un poids gaussien doit être positif.');
  const diviseur = 2 * sigma ** 2;
  for (let k = 0; k < temps.length; k++) {
    const t = temps[k]!;
    if (t <= seuil) w[k] = Math.exp((-t * t) / diviseur);
  }
}

function peserGravite(temps: Float64Array, poids: DeForme<'gravite'>, w: Float64Array): void {
  const { echelle, puissance, minimum = 0, seuil = Number.POSITIVE_INFINITY } = poids;
  if (!(echelle > 0)) throw new RangeError('L’échelle d’un poids gravitaire doit être positive.');
  for (let k = 0; k < temps.length; k++) {
    const t = temps[k]!;
    if (t <= seuil) w[k] = (Math.max(t, minimum) / echelle) ** puissance;
  }
}

function peserPaliers(temps: Float64Array, poids: DeForme<'paliers'>, w: Float64Array): void {
  const tries = [...poids.paliers].sort((a, b) => a.jusqua - b.jusqua);
  if (tries.some((p) => p.poids < 0)) throw new RangeError('Un poids ne peut pas être négatif.');
  const sigma = poids.incertitude ?? 0;
  if (sigma > 0) peserIncertain(temps, tries, { sigma, portee: porteeDe(poids) }, w);
  else peserParPaliers(temps, tries, poids.seuil ?? Number.POSITIVE_INFINITY, w);
}

/** Cells of the table that answers for most times without comparing them to each step. */
const CASES = 1024;

/**
 * Weights by steps. The range of times is cut in equal cells; a cell without a bound in it has one weight, read at once, which
 * spares the processor a branch it cannot foresee; in the others (`NaN`) the time is compared to the bounds.
 */
function peserParPaliers(temps: Float64Array, paliers: readonly Palier[], seuil: number, w: Float64Array): void {
  const bornes = Float64Array.from(paliers, (p) => Math.min(p.jusqua, seuil));
  const valeurs = Float64Array.from(paliers, (p) => p.poids);
  const comparer = (t: number): number => {
    for (let s = 0; s < bornes.length; s++) if (t <= bornes[s]!) return valeurs[s]!;
    return 0;
  };
  const derniere = bornes.at(-1) ?? 0;
  const echelle = CASES / derniere;
  if (!(Number.isFinite(echelle) && echelle > 0)) {
    for (let k = 0; k < temps.length; k++) w[k] = comparer(temps[k]!);
    return;
  }
  const table = Float64Array.from({ length: CASES + 1 }, (_, c) => comparer((c + 0.5) / echelle));
  for (const b of bornes) table[Math.floor(b * echelle)] = Number.NaN;
  for (let k = 0; k < temps.length; k++) {
    const t = temps[k]!;
    if (!(t <= derniere)) continue;
    const v = t >= 0 ? table[Math.floor(t * echelle)]! : Number.NaN;
    w[k] = Number.isNaN(v) ? comparer(t) : v;
  }
}

/** A step function is a sum of drops; each drop at `b` is expected to come with the probability that the true time exceeds `b`. */
function peserIncertain(temps: Float64Array, paliers: readonly Palier[], avec: { sigma: number; portee: number }, w: Float64Array): void {
  const chutes = Float64Array.from(paliers, (p, s) => p.poids - (paliers[s + 1]?.poids ?? 0));
  for (let k = 0; k < temps.length; k++) {
    const t = temps[k]!;
    if (t === 0) w[k] = paliers[0]?.poids ?? 0;
    else if (t <= avec.portee) {
      let attendu = 0;
      for (let s = 0; s < chutes.length; s++) attendu += chutes[s]! * repartitionNormale((paliers[s]!.jusqua - t) / avec.sigma);
      w[k] = attendu;
    }
  }
}

/**
 * Cumulative distribution of the standard normal law; absolute error below 1e-7.
 * Source: Abramowitz and Stegun 1964, formula 26.2.17.
 */
export function repartitionNormale(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const queue =
    0.3989422804014327 * Math.exp((-x * x) / 2) *
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x >= 0 ? 1 - queue : queue;
}
