/** An exact quantity of votes or of persons: reduced, positive denominator. Never a float: a third of a college is a third. */
export type Fraction = { readonly n: bigint; readonly d: bigint };

const pgcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : pgcd(b, a % b));

/** Throws on a zero denominator: callers divide by counts they have checked. */
export function fraction(n: bigint, d = 1n): Fraction {
  if (d === 0n) throw new Error('fraction: zero denominator');
  const signe = d < 0n ? -1n : 1n;
  const g = pgcd(n, d) || 1n;
  return { n: (signe * n) / g, d: (signe * d) / g };
}

export const ZERO: Fraction = { n: 0n, d: 1n };
export const UN: Fraction = { n: 1n, d: 1n };
export const entier = (n: number): Fraction => fraction(BigInt(n));
export const plus = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d);
export const moins = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
export const fois = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d);
export const divise = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d, a.d * b.n);
export const somme = (liste: readonly Fraction[]): Fraction => liste.reduce(plus, ZERO);

/** Negative, zero or positive, as `a` is under, equal to or above `b`. */
export function compare(a: Fraction, b: Fraction): number {
  const ecart = a.n * b.d - b.n * a.d;
  return ecart < 0n ? -1 : ecart > 0n ? 1 : 0;
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
