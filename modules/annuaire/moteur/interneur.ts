/**
 * A set of byte strings, each numbered from 0 in order of arrival, in a few typed arrays instead of a million objects.
 * Open addressing, exact comparison: no two different strings ever share a number. What goes beyond 65 535 bytes is cut.
 */
export type Interneur = {
  /** Number of `octets[debut, fin)`; `-1 - n` the first time it is seen, `n` afterwards. */
  readonly interner: (octets: Uint8Array, debut: number, fin: number) => number;
  readonly taille: () => number;
  /** True when entry `n` is `octets[debut, fin)`. */
  readonly egal: (n: number, octets: Uint8Array, debut: number, fin: number) => boolean;
  readonly octetsDe: (n: number) => Uint8Array;
  /** Nothing more will be looked up; nor read, with `tout`: gives back the memory. */
  readonly clore: (tout?: boolean) => void;
  /** Hash of entry `n` on 32 bits, signed: the same for the same bytes in every run. */
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

/** Before the bytes of each entry in the arena: its number on four bytes, its length on two. */
const TETE = 6;
const LONGUEUR_MAX = 0xffff;

export function creerInterneur(prevus = 1024, octetsPrevus = 16): Interneur {
  let places = 1 << Math.ceil(Math.log2(Math.max(16, prevus * 1.25)));
  // Hash and place in the arena + 1 side by side, number and bytes side by side: two looks at memory for an entry found.
  let table = entiers(2 * places);
  let debuts = naturels(prevus + 1);
  let hachages = entiers(prevus);
  let arene = octets(prevus * (octetsPrevus + TETE));
  let n = 0;

  const redistribuer = (): void => {
    places *= 2;
    table = entiers(2 * places);
    for (let k = 0; k < n; k++) {
      const h = hachages[k] as number;
      let p = (h & (places - 1)) * 2;
      while (table[p + 1] !== 0) p = (p + 2) & (2 * places - 1);
      table[p] = h;
      table[p + 1] = (debuts[k] as number) + 1;
    }
  };

  const pareil = (d: number, t: Uint8Array, debut: number, fin: number): boolean => {
    const longueur = fin - debut;
    if (((arene[d + 4] as number) << 8) + (arene[d + 5] as number) !== longueur) return false;
    for (let i = debut, j = d + TETE; i < fin; i++, j++) if (t[i] !== arene[j]) return false;
    return true;
  };

  const ajouter = (h: number, p: number, t: Uint8Array, debut: number, fin: number): number => {
    const d = debuts[n] as number;
    const longueur = fin - debut;
    const f = d + TETE + longueur;
    arene = agrandi(arene, f, octets);
    arene[d] = n >>> 24;
    arene[d + 1] = n >>> 16;
    arene[d + 2] = n >>> 8;
    arene[d + 3] = n;
    arene[d + 4] = longueur >>> 8;
    arene[d + 5] = longueur;
    for (let i = debut, j = d + TETE; i < fin; i++, j++) arene[j] = t[i] as number;
    debuts = agrandi(debuts, n + 2, naturels);
    hachages = agrandi(hachages, n + 1, entiers);
    debuts[n + 1] = f;
    hachages[n] = h;
    table[p] = h;
    table[p + 1] = d + 1;
    n++;
    if (n * 1.4 > places) redistribuer();
    return -n;
  };

  return {
    interner: (t, debut, finVoulue) => {
      const fin = Math.min(finVoulue, debut + LONGUEUR_MAX);
      const h = fnv(t, debut, fin) | 0;
      const masque = 2 * places - 1;
      let p = (h & (places - 1)) * 2;
      for (;;) {
        const d = (table[p + 1] as number) - 1;
        if (d < 0) return ajouter(h, p, t, debut, fin);
        if (table[p] === h && pareil(d, t, debut, fin)) return ((arene[d] as number) << 24) | ((arene[d + 1] as number) << 16) | ((arene[d + 2] as number) << 8) | (arene[d + 3] as number);
        p = (p + 2) & masque;
      }
    },
    egal: (k, t, debut, fin) => pareil(debuts[k] as number, t, debut, fin),
    taille: () => n,
    hachage: (k) => hachages[k] as number,
    clore: (tout) => {
      [table, hachages] = [entiers(0), entiers(0)];
      if (tout) [arene, debuts] = [octets(0), naturels(0)];
    },
    octetsDe: (k) => arene.subarray((debuts[k] as number) + TETE, debuts[k + 1]),
  };
}
