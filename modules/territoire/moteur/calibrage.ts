/** One known trip: what is known of it, then how long it takes (minutes), and the group left out with it in cross-validation. */
export type Observation<G> = { readonly variables: readonly number[]; readonly minutes: number; readonly groupe: G };

/** Errors of an estimate, minutes. */
export type Erreur = {
  readonly nombre: number;
  readonly moyenne: number;
  readonly mediane: number;
  /** Half-width that holds 68 % of the errors: what stands for a standard deviation without being pulled by islands. */
  readonly centile68: number;
  /** Mean of estimate − truth. */
  readonly biais: number;
};

/** Solves the square system `a x = b` by Gaussian elimination with row pivoting; `a` and `b` are consumed. */
function resoudre(a: number[][], b: number[]): number[] {
  const p = b.length;
  for (let c = 0; c < p; c++) {
    let pivot = c;
    for (let r = c + 1; r < p; r++) if (Math.abs(a[r]![c]!) > Math.abs(a[pivot]![c]!)) pivot = r;
    [a[c], a[pivot]] = [a[pivot]!, a[c]!];
    [b[c], b[pivot]] = [b[pivot]!, b[c]!];
    if (a[c]![c] === 0) throw new RangeError('Variables liées : l’ajustement n’a pas de solution unique.');
    for (let r = c + 1; r < p; r++) {
      const f = a[r]![c]! / a[c]![c]!;
      for (let k = c; k < p; k++) a[r]![k]! -= f * a[c]![k]!;
      b[r]! -= f * b[c]!;
    }
  }
  for (let c = p - 1; c >= 0; c--) {
    for (let k = c + 1; k < p; k++) b[c]! -= a[c]![k]! * b[k]!;
    b[c]! /= a[c]![c]!;
  }
  return b;
}

/** Observations as one flat table, `p` variables by row. */
type Table = { readonly p: number; readonly x: Float64Array; readonly y: Float64Array };

function mettreEnTable<G>(observations: readonly Observation<G>[]): Table {
  const p = observations[0]?.variables.length ?? 0;
  const x = new Float64Array(observations.length * p);
  observations.forEach((o, k) => {
    if (o.variables.length !== p) throw new RangeError(`Observation ${k} : ${o.variables.length} variables, il en faut ${p}.`);
    x.set(o.variables, k * p);
  });
  return { p, x, y: Float64Array.from(observations, (o) => o.minutes) };
}

/** Estimate − truth of row `k`. */
function ecartDe({ p, x, y }: Table, k: number, coefficients: readonly number[]): number {
  let e = -y[k]!;
  for (let r = 0; r < p; r++) e += x[k * p + r]! * coefficients[r]!;
  return e;
}

/** Weighted normal equations of the rows where `poids` is not 0. */
function equations({ p, x, y }: Table, poids: Float64Array): { a: number[][]; b: number[] } {
  const a = new Float64Array(p * p);
  const b = new Float64Array(p);
  for (let k = 0; k < y.length; k++) {
    if (poids[k] === 0) continue;
    for (let r = 0; r < p; r++) {
      const v = poids[k]! * x[k * p + r]!;
      for (let c = 0; c < p; c++) a[r * p + c]! += v * x[k * p + c]!;
      b[r]! += v * y[k]!;
    }
  }
  return { a: Array.from({ length: p }, (_, r) => [...a.subarray(r * p, (r + 1) * p)]), b: [...b] };
}

/**
 * Coefficients of least absolute deviations on the rows asked for, by 30 rounds of reweighted least squares; an error below half a
 * minute counts as half a minute (times are published in whole minutes).
 */
function ajusterTable(t: Table, garder: (k: number) => boolean): readonly number[] {
  const poids = Float64Array.from(t.y, (_, k) => (garder(k) ? 1 : 0));
  let coefficients: number[] = [];
  for (let tour = 0; tour < 30; tour++) {
    const { a, b } = equations(t, poids);
    coefficients = resoudre(a, b);
    for (let k = 0; k < poids.length; k++) if (poids[k] !== 0) poids[k] = 1 / Math.max(0.5, Math.abs(ecartDe(t, k, coefficients)));
  }
  return coefficients;
}

/**
 * Coefficients that make the sum of absolute errors least. Absolute rather than squared: islands and closed passes, off by
 * an hour, must not bend the line of everyone else.
 * @throws RangeError when rows differ in length or variables are tied
 */
export const ajuster = <G>(observations: readonly Observation<G>[]): readonly number[] => ajusterTable(mettreEnTable(observations), () => true);

/** @throws RangeError without any observation */
export function mesurerErreur(ecarts: Float64Array): Erreur {
  if (ecarts.length === 0) throw new RangeError('Aucun trajet connu.');
  const absolus = ecarts.map(Math.abs).sort();
  const centile = (c: number): number => absolus[Math.min(absolus.length - 1, Math.floor(absolus.length * c))]!;
  return {
    nombre: ecarts.length,
    moyenne: absolus.reduce((s, e) => s + e, 0) / ecarts.length,
    mediane: centile(0.5),
    centile68: centile(0.68),
    biais: ecarts.reduce((s, e) => s + e, 0) / ecarts.length,
  };
}

/** Estimate − truth of each observation, estimated from the other groups only (leave one group out), in the order given. */
export function validerParGroupe<G>(observations: readonly Observation<G>[]): Float64Array {
  const t = mettreEnTable(observations);
  const ecarts = new Float64Array(observations.length);
  for (const groupe of new Set(observations.map((o) => o.groupe))) {
    const coefficients = ajusterTable(t, (k) => observations[k]!.groupe !== groupe);
    observations.forEach((o, k) => {
      if (o.groupe === groupe) ecarts[k] = ecartDe(t, k, coefficients);
    });
  }
  return ecarts;
}
