import { cleDeRecherche } from '#core/texte.ts';
import { agrandi, octets } from './interneur.ts';

const TABULATION = 9;
const LIGNE = 10;
const ESPACE = 32;
const BARRE = 92;

/** Bytes on their way to `copy … from stdin`: fields between tabs, an empty field is null. */
export type Tampon = {
  readonly champ: (t: Uint8Array, debut: number, fin: number) => void;
  readonly entier: (n: number) => void;
  readonly rien: () => void;
  readonly brut: (t: Uint8Array) => void;
  readonly finDeLigne: () => void;
  readonly taille: () => number;
  /** What was written since the last call. The buffer starts again from nothing: the bytes handed out are the caller's. */
  readonly prendre: () => Uint8Array;
};

export function creerTampon(capacite: number): Tampon {
  let t = octets(capacite);
  let n = 0;
  let debutDeLigne = true;

  const separer = (besoin: number): void => {
    t = agrandi(t, n + besoin + 2, octets);
    if (!debutDeLigne) t[n++] = TABULATION;
    debutDeLigne = false;
  };

  return {
    champ: (source, debut, fin) => {
      separer(2 * (fin - debut));
      for (let i = debut; i < fin; i++) {
        const b = source[i] as number;
        if (b === BARRE) t[n++] = BARRE;
        t[n++] = b < ESPACE ? ESPACE : b;
      }
    },
    entier: (nombre) => {
      separer(20);
      let reste = nombre;
      if (reste < 0) {
        t[n++] = 45;
        reste = -reste;
      }
      const debut = n;
      do {
        t[n++] = 48 + (reste % 10);
        reste = Math.floor(reste / 10);
      } while (reste > 0);
      for (let i = debut, j = n - 1; i < j; i++, j--) [t[i], t[j]] = [t[j] ?? 0, t[i] ?? 0];
    },
    rien: () => separer(0),
    brut: (source) => {
      separer(source.length);
      t.set(source, n);
      n += source.length;
    },
    finDeLigne: () => {
      t = agrandi(t, n + 1, octets);
      t[n++] = LIGNE;
      debutDeLigne = true;
    },
    taille: () => n,
    prendre: () => {
      const pris = t.slice(0, n);
      n = 0;
      debutDeLigne = true;
      return pris;
    },
  };
}

/** Bytes of well-formed UTF-8 → text, without the decoder that pure code does not have. */
export function decoder(t: Uint8Array, debut: number, fin: number): string {
  let s = '';
  for (let i = debut; i < fin; ) {
    const a = t[i] ?? 0;
    const suite = a < 0x80 ? 0 : a < 0xe0 ? 1 : a < 0xf0 ? 2 : 3;
    let point = suite === 0 ? a : a & (0x3f >> suite);
    for (let k = 1; k <= suite; k++) point = (point << 6) | ((t[i + k] ?? 0) & 0x3f);
    s += String.fromCodePoint(point);
    i += suite + 1;
  }
  return s;
}

/** Text made of ASCII → bytes at `position`; returns the next free position. */
export function poserAscii(s: string, vers: Uint8Array, position: number): number {
  for (let i = 0; i < s.length; i++) vers[position + i] = s.charCodeAt(i);
  return position + s.length;
}

/**
 * `cleDeRecherche` on bytes: lower case, letters and digits, one space between words. Names without accent (nearly all of
 * them) never become a string. `vers` must hold three times the length. Returns the next free position.
 */
export function cleEnOctets(t: Uint8Array, debut: number, fin: number, vers: Uint8Array, position: number): number {
  let n = position;
  let espace = false;
  for (let i = debut; i < fin; i++) {
    let b = t[i] as number;
    if (b >= 0x80) return poserAscii(cleDeRecherche(decoder(t, debut, fin)), vers, position);
    if (b >= 65 && b <= 90) b += 32;
    if ((b >= 97 && b <= 122) || (b >= 48 && b <= 57)) {
      if (espace && n > position) vers[n++] = ESPACE;
      espace = false;
      vers[n++] = b;
    } else espace = true;
  }
  return n;
}

