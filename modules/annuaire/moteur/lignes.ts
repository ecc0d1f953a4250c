import { octets } from './interneur.ts';

/**
 * Cuts a stream of bytes into rows and fields without making a single string. After `row` is called, field `k` of the row is
 * `tampon[bornes[k] + 1, bornes[k + 1])`.
 */
export type Ligne = { tampon: Uint8Array; readonly bornes: Int32Array; champs: number; debut: number; fin: number; numero: number };

/** `coupee`: the last row, without its end of line nor all its fields: the file stops there. */
export type FauteDeLigne = 'champs_manquants' | 'champs_en_trop' | 'octet_nul' | 'pas_utf8' | 'coupee';

const SEPARATEUR = 124;
const FIN_DE_LIGNE = 10;
const RETOUR = 13;
/** Four separators in a word, and the high bit of four bytes. */
const SEPARATEURS = 0x7c7c7c7c;
const HAUTS = 0x80808080 | 0;

/** True when `t[debut, fin)` is well-formed UTF-8. @source Unicode 15, table 3-7 */
export function utf8Valide(t: Uint8Array, debut: number, fin: number): boolean {
  let i = debut;
  while (i < fin) {
    const a = t[i] ?? 0;
    if (a < 0x80) {
      i++;
      continue;
    }
    const suite = a >= 0xc2 && a <= 0xdf ? 1 : a >= 0xe0 && a <= 0xef ? 2 : a >= 0xf0 && a <= 0xf4 ? 3 : 0;
    if (suite === 0 || i + suite >= fin) return false;
    const b = t[i + 1] ?? 0;
    if ((a === 0xe0 && b < 0xa0) || (a === 0xed && b > 0x9f) || (a === 0xf0 && b < 0x90) || (a === 0xf4 && b > 0x8f)) return false;
    for (let k = 1; k <= suite; k++) if (((t[i + k] ?? 0) & 0xc0) !== 0x80) return false;
    i += suite + 1;
  }
  return true;
}

export type Decoupeur = {
  /** Feeds a chunk; `surLigne` is called for each whole row. A row cut in two waits for the next chunk. */
  readonly lire: (morceau: Uint8Array) => void;
  /** The end: a last row without end of line still counts. */
  readonly finir: () => void;
};

/** Rows longer than this are a sign that the file has no end of line. */
const LIGNE_MAX = 1 << 20;

export function creerDecoupeur(separateurs: number, surLigne: (l: Ligne) => void, surFaute: (numero: number, faute: FauteDeLigne) => void, premiereLigne = 1): Decoupeur {
  const ligne: Ligne = { tampon: octets(0), bornes: new Int32Array(Math.max(separateurs + 8, 80)), champs: 0, debut: 0, fin: 0, numero: premiereLigne - 1 };
  let travail = octets(1 << 21);
  let reste = 0;
  let sansFin = false;

  const rendre = (debut: number, finBrute: number, n: number, haut: number, nul: boolean): void => {
    ligne.numero++;
    const t = ligne.tampon;
    let fin = finBrute;
    if (fin > debut && t[fin - 1] === RETOUR) fin--;
    if (fin === debut) return;
    ligne.bornes[0] = debut - 1;
    let champs = n + 1;
    ligne.bornes[champs] = fin;
    if (ligne.bornes[champs - 1] === fin - 1 && champs === separateurs + 1) champs--;
    if (nul) return surFaute(ligne.numero, 'octet_nul');
    if (champs < separateurs) return surFaute(ligne.numero, sansFin ? 'coupee' : 'champs_manquants');
    if (champs > separateurs) return surFaute(ligne.numero, 'champs_en_trop');
    if (haut !== 0 && !utf8Valide(t, debut, fin)) return surFaute(ligne.numero, 'pas_utf8');
    ligne.debut = debut;
    ligne.fin = fin;
    ligne.champs = champs;
    surLigne(ligne);
  };

  const couper = (t: Uint8Array, longueur: number): number => {
    ligne.tampon = t;
    const { bornes } = ligne;
    const limite = bornes.length - 2;
    const mots = new Int32Array(t.buffer, 0, longueur >> 2);
    let debut = 0;
    let n = 0;
    let haut = 0;
    let nul = false;
    // Four bytes at once: most words hold neither a separator nor a control character. @source Warren, Hacker's Delight, §6-1
    for (let i = 0; i < longueur; ) {
      let jusqua = longueur;
      let mot = 0x80;
      if (i < mots.length * 4) {
        mot = mots[i >> 2] as number;
        haut |= mot;
        const s = mot ^ SEPARATEURS;
        if (((((s - 0x01010101) & ~s) | ((mot - 0x20202020) & ~mot)) & HAUTS) === 0) {
          i += 4;
          continue;
        }
        jusqua = i + 4;
      } else haut |= mot;
      for (; i < jusqua; i++) {
        const b = t[i] as number;
        if (b === SEPARATEUR) {
          if (n < limite) n++;
          bornes[n] = i;
        } else if (b === FIN_DE_LIGNE) {
          rendre(debut, i, n, haut & HAUTS, nul);
          debut = i + 1;
          n = 0;
          // What is left of these four bytes belongs to the next row.
          haut = mot;
          nul = false;
        } else if (b === 0) nul = true;
      }
    }
    return debut;
  };

  return {
    lire: (morceau) => {
      // One working buffer for the whole file: what is left of the last row, then the new bytes.
      const longueur = reste + morceau.length;
      if (travail.length < longueur) {
        const plus = octets(Math.ceil(longueur * 1.5));
        plus.set(travail.subarray(0, reste));
        travail = plus;
      }
      travail.set(morceau, reste);
      const debut = couper(travail, longueur);
      reste = Math.min(longueur - debut, LIGNE_MAX);
      travail.copyWithin(0, debut, debut + reste);
    },
    finir: () => {
      if (reste === 0) return;
      const derniere = octets(reste + 1);
      derniere.set(travail.subarray(0, reste));
      derniere[reste] = FIN_DE_LIGNE;
      reste = 0;
      sansFin = true;
      couper(derniere, derniere.length);
    },
  };
}
