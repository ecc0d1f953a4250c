/** A sheet as it was read: cells in rows, blank when the source is. */
export type Cellule = string | number | null;
export type Grille = { readonly feuille: string; readonly lignes: readonly (readonly Cellule[])[]; /** Other sheets that hold a table: they are not read. */ readonly autres?: readonly string[] };

export type RefusTableur =
  | { readonly code: 'fichier_vide' }
  | { readonly code: 'fichier_trop_gros'; readonly maximum: number }
  | { readonly code: 'format_inconnu'; readonly vu: 'pdf' | 'html' | 'gzip' | 'xls' | 'zip' | 'image' | 'binaire' }
  | { readonly code: 'fichier_abime' }
  | { readonly code: 'classeur_protege' }
  | { readonly code: 'trop_de_lignes'; readonly maximum: number }
  | { readonly code: 'aucun_tableau' };

export const OCTETS_AU_PLUS = 5_000_000;
export const LIGNES_AU_PLUS = 5_000;
export const COLONNES_AU_PLUS = 100;

const SIGNATURES: readonly (readonly [string, Extract<RefusTableur, { code: 'format_inconnu' }>['vu'] | 'xlsx'])[] = [
  ['504b0304', 'xlsx'], ['504b0506', 'zip'], ['d0cf11e0', 'xls'], ['25504446', 'pdf'], ['1f8b', 'gzip'], ['89504e47', 'image'], ['ffd8ff', 'image'],
];

/** What the first bytes say the file is; text when they say nothing. */
export function genreDe(octets: Uint8Array): 'xlsx' | 'texte' | Extract<RefusTableur, { code: 'format_inconnu' }>['vu'] {
  const debut = Array.from(octets.slice(0, 4), (o) => o.toString(16).padStart(2, '0')).join('');
  return SIGNATURES.find(([s]) => debut.startsWith(s))?.[1] ?? 'texte';
}

const SEPARATEURS = [';', '\t', ',', '|'] as const;

/** The separator that cuts the first lines most evenly into most columns; the semicolon of French spreadsheets when nothing cuts. */
export function separateurDe(texte: string): string {
  const debut = texte.split(/\r\n|\r|\n/, 12).filter((l) => l.trim() !== '');
  const note = (s: string): number => { const n = debut.map((l) => decouper(l, s)[0]?.length ?? 0).sort((a, b) => a - b); return n[Math.floor(n.length / 2)] ?? 0; };
  return SEPARATEURS.map((s) => ({ s, n: note(s) })).reduce((a, b) => (b.n > a.n ? b : a)).s;
}

/** Cuts a text in cells: quoted cells may hold separators, line ends and doubled quotes. Stops after `maximum` lines. */
export function decouper(texte: string, separateur: string, maximum = Number.POSITIVE_INFINITY): string[][] {
  const lignes: string[][] = [];
  let [ligne, cellule, cite]: [string[], string, boolean] = [[], '', false];
  const clore = (): void => { ligne.push(cellule); cellule = ''; };
  for (let i = 0; i < texte.length && lignes.length < maximum; i++) {
    const c = texte[i] ?? '';
    if (cite) {
      if (c !== '"') cellule += c;
      else if (texte[i + 1] === '"') { cellule += '"'; i++; } else cite = false;
    } else if (c === '"' && cellule.trim() === '') { cite = true; cellule = ''; }
    else if (c === separateur) clore();
    else if (c === '\n' || c === '\r') {
      if (c === '\r' && texte[i + 1] === '\n') i++;
      clore();
      lignes.push(ligne);
      ligne = [];
    } else cellule += c;
  }
  if ((cellule !== '' || ligne.length > 0) && lignes.length < maximum) { clore(); lignes.push(ligne); }
  return lignes;
}

/** Rows without a cell are left out at the end only: the numbers said to the person are those of the spreadsheet. */
export function rogner(lignes: readonly (readonly Cellule[])[]): readonly (readonly Cellule[])[] {
  const vide = (l: readonly Cellule[]): boolean => l.every((c) => c === null || String(c).trim() === '');
  const fin = lignes.findLastIndex((l) => !vide(l));
  return lignes.slice(0, fin + 1).map((l) => l.slice(0, COLONNES_AU_PLUS));
}
