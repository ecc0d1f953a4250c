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

const estimer = (variables: readonly number[], coefficients: readonly number[]): number =>
  variables.reduce((s, v, k) => s + v * coefficients[k]!, 0);

/**
 * Coefficients of least absolute deviations, by 40 rounds of reweighted least squares; an error below half a minute counts as
 * half a minute (times are published in whole minutes). Absolute rather than squared: islands and closed passes, off by
 * an hour, must not bend the line of everyone else.
 */
export function ajuster<G>(observations: readonly Observation<G>[]): readonly number[] {
  const p = observations[0]?.variables.length ?? 0;
  let coefficients: number[] = [];
  const poids = new Float64Array(observations.length).fill(1);
  for (let tour = 0; tour < 40; tour++) {
    const a = Array.from({ length: p }, () => Array.from({ length: p }, () => 0));
    const b = Array.from({ length: p }, () => 0);
    observations.forEach(({ variables, minutes }, k) => {
      for (let r = 0; r < p; r++) {
        const v = poids[k]! * variables[r]!;
        for (let c = 0; c < p; c++) a[r]![c]! += v * variables[c]!;
        b[r]! += v * minutes;
      }
    });
    coefficients = resoudre(a, b);
    observations.forEach(({ variables, minutes }, k) => (poids[k] = 1 / Math.max(0.5, Math.abs(estimer(variables, coefficients) - minutes))));
  }
  return coefficients;
}

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
  const ecarts = new Float64Array(observations.length);
  for (const groupe of new Set(observations.map((o) => o.groupe))) {
    const coefficients = ajuster(observations.filter((o) => o.groupe !== groupe));
    observations.forEach((o, k) => {
      if (o.groupe === groupe) ecarts[k] = estimer(o.variables, coefficients) - o.minutes;
    });
  }
  return ecarts;
}
