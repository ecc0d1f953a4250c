import { utils, write } from '@e965/xlsx';
import type { Bloc, BlocTableau, DocumentRedige } from '#core/document.ts';
import { celluleSure } from './tableurs.ts';

type Ligne = readonly (string | number | null)[];

/** A sheet is named after its table: 31 characters, none that a spreadsheet refuses, each name once. */
export function nomDeFeuille(legende: string, pris: ReadonlySet<string>): string {
  const propre = legende.replace(/[[\]:*?/\\']/g, ' ').replace(/\s+/g, ' ').trim().slice(0, 31) || 'Tableau';
  if (!pris.has(propre.toLowerCase())) return propre;
  for (let n = 2; ; n++) {
    const nom = `${propre.slice(0, 30 - String(n).length)} ${n}`;
    if (!pris.has(nom.toLowerCase())) return nom;
  }
}

const lignesDuBloc = (b: Bloc): readonly Ligne[] => {
  switch (b.type) {
    case 'titre':
    case 'paragraphe':
    case 'encadre':
    case 'note':
      return [[b.texte]];
    case 'liste':
      return b.elements.map((e) => [`– ${e}`]);
    case 'fiche':
      return b.lignes.map((l) => [l.libelle, l.valeur]);
    case 'tableau':
      return [[`Voir la feuille : ${b.legende}`]];
    case 'image':
      return [[b.legende ?? b.alternative]];
    case 'signatures':
      return [[b.lieuEtDate], ...b.signataires.map((s) => [s.nom, s.qualite])];
  }
};

const lignesDuTableau = (b: BlocTableau): readonly Ligne[] => [b.entetes, ...(b.cellules ?? b.lignes), ...(b.total ? [b.total] : [])];

const LARGEUR_MAX = 60;
function feuille(lignes: readonly Ligne[]): ReturnType<typeof utils.aoa_to_sheet> {
  const sures = lignes.map((l) => l.map((v) => (typeof v === 'string' ? celluleSure(v) : v)));
  const page = utils.aoa_to_sheet(sures);
  const colonnes = Math.max(0, ...sures.map((l) => l.length));
  page['!cols'] = Array.from({ length: colonnes }, (_, i) => ({ wch: Math.min(LARGEUR_MAX, Math.max(8, ...sures.slice(0, 500).map((l) => String(l[i] ?? '').length))) }));
  return page;
}

/** The document as a workbook: its text on the first sheet, then a sheet for each table, numbers kept as numbers. */
export function ecrireXlsx(d: DocumentRedige): Uint8Array {
  const classeur = utils.book_new();
  const pris = new Set(['document']);
  const tete: readonly Ligne[] = [[d.titre], ...(d.sousTitre ? [[d.sousTitre]] : []), [`${d.auteur}, ${d.date}`], []];
  utils.book_append_sheet(classeur, feuille([...tete, ...d.blocs.flatMap(lignesDuBloc), [], ...d.mentions.map((m) => [m])]), 'Document');
  for (const b of d.blocs) {
    if (b.type !== 'tableau') continue;
    const nom = nomDeFeuille(b.legende, pris);
    pris.add(nom.toLowerCase());
    utils.book_append_sheet(classeur, feuille(lignesDuTableau(b)), nom);
  }
  return new Uint8Array(write(classeur, { type: 'array', bookType: 'xlsx' }));
}
