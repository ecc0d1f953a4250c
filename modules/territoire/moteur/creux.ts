/**
 * Sparse travel times, compressed by row (CSR): row `i` owns the entries `debuts[i] … debuts[i + 1] − 1`.
 * Only the pairs that somebody may travel are stored; an absent pair is « out of reach », never « zero minutes ».
 */
export type TempsCreux = {
  /** Number of origins (rows, places of demand). */
  readonly origines: number;
  /** Number of destinations (columns, places of supply). */
  readonly destinations: number;
  /** Length `origines + 1`, non-decreasing, first 0, last = number of pairs. */
  readonly debuts: Uint32Array;
  /** Column of each pair, in `0 … destinations − 1`. */
  readonly cibles: Uint32Array;
  /** Travel time of each pair, any unit (minutes, kilometres…), the one of every threshold given with it. */
  readonly temps: Float64Array;
};

/** Pairs as three columns of the same length, in any order. */
export type Triplets = {
  readonly origine: Uint32Array;
  readonly destination: Uint32Array;
  readonly temps: Float64Array;
};

/**
 * Sorts pairs by origin in two linear passes (counting sort); the order of the pairs of one origin is kept.
 * @param triplets columns of length n; indices must be below `origines` and `destinations`
 * @param nombre how many of the rows of `triplets` to read (all by default: columns may be longer than what they hold)
 * @throws RangeError when an index is out of bounds
 */
export function compresser(triplets: Triplets, origines: number, destinations: number, nombre = triplets.temps.length): TempsCreux {
  const { origine, destination, temps } = triplets;
  const debuts = new Uint32Array(origines + 1);
  for (let k = 0; k < nombre; k++) {
    const i = origine[k]!;
    if (i >= origines || destination[k]! >= destinations) throw new RangeError(`Paire ${k} hors des bornes (${i}, ${destination[k]}).`);
    debuts[i + 1]!++;
  }
  for (let i = 0; i < origines; i++) debuts[i + 1]! += debuts[i]!;
  const place = debuts.slice(0, origines);
  const cibles = new Uint32Array(nombre);
  const tries = new Float64Array(nombre);
  for (let k = 0; k < nombre; k++) {
    const p = place[origine[k]!]!++;
    cibles[p] = destination[k]!;
    tries[p] = temps[k]!;
  }
  return { origines, destinations, debuts, cibles, temps: tries };
}

/** Column view of a CSR matrix: for each destination, its origins and where each pair sits in the row view. */
export type Transposee = {
  /** Length `destinations + 1`. */
  readonly debuts: Uint32Array;
  /** Origin of each pair, increasing inside a column. */
  readonly origines: Uint32Array;
  /** Position of the same pair in the row view (`temps`, `cibles`). */
  readonly positions: Uint32Array;
};

/** Index of a matrix by destination, in two linear passes. Memory: 8 bytes per pair. */
export function transposer(m: TempsCreux): Transposee {
  const debuts = new Uint32Array(m.destinations + 1);
  for (const j of m.cibles) debuts[j + 1]!++;
  for (let j = 0; j < m.destinations; j++) debuts[j + 1]! += debuts[j]!;
  const place = debuts.slice(0, m.destinations);
  const origines = new Uint32Array(m.cibles.length);
  const positions = new Uint32Array(m.cibles.length);
  for (let i = 0; i < m.origines; i++) {
    for (let k = m.debuts[i]!; k < m.debuts[i + 1]!; k++) {
      const p = place[m.cibles[k]!]!++;
      origines[p] = i;
      positions[p] = k;
    }
  }
  return { debuts, origines, positions };
}

/** Position in the row view of the first pair given twice, or −1. A pair given twice would count its supply twice. */
export function premiereRepetition(m: TempsCreux): number {
  const vu = new Int32Array(m.destinations).fill(-1);
  for (let i = 0; i < m.origines; i++) {
    for (let k = m.debuts[i]!; k < m.debuts[i + 1]!; k++) {
      const j = m.cibles[k]!;
      if (vu[j] === i) return k;
      vu[j] = i;
    }
  }
  return -1;
}

/** @throws RangeError when a vector does not have the length that the matrix asks for (a bug of the caller, not of its data) */
export function exigerLongueur(nom: string, vecteur: { readonly length: number }, attendue: number): void {
  if (vecteur.length !== attendue) throw new RangeError(`« ${nom} » a ${vecteur.length} valeurs, il en faut ${attendue}.`);
}
