/**
 * A set of byte strings, each numbered from 0 in order of arrival, in a few typed arrays instead of a million objects.
 * Open addressing, exact comparison: no two different strings ever share a number.
 */
export type Interneur = {
  /** Number of `octets[debut, fin)`; `-1 - n` the first time it is seen, `n` afterwards. */
  readonly interner: (octets: Uint8Array, debut: number, fin: number) => number;
  readonly taille: () => number;
  /** Bytes of entry `n`: copied at `position` of `vers`; returns the next free position. */
  readonly copier: (n: number, vers: Uint8Array, position: number) => number;
  readonly octetsDe: (n: number) => Uint8Array;
  /** 32-bit hash of entry `n`: the same for the same bytes in every run. */
  readonly hachage: (n: number) => number;
};

export const agrandi = <T extends Uint8Array | Uint32Array | Int32Array | Float64Array>(tableau: T, taille: number, creer: (n: number) => T): T => {
  if (tableau.length >= taille) return tableau;
  const plus = creer(Math.max(taille, Math.ceil(tableau.length * 1.6)));
  plus.set(tableau);
  return plus;
};

export const octets = (n: number): Uint8Array => new Uint8Array(n);
export const entiers = (n: number): Int32Array => new Int32Array(n);
export const naturels = (n: number): Uint32Array => new Uint32Array(n);

/** FNV-1a over 32 bits. @source draft-eastlake-fnv-35 */
export function fnv(t: Uint8Array, debut: number, fin: number, depart = 0x811c9dc5): number {
  let h = depart;
  for (let i = debut; i < fin; i++) h = Math.imul(h ^ (t[i] as number), 0x01000193);
  return h >>> 0;
}

export function creerInterneur(prevus = 1024, octetsPrevus = 16): Interneur {
  let places = 1 << Math.ceil(Math.log2(Math.max(16, prevus * 1.7)));
  let table = entiers(places).fill(-1);
  let debuts = naturels(prevus + 1);
  let hachages = naturels(prevus);
  let arene = octets(prevus * octetsPrevus);
  let n = 0;

  const redistribuer = (): void => {
    places *= 2;
    table = entiers(places).fill(-1);
    for (let k = 0; k < n; k++) {
      let p = (hachages[k] ?? 0) & (places - 1);
      while (table[p] !== -1) p = (p + 1) & (places - 1);
      table[p] = k;
    }
  };

  const pareil = (k: number, t: Uint8Array, debut: number, fin: number): boolean => {
    const d = debuts[k] ?? 0;
    if ((debuts[k + 1] ?? 0) - d !== fin - debut) return false;
    for (let i = debut, j = d; i < fin; i++, j++) if (t[i] !== arene[j]) return false;
    return true;
  };

  return {
    interner: (t, debut, fin) => {
      const h = fnv(t, debut, fin);
      let p = h & (places - 1);
      for (;;) {
        const k = table[p] ?? -1;
        if (k === -1) break;
        if (hachages[k] === h && pareil(k, t, debut, fin)) return k;
        p = (p + 1) & (places - 1);
      }
      const d = debuts[n] ?? 0;
      const f = d + fin - debut;
      arene = agrandi(arene, f, octets);
      for (let i = debut, j = d; i < fin; i++, j++) arene[j] = t[i] as number;
      debuts = agrandi(debuts, n + 2, naturels);
      hachages = agrandi(hachages, n + 1, naturels);
      debuts[n + 1] = f;
      hachages[n] = h;
      table[p] = n;
      n++;
      if (n * 1.5 > places) redistribuer();
      return -n;
    },
    taille: () => n,
    copier: (k, vers, position) => {
      let j = position;
      for (let i = debuts[k] ?? 0, f = debuts[k + 1] ?? 0; i < f; i++, j++) vers[j] = arene[i] ?? 0;
      return j;
    },
    hachage: (k) => hachages[k] ?? 0,
    octetsDe: (k) => arene.subarray(debuts[k] ?? 0, debuts[k + 1] ?? 0),
  };
}
