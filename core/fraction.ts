/** An exact number, reduced, with a positive denominator: votes, shares and amounts are counted without a float. */
export type Fraction = { readonly n: bigint; readonly d: bigint };

const pgcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : pgcd(b, a % b));
const absolue = (a: bigint): bigint => (a < 0n ? -a : a);

/** `n / d`. Throws when `d` is zero. */
export function fraction(n: bigint | number, d: bigint | number = 1n): Fraction {
  const [haut, bas] = [BigInt(n), BigInt(d)];
  if (bas === 0n) throw new Error('Division by zero');
  const g = pgcd(absolue(haut), absolue(bas)) * (bas < 0n ? -1n : 1n);
  return { n: haut / g, d: bas / g };
}

export const ZERO: Fraction = fraction(0);
export const UN: Fraction = fraction(1);

/** The decimal number that a person typed, exactly: 66.7 is 667/10, although no float is. Throws on what is not finite. */
export function decimale(x: number): Fraction {
  if (!Number.isFinite(x)) throw new Error(`Not a number: ${x}`);
  const [mantisse = '0', exposant = '0'] = String(x).split('e');
  const [entier = '0', suite = ''] = mantisse.split('.');
  const puissance = Number(exposant) - suite.length;
  const n = BigInt(entier + suite);
  return puissance >= 0 ? fraction(n * 10n ** BigInt(puissance)) : fraction(n, 10n ** BigInt(-puissance));
}

export const additionner = (...f: readonly Fraction[]): Fraction => f.reduce((a, b) => fraction(a.n * b.d + b.n * a.d, a.d * b.d), ZERO);
export const soustraire = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiplier = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d);
export const diviser = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d, a.d * b.n);

/** Negative, zero or positive as `a` is below, at or above `b`. */
export function comparer(a: Fraction, b: Fraction): number {
  const e = a.n * b.d - b.n * a.d;
  return e < 0n ? -1 : e > 0n ? 1 : 0;
}
export const minimum = (a: Fraction, b: Fraction): Fraction => (comparer(a, b) <= 0 ? a : b);

/** For a chart or a sentence only: the nearest float. */
export const approcher = (f: Fraction): number => Number(f.n) / Number(f.d);

export type Arrondi = 'au_plus_proche' | 'inferieur' | 'superieur' | 'au_pair';

/**
 * The integer kept for a fraction. `au_plus_proche`: halves go away from zero; `au_pair`: halves go to the even neighbour;
 * `inferieur` and `superieur`: towards minus and plus infinity.
 */
export function arrondir(f: Fraction, mode: Arrondi = 'au_plus_proche'): number {
  const bas = f.n >= 0n ? f.n / f.d : -((-f.n + f.d - 1n) / f.d);
  const reste = f.n - bas * f.d;
  if (reste === 0n || mode === 'inferieur') return Number(bas);
  if (mode === 'superieur') return Number(bas + 1n);
  const double = reste * 2n;
  if (double !== f.d) return Number(double > f.d ? bas + 1n : bas);
  if (mode === 'au_pair') return Number(bas % 2n === 0n ? bas : bas + 1n);
  return Number(f.n >= 0n ? bas + 1n : bas);
}

/** `12`, or `5/3`: the one writing of a quantity. */
export const enTexte = (f: Fraction): string => (f.d === 1n ? String(f.n) : `${f.n}/${f.d}`);

const ECRITURE = /^(\d{1,15})(?:[.,](\d{1,12}))?\s*(%)?$|^(\d{1,15})\s*\/\s*(\d{1,15})$/;

/**
 * Reads `3`, `"2/3"`, `"0,25"`, `"60 %"` or the number `0.1`, each as what is written (0.1 is exactly one tenth).
 * Returns undefined for anything else: a sign, an exponent, a zero denominator.
 */
export function lireFraction(ecrit: string | number): Fraction | undefined {
  const lu = ECRITURE.exec(String(ecrit).trim());
  if (!lu) return undefined;
  const [, entiere, decimales = '', pourCent, haut, bas] = lu;
  if (haut !== undefined && bas !== undefined) return BigInt(bas) === 0n ? undefined : fraction(BigInt(haut), BigInt(bas));
  return fraction(BigInt(`${entiere}${decimales}`), 10n ** BigInt(decimales.length) * (pourCent ? 100n : 1n));
}
