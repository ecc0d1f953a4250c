import { agrandi, fnv, octets } from './interneur.ts';

const ESPACE = 32;
/** int4, by its number in the catalogue of PostgreSQL. */
const TYPE_ENTIER = 23;

/** Rows on their way to `copy … from stdin (format binary)`, in network order. @source PostgreSQL 18, COPY, « Binary Format » */
export type Rangees = {
  /** Begins a row of `colonnes` fields. */
  readonly ligne: () => void;
  /** Text; an empty one is null, control characters become spaces. */
  readonly champ: (t: Uint8Array, debut: number, fin: number) => void;
  /** Text that may be empty without being null. */
  readonly texte: (t: Uint8Array, debut: number, fin: number) => void;
  readonly entier: (n: number) => void;
  /** int8 of a high and a low half. */
  readonly long: (haut: number, bas: number) => void;
  readonly booleen: (b: boolean) => void;
  /** int4[]; a negative number is a null element. */
  readonly liste: (t: Int32Array, debut: number, fin: number) => void;
  /** Fields written elsewhere, as they are. */
  readonly brut: (t: Uint8Array) => void;
  readonly taille: () => number;
  /** FNV-1a of what was written from `debut` on. */
  readonly hacher: (debut: number, graine: number) => number;
  /** What was written since the last call; the bytes handed out are the caller's. */
  readonly prendre: () => Uint8Array;
};

export function creerRangees(colonnes: number, capacite: number): Rangees {
  let t = octets(capacite);
  let n = 0;

  const place = (besoin: number): void => {
    if (n + besoin > t.length) t = agrandi(t, n + besoin, octets);
  };
  const poser = (v: number): void => {
    t[n] = v >>> 24;
    t[n + 1] = v >>> 16;
    t[n + 2] = v >>> 8;
    t[n + 3] = v;
    n += 4;
  };

  return {
    ligne: () => {
      place(2);
      t[n++] = colonnes >>> 8;
      t[n++] = colonnes;
    },
    champ: (source, debut, fin) => {
      const longueur = fin - debut;
      place(longueur + 4);
      if (longueur <= 0) return poser(-1);
      poser(longueur);
      for (let i = debut; i < fin; i++) {
        const b = source[i] as number;
        t[n++] = b < ESPACE ? ESPACE : b;
      }
    },
    texte: (source, debut, fin) => {
      place(fin - debut + 4);
      poser(fin - debut);
      for (let i = debut; i < fin; i++) t[n++] = source[i] as number;
    },
    entier: (v) => {
      place(8);
      poser(4);
      poser(v);
    },
    long: (haut, bas) => {
      place(12);
      poser(8);
      poser(haut);
      poser(bas);
    },
    booleen: (b) => {
      place(5);
      poser(1);
      t[n++] = b ? 1 : 0;
    },
    liste: (source, debut, fin) => {
      place(24 + 8 * (fin - debut));
      const depart = n;
      n += 4;
      poser(fin > debut ? 1 : 0);
      let nuls = 0;
      const drapeau = n;
      n += 4;
      poser(TYPE_ENTIER);
      if (fin > debut) {
        poser(fin - debut);
        poser(1);
      }
      for (let i = debut; i < fin; i++) {
        const v = source[i] as number;
        if (v < 0) {
          nuls = 1;
          poser(-1);
        } else {
          poser(4);
          poser(v);
        }
      }
      const arrivee = n;
      n = drapeau;
      poser(nuls);
      n = depart;
      poser(arrivee - depart - 4);
      n = arrivee;
    },
    brut: (source) => {
      place(source.length);
      t.set(source, n);
      n += source.length;
    },
    taille: () => n,
    hacher: (debut, graine) => fnv(t, debut, n, graine),
    prendre: () => {
      const pris = t.slice(0, n);
      n = 0;
      return pris;
    },
  };
}
