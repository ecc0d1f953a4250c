/** Ids kept as bytes, with their rank: look-ups read a slice of the file without making a string of it. */
export type IndexOctets = {
  readonly octets: Uint8Array;
  /** Start of each id in `octets`, length n + 1. */
  readonly debuts: Uint32Array;
  /** Open addressing, −1 where free; its length is a power of two at least twice n. */
  readonly cases: Int32Array;
};

function hacher(t: Uint8Array, debut: number, fin: number): number {
  let h = 0x811c9dc5;
  for (let k = debut; k < fin; k++) h = Math.imul(h ^ (t[k] ?? 0), 0x01000193);
  return h ^ (h >>> 15);
}

function memes(a: Uint8Array, debutA: number, b: Uint8Array, debutB: number, longueur: number): boolean {
  for (let k = 0; k < longueur; k++) if (a[debutA + k] !== b[debutB + k]) return false;
  return true;
}

/** Rank of the id written in `t` between two positions, or −1. */
export function rangDe(index: IndexOctets, t: Uint8Array, debut: number, fin: number): number {
  const masque = index.cases.length - 1;
  for (let c = hacher(t, debut, fin) & masque; ; c = (c + 1) & masque) {
    const rang = index.cases[c] ?? -1;
    if (rang < 0) return -1;
    const d = index.debuts[rang] ?? 0;
    if ((index.debuts[rang + 1] ?? 0) - d === fin - debut && memes(index.octets, d, t, debut, fin - debut)) return rang;
  }
}

/** @param ids distinct ids, rank by rank */
export function indexer(ids: readonly string[]): IndexOctets {
  const encodes = ids.map((id) => new TextEncoder().encode(id));
  const debuts = new Uint32Array(ids.length + 1);
  encodes.forEach((e, rang) => (debuts[rang + 1] = (debuts[rang] ?? 0) + e.length));
  const octets = new Uint8Array(debuts[ids.length] ?? 0);
  encodes.forEach((e, rang) => octets.set(e, debuts[rang]));
  let taille = 8;
  while (taille < ids.length * 2) taille *= 2;
  const cases = new Int32Array(taille).fill(-1);
  encodes.forEach((e, rang) => {
    let c = hacher(e, 0, e.length) & (taille - 1);
    while (cases[c] !== -1) c = (c + 1) & (taille - 1);
    cases[c] = rang;
  });
  return { octets, debuts, cases };
}

const PUISSANCES = Float64Array.from({ length: 16 }, (_, k) => Number(`1e${k}`));
const ZERO = 48;
const NEUF = 57;

/**
 * Number written in decimal between two positions; `NaN` when it is not one. Up to fifteen digits the value is exact
 * divided by an exact power of ten, hence rounded as `Number` does; the rest goes through `Number`.
 * @param virgule byte of the decimal mark, besides the point
 */
export function nombreDe(t: Uint8Array, debut: number, fin: number, virgule: number): number {
  let mantisse = 0;
  let chiffres = 0;
  let decimales = -1;
  for (let k = debut; k < fin; k++) {
    const o = t[k] ?? 0;
    if (o >= ZERO && o <= NEUF) {
      mantisse = mantisse * 10 + (o - ZERO);
      chiffres++;
      if (decimales >= 0) decimales++;
    } else if ((o === 46 || o === virgule) && decimales < 0) decimales = 0;
    else return nombreEnToutesLettres(t, debut, fin, virgule);
  }
  if (chiffres === 0) return Number.NaN;
  if (chiffres > 15) return nombreEnToutesLettres(t, debut, fin, virgule);
  return decimales > 0 ? mantisse / (PUISSANCES[decimales] ?? 1) : mantisse;
}

function nombreEnToutesLettres(t: Uint8Array, debut: number, fin: number, virgule: number): number {
  const texte = String.fromCharCode(...t.subarray(debut, Math.min(fin, debut + 400))).replace(String.fromCharCode(virgule), '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(texte) ? Number(texte) : Number.NaN;
}
