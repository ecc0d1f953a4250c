/** Control characters that XML 1.0 forbids, and the C1 ones nobody types: one in a name makes Word refuse the whole file. */
const INTERDITS = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;

/** The text as a document may hold it: well-formed Unicode, no control characters. */
export const propre = (texte: string): string => texte.toWellFormed().replace(INTERDITS, '');

/** Every string of a value made safe to write, whatever its depth. */
export function toutPropre<T>(valeur: T): T;
export function toutPropre(valeur: unknown): unknown {
  if (typeof valeur === 'string') return propre(valeur);
  if (Array.isArray(valeur)) return valeur.map((v) => toutPropre(v));
  if (valeur !== null && typeof valeur === 'object') return Object.fromEntries(Object.entries(valeur).map(([k, v]) => [k, toutPropre(v)]));
  return valeur;
}

/** Cut for the places that cannot hold more: file properties, running feet. */
export const abrege = (texte: string, longueur: number): string => (texte.length <= longueur ? texte : `${texte.slice(0, longueur - 1).toWellFormed().trimEnd()}…`);

const MOT_TROP_LONG = /[^\s\u200b-]{48,}/gu;

/** A word longer than a line may be cut anywhere, so that nothing leaves the page. */
export const coupable = (texte: string): string => texte.replace(MOT_TROP_LONG, (mot) => Array.from(mot).join('\u200b'));

const DANGEREUX = /<(?:script|image|foreignObject|!ENTITY|!DOCTYPE)|(?:href|src)\s*=\s*["'](?!#)|url\(\s*["']?(?!#)/i;

/** Our own drawings refer to nothing outside themselves; anything else is a bug, refused before a converter reads a file or an address. */
export function svgFerme(svg: string): string {
  if (DANGEREUX.test(svg)) throw new Error('A drawing in a document must not refer to anything outside itself.');
  return svg;
}
