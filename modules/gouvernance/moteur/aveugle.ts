/*
 * Secret ballots at a distance: what voter, server and checker all compute alike.
 * The voter blinds a ballot; the server signs it once per voter without seeing it; later the ballot comes back, signed, from nobody.
 * @source RFC 9474 (RSABSSA-SHA384-PSS-Deterministic: the ballot holds 256 random bits)
 */

/** The bytes that are signed (each part is plain ASCII): the ballot of one vote, its random token and its choice. */
export const messageDuBulletin = (point: string, { jeton, choix }: { readonly jeton: string; readonly choix: string }): Uint8Array<ArrayBuffer> => Uint8Array.from(`${point}|${jeton}|${choix}`, (c) => c.charCodeAt(0) & 0xff);

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function enBase64Url(octets: Uint8Array): string {
  let texte = '';
  for (let i = 0; i < octets.length; i += 3) {
    const [a = 0, b = 0, c = 0] = octets.subarray(i, i + 3);
    const mot = (a << 16) | (b << 8) | c;
    for (let k = 0; k < Math.min(4, octets.length - i + 1); k++) texte += ALPHABET[(mot >> (18 - 6 * k)) & 63] ?? '';
  }
  return texte;
}

export function depuisBase64Url(texte: string): Uint8Array<ArrayBuffer> {
  const octets: number[] = [];
  for (let i = 0; i < texte.length; i += 4) {
    const bloc = texte.slice(i, i + 4);
    const mot = [...bloc.padEnd(4, 'A')].reduce((n, x) => n * 64 + Math.max(0, ALPHABET.indexOf(x)), 0);
    octets.push(...[16, 8, 0].slice(0, bloc.length - 1).map((d) => (mot >> d) & 255));
  }
  return Uint8Array.from(octets);
}

/** What a ballot may say: `pour`, `contre` or `blanc`; in an election, the ranks of the candidates named (`0,2`), or `blanc`. */
export function choixAdmis(choix: string, point: { readonly genre: string; readonly candidats: readonly string[]; readonly sieges: number }): boolean {
  if (choix === 'blanc') return true;
  if (point.genre === 'resolution') return choix === 'pour' || choix === 'contre';
  const rangs = choix.split(',');
  return rangs.length <= point.sieges && new Set(rangs).size === rangs.length && rangs.every((r) => /^\d{1,3}$/.test(r) && Number(r) < point.candidats.length);
}

/** Characters of the longest choice that `choixAdmis` lets through. */
export const largeurDuChoix = (point: { readonly genre: string; readonly sieges: number }): number => (point.genre === 'election' ? Math.max('blanc'.length, 4 * point.sieges) : 'contre'.length);
