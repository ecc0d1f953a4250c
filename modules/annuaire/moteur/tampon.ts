import { cleDeRecherche } from '#core/texte.ts';

const ESPACE = 32;

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

