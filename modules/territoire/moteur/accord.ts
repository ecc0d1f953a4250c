/** How well a simulated value agrees with an official one. */
export type Accord = {
  readonly nombre: number;
  /** Linear correlation, each place counted once, then weighted. */
  readonly pearson: number;
  readonly pearsonPondere: number;
  /** Correlation of ranks (ties share their mean rank), each place counted once. */
  readonly spearman: number;
  /** Weighted mean of the absolute difference, unit of the values. */
  readonly ecartAbsoluMoyen: number;
  /** Weighted means, unit of the values. */
  readonly moyenneSimulee: number;
  readonly moyenneOfficielle: number;
};

/** Weighted linear correlation; `NaN` when one of the two does not vary. */
export function pearson(x: Float64Array, y: Float64Array, poids?: Float64Array): number {
  let w = 0;
  let mx = 0;
  let my = 0;
  for (let i = 0; i < x.length; i++) {
    const p = poids?.[i] ?? 1;
    w += p;
    mx += p * x[i]!;
    my += p * y[i]!;
  }
  mx /= w;
  my /= w;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < x.length; i++) {
    const p = poids?.[i] ?? 1;
    xy += p * (x[i]! - mx) * (y[i]! - my);
    xx += p * (x[i]! - mx) ** 2;
    yy += p * (y[i]! - my) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}

/** Rank of each value, from 1; equal values share the mean of their ranks. */
export function rangs(v: Float64Array): Float64Array {
  const ordre = Uint32Array.from(v, (_, i) => i).sort((a, b) => v[a]! - v[b]!);
  const r = new Float64Array(v.length);
  for (let debut = 0; debut < ordre.length; ) {
    let fin = debut;
    while (fin < ordre.length && v[ordre[fin]!] === v[ordre[debut]!]) fin++;
    for (let k = debut; k < fin; k++) r[ordre[k]!] = (debut + fin + 1) / 2;
    debut = fin;
  }
  return r;
}

/** @param poids weight of each place (inhabitants), same length as the two vectors */
export function mesurerAccord(simule: Float64Array, officiel: Float64Array, poids: Float64Array): Accord {
  let w = 0;
  let ecart = 0;
  let s = 0;
  let o = 0;
  for (let i = 0; i < simule.length; i++) {
    w += poids[i]!;
    ecart += poids[i]! * Math.abs(simule[i]! - officiel[i]!);
    s += poids[i]! * simule[i]!;
    o += poids[i]! * officiel[i]!;
  }
  return {
    nombre: simule.length,
    pearson: pearson(simule, officiel),
    pearsonPondere: pearson(simule, officiel, poids),
    spearman: pearson(rangs(simule), rangs(officiel)),
    ecartAbsoluMoyen: ecart / w,
    moyenneSimulee: s / w,
    moyenneOfficielle: o / w,
  };
}

/** Residents at or under a threshold, in the units of the weights, and what the excess of the simulation comes from. */
export type SousSeuil = {
  readonly officiel: number;
  readonly simule: number;
  /** The simulation moved to the official mean; brought to the official spread around its own mean; both. */
  readonly auNiveauOfficiel: number;
  readonly aLEtalementOfficiel: number;
  readonly auxDeux: number;
  /** Weighted standard deviations, unit of the values. */
  readonly ecartTypeSimule: number;
  readonly ecartTypeOfficiel: number;
};

/**
 * How many are under the threshold, and how many the simulation would count with the level, the spread, or both of the official values:
 * says where an excess comes from, and corrects nothing.
 * @param poids inhabitants of each place, same length as the two vectors
 */
export function decomposerSousSeuil(simule: Float64Array, officiel: Float64Array, poids: Float64Array, seuil: number): SousSeuil {
  const { moyenneSimulee: ms, moyenneOfficielle: mo } = mesurerAccord(simule, officiel, poids);
  const total = poids.reduce((a, b) => a + b, 0);
  const ecartType = (v: Float64Array, m: number): number => Math.sqrt(v.reduce((s, x, i) => s + poids[i]! * (x - m) ** 2, 0) / total);
  const [es, eo] = [ecartType(simule, ms), ecartType(officiel, mo)];
  const sous = (valeur: (i: number) => number): number => poids.reduce((s, p, i) => s + (valeur(i) <= seuil ? p : 0), 0);
  const rapport = es > 0 ? eo / es : 1;
  return {
    officiel: sous((i) => officiel[i]!), simule: sous((i) => simule[i]!),
    auNiveauOfficiel: sous((i) => simule[i]! + mo - ms), aLEtalementOfficiel: sous((i) => ms + (simule[i]! - ms) * rapport), auxDeux: sous((i) => mo + (simule[i]! - ms) * rapport),
    ecartTypeSimule: es, ecartTypeOfficiel: eo,
  };
}

/** Weighted means of several columns by group; groups in order of first appearance. */
export function agreger<G>(groupes: readonly G[], poids: Float64Array, ...colonnes: readonly Float64Array[]): {
  readonly groupes: readonly G[];
  readonly poids: Float64Array;
  readonly moyennes: readonly Float64Array[];
} {
  const place = new Map<G, number>();
  for (const g of groupes) if (!place.has(g)) place.set(g, place.size);
  const total = new Float64Array(place.size);
  groupes.forEach((g, i) => (total[place.get(g)!]! += poids[i]!));
  const moyennes = colonnes.map((colonne) => {
    const m = new Float64Array(place.size);
    groupes.forEach((g, i) => (m[place.get(g)!]! += poids[i]! * colonne[i]!));
    return m.map((s, g) => s / total[g]!);
  });
  return { groupes: [...place.keys()], poids: total, moyennes };
}
