import { AlignmentType, BorderStyle, Paragraph, ShadingType, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlignTable, WidthType, type ITableBordersOptions } from 'docx';
import type { BlocSignatures, BlocTableau } from '#core/document.ts';
import { COULEURS } from './docx-styles.ts';
import { disposer } from './tableaux.ts';

export type Morceau = Paragraph | Table;

/** A table of so few rows stays on one page. */
const LIGNES_SOLIDAIRES = 12;

/** The width of the text on an A4 page, in twentieths of a point. */
export const LARGEUR_TEXTE = 9298;

/** Beyond this a row may break between two pages: kept whole it would leave the page it is on. */
const LIGNE_INSECABLE = 900;

const AUCUN = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const FILET = { style: BorderStyle.SINGLE, size: 4, color: COULEURS.filet } as const;
const BORDS: ITableBordersOptions = { top: { style: BorderStyle.SINGLE, size: 8, color: COULEURS.accent }, bottom: FILET, left: AUCUN, right: AUCUN, insideHorizontal: FILET, insideVertical: AUCUN };

const enTwips = (parts: readonly number[]): number[] => {
  const somme = parts.reduce((a, b) => a + b, 0);
  return parts.map((p) => Math.floor((p / somme) * LARGEUR_TEXTE));
};

type Cellule = { texte: string; largeur: number; droite: boolean; gras: boolean; fond: boolean; serree: boolean };

/** In half-points: a table whose words would be cut at the usual size. */
const CORPS_SERRE = 16;

const cellule = ({ texte, largeur, droite, gras, fond, serree }: Cellule): TableCell =>
  new TableCell({
    width: { size: largeur, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 60, bottom: 60, left: serree ? 60 : 90, right: serree ? 60 : 90 },
    ...(fond ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: COULEURS.fondAccent } } : {}),
    children: texte.split('\n').map((text) => new Paragraph({ style: 'Cellule', alignment: droite ? AlignmentType.RIGHT : AlignmentType.LEFT, children: [new TextRun({ text, bold: gras, ...(serree && { size: CORPS_SERRE }) })] })),
  });

export function blocTableau(b: BlocTableau, numero: number): Morceau[] {
  const { largeurs: parts, serree } = disposer(b);
  const largeurs = enTwips(parts);
  const courte = b.lignes.length <= LIGNES_SOLIDAIRES;
  const ligne = (textes: readonly string[], genre: 'entete' | 'corps' | 'total', derniere = false): TableRow =>
    new TableRow({
      keepNext: genre === 'entete' || (courte && !derniere),
      tableHeader: genre === 'entete',
      cantSplit: textes.join('').length < LIGNE_INSECABLE,
      children: b.entetes.map((_, i) => cellule({ texte: textes[i] ?? '', largeur: largeurs[i] ?? 0, droite: b.alignements?.[i] === 'droite', gras: genre !== 'corps', fond: genre === 'entete', serree })),
    });
  return [
    new Paragraph({ style: 'Caption', children: [new TextRun(`Tableau ${numero} — ${b.legende}`)] }),
    new Table({
      width: { size: LARGEUR_TEXTE, type: WidthType.DXA },
      columnWidths: largeurs,
      layout: TableLayoutType.FIXED,
      borders: BORDS,
      tableLook: { firstRow: true, lastRow: b.total !== undefined, noHBand: true, noVBand: true },
      rows: [ligne(b.entetes, 'entete'), ...b.lignes.map((l, i) => ligne(l, 'corps', !b.total && i === b.lignes.length - 1)), ...(b.total ? [ligne(b.total, 'total', true)] : [])],
    }),
    new Paragraph({ style: 'Note', children: [] }),
  ];
}

export function blocSignatures(b: BlocSignatures): Morceau[] {
  const [gauche, droite] = enTwips([1, 1]);
  const paires = b.signataires.flatMap((s, i) => (i % 2 === 0 ? [[s, b.signataires[i + 1]] as const] : []));
  const place = (s: BlocSignatures['signataires'][number] | undefined, size: number | undefined): TableCell =>
    new TableCell({
      width: { size: size ?? 0, type: WidthType.DXA },
      ...(s ? {} : { borders: { top: AUCUN, bottom: AUCUN, right: AUCUN } }),
      margins: { top: 100, bottom: 1300, left: 120, right: 120 },
      children: s ? [new Paragraph({ style: 'Cellule', keepLines: true, children: [new TextRun({ text: s.nom, bold: true })] }), new Paragraph({ style: 'Cellule', children: [new TextRun(s.qualite)] }), new Paragraph({ style: 'Note', children: [new TextRun('Signature')] })] : [new Paragraph({ style: 'Cellule', children: [] })],
    });
  return [
    new Paragraph({ children: [new TextRun(b.lieuEtDate)], keepNext: true, spacing: { before: 360, after: 160 } }),
    new Table({
      width: { size: LARGEUR_TEXTE, type: WidthType.DXA },
      columnWidths: [gauche ?? 0, droite ?? 0],
      layout: TableLayoutType.FIXED,
      borders: { top: FILET, bottom: FILET, left: FILET, right: FILET, insideHorizontal: FILET, insideVertical: FILET },
      rows: paires.map(([a, c]) => new TableRow({ cantSplit: true, children: [place(a, gauche), place(c, droite)] })),
    }),
    new Paragraph({ style: 'Note', children: [] }),
  ];
}
