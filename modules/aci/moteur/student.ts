/** Logarithm of the gamma function, for `x` > 0, to 1e-13. @source C. Lanczos, 1964; coefficients g = 7, n = 9 */
function logGamma(x: number): number {
  const C = [0.999_999_999_999_809_93, 676.520_368_121_885_1, -1259.139_216_722_402_8, 771.323_428_777_653_13, -176.615_029_162_140_59, 12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_571_6e-6, 1.505_632_735_149_311_6e-7];
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const y = x - 1;
  const t = y + 7.5;
  const somme = C.slice(1).reduce((s, c, i) => s + c / (y + i + 1), C[0] ?? 0);
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(somme);
}

const TERMES_MAX = 300;
const PRECISION = 1e-14;
const PETIT = 1e-300;
const loinDeZero = (x: number): number => (Math.abs(x) < PETIT ? PETIT : x);

/** Continued fraction of the incomplete beta function, by Lentz's method. @source Numerical Recipes, §6.4 */
function fractionBeta(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / loinDeZero(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m <= TERMES_MAX; m++) {
    const pair = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / loinDeZero(1 + pair * d);
    c = loinDeZero(1 + pair / c);
    h *= d * c;
    const impair = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / loinDeZero(1 + impair * d);
    c = loinDeZero(1 + impair / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < PRECISION) break;
  }
  return h;
}

/** The regularised incomplete beta function I_x(a, b), 0 ≤ x ≤ 1. */
function betaIncomplete(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const devant = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  return x < (a + 1) / (a + b + 2) ? (devant * fractionBeta(x, a, b)) / a : 1 - (devant * fractionBeta(1 - x, b, a)) / b;
}

/** Probability that a Student variable of `degres` degrees of freedom is at most `t`. */
export function repartitionStudent(t: number, degres: number): number {
  if (t === Number.POSITIVE_INFINITY) return 1;
  if (t === Number.NEGATIVE_INFINITY) return 0;
  const queue = betaIncomplete(degres / (degres + t * t), degres / 2, 0.5) / 2;
  return t > 0 ? 1 - queue : queue;
}
