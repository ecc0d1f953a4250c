import { inflateRawSync } from 'node:zlib';
import { read, utils } from '@e965/xlsx';
import { ok, refuser, type Result } from '#core/result.ts';
import { type Cellule, decouper, genreDe, type Grille, LIGNES_AU_PLUS, OCTETS_AU_PLUS, type RefusTableur, rogner, separateurDe } from '#modules/diagnostic/moteur/tableur.ts';

const FIN_DE_ZIP = 0x06054b50;
const ENTREE = 0x02014b50;
/** Of a whole workbook once inflated: a small file may hide an immense one. */
const GONFLE_AU_PLUS = 80_000_000;

/** Inflates every part of a zip and forgets it: `false` when one is damaged, or when the whole is too big. @source PKWARE APPNOTE 6.3.10, §4.3 */
function seGonfle(octets: Buffer): boolean {
  const fin = octets.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (fin < 0 || fin + 22 > octets.length || octets.readUInt32LE(fin) !== FIN_DE_ZIP) return false;
  let p = octets.readUInt32LE(fin + 16);
  let reste = GONFLE_AU_PLUS;
  for (let n = octets.readUInt16LE(fin + 10); n > 0; n--) {
    if (p + 46 > octets.length || octets.readUInt32LE(p) !== ENTREE) return false;
    const [methode, compresse, debut] = [octets.readUInt16LE(p + 10), octets.readUInt32LE(p + 20), octets.readUInt32LE(p + 42)];
    if (debut + 30 > octets.length) return false;
    const corps = debut + 30 + octets.readUInt16LE(debut + 26) + octets.readUInt16LE(debut + 28);
    if (corps + compresse > octets.length) return false;
    reste -= methode === 8 ? inflateRawSync(octets.subarray(corps, corps + compresse), { maxOutputLength: Math.max(1, reste) }).length : compresse;
    if (reste <= 0) return false;
    p += 46 + octets.readUInt16LE(p + 28) + octets.readUInt16LE(p + 30) + octets.readUInt16LE(p + 32);
  }
  return true;
}

const enCellule = (v: unknown): Cellule => (typeof v === 'number' || typeof v === 'string' ? v : v instanceof Date ? v.toISOString().slice(0, 10) : typeof v === 'boolean' ? String(v) : null);

const remplies = (lignes: readonly (readonly Cellule[])[]): number => lignes.reduce((n, l) => n + l.filter((c) => c !== null && c !== '').length, 0);

function lireClasseur(octets: Buffer): Result<Grille, RefusTableur> {
  try {
    if (!seGonfle(octets)) return refuser({ code: 'fichier_abime' });
    const classeur = read(octets, { sheetRows: LIGNES_AU_PLUS + 2, cellFormula: false, cellHTML: false, cellStyles: false });
    const feuilles = classeur.SheetNames.map((feuille): Grille => ({
      feuille, lignes: rogner(utils.sheet_to_json<readonly unknown[]>(classeur.Sheets[feuille] ?? {}, { header: 1, raw: true, defval: null, blankrows: true }).map((l) => l.map(enCellule))),
    }));
    const [pleine, ...autres] = feuilles.filter((f) => f.lignes.length > 1).sort((a, b) => remplies(b.lignes) - remplies(a.lignes));
    return pleine ? ok({ ...pleine, autres: autres.map((f) => f.feuille) }) : refuser({ code: 'aucun_tableau' });
  } catch (e) {
    // The library and zlib throw on what they cannot read; a person is told which of the two it is.
    return refuser({ code: e instanceof Error && /password|encrypt/i.test(e.message) ? 'classeur_protege' : 'fichier_abime' });
  }
}

/** UTF-8, else UTF-16 where its mark says so, else the Windows code page that French Excel writes. */
function lireTexte(octets: Buffer): string {
  if (octets[0] === 0xff && octets[1] === 0xfe) return new TextDecoder('utf-16le').decode(octets);
  if (octets[0] === 0xfe && octets[1] === 0xff) return new TextDecoder('utf-16be').decode(octets);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return new TextDecoder('windows-1252').decode(octets);
  }
}

const LETTRES_REGARDEES = 20_000;

/** Control characters that no text bears tell a binary file; tabulation, ends of line and form feed (9 to 13) and escape (27) may be there. */
function estBinaire(texte: string): boolean {
  for (let i = 0, fin = Math.min(texte.length, LETTRES_REGARDEES); i < fin; i++) {
    const code = texte.charCodeAt(i);
    if (code <= 8 || (code >= 14 && code <= 26)) return true;
  }
  return false;
}

function lireCsv(octets: Buffer): Result<Grille, RefusTableur> {
  const texte = lireTexte(octets);
  if (/^\s*<(!doctype|html|\?xml|table|head|body)/i.test(texte)) return refuser({ code: 'format_inconnu', vu: 'html' });
  if (estBinaire(texte)) return refuser({ code: 'format_inconnu', vu: 'binaire' });
  const lignes = rogner(decouper(texte, separateurDe(texte), LIGNES_AU_PLUS + 2));
  return lignes.length > 1 && lignes.some((l) => l.length > 1) ? ok({ feuille: '', lignes }) : refuser({ code: 'aucun_tableau' });
}

/** Reads a deposited spreadsheet, XLSX or CSV, or says why not. Bounded in bytes, in inflated bytes and in rows. */
export function ouvrirTableur(octets: Buffer): Result<Grille, RefusTableur> {
  if (octets.length === 0) return refuser({ code: 'fichier_vide' });
  if (octets.length > OCTETS_AU_PLUS) return refuser({ code: 'fichier_trop_gros', maximum: OCTETS_AU_PLUS });
  const genre = genreDe(octets);
  if (genre !== 'xlsx' && genre !== 'texte') return refuser({ code: 'format_inconnu', vu: genre });
  const lu = genre === 'xlsx' ? lireClasseur(octets) : lireCsv(octets);
  if (lu.ok && lu.valeur.lignes.length > LIGNES_AU_PLUS + 1) return refuser({ code: 'trop_de_lignes', maximum: LIGNES_AU_PLUS });
  return lu;
}
