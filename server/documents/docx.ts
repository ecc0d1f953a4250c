import { AlignmentType, BorderStyle, Document, Footer, HeadingLevel, ImageRun, LevelFormat, LineRuleType, Packer, PageNumber, Paragraph, ShadingType, TabStopType, TextRun, type ParagraphChild } from 'docx';
import { type Bloc, type BlocImage, type DocumentRedige, type EnTete, niveauxSuivis, precedeUneImage } from '#core/document.ts';
import { COULEURS, styles } from './docx-styles.ts';
import { LARGEUR_TEXTE, blocSignatures, blocTableau, type Morceau } from './docx-tableaux.ts';
import { pngDuSvg } from './image.ts';
import { abrege, svgFerme, toutPropre } from './texte.ts';

const LARGEUR_IMAGE_PX = 620;
const HAUTEUR_IMAGE_MAX_PX = 450;
const PUCES = 'puces';

const MANQUE = /(\[à compléter[^\]]*\])/i;

/** A line break typed by the person stays a line break; what is still to be completed stands out. */
const lignes = (texte: string, style: { bold?: boolean } = {}): ParagraphChild[] =>
  texte.split('\n').flatMap((ligne, i) =>
    ligne.split(MANQUE).map((text, j) => new TextRun({ text, ...style, ...(i > 0 && j === 0 ? { break: 1 } : {}), ...(MANQUE.test(text) ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: COULEURS.manque } } : {}) })),
  );

const NIVEAUX = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;

const note = (texte: string): Paragraph => new Paragraph({ style: 'Note', children: lignes(texte) });

function encadre(texte: string, ton: 'information' | 'attention'): Paragraph {
  const couleur = ton === 'attention' ? COULEURS.attention : COULEURS.accent;
  const fond = ton === 'attention' ? COULEURS.fondAttention : COULEURS.fondAccent;
  const marge = { style: BorderStyle.SINGLE, size: 4, space: 5, color: fond } as const;
  return new Paragraph({
    children: lignes(texte),
    spacing: { before: 160, after: 200 },
    indent: { left: 120, right: 120 },
    shading: { type: ShadingType.CLEAR, color: 'auto', fill: fond },
    border: { top: marge, bottom: marge, right: marge, left: { style: BorderStyle.SINGLE, size: 24, space: 8, color: couleur } },
  });
}

async function image(b: BlocImage, numero: number): Promise<Paragraph[]> {
  const svg = svgFerme(b.svg);
  const echelle = Math.min(LARGEUR_IMAGE_PX / b.largeur, HAUTEUR_IMAGE_MAX_PX / b.hauteur);
  const transformation = { width: Math.round(b.largeur * echelle), height: Math.round(b.hauteur * echelle) };
  const dessin = new ImageRun({
    type: 'svg',
    data: Buffer.from(svg),
    fallback: { type: 'png', data: await pngDuSvg(svg, transformation.width * 2) },
    transformation,
    altText: { name: `Figure ${numero}`, title: abrege(b.legende ?? b.alternative, 120), description: b.alternative },
  });
  return [
    new Paragraph({ children: [dessin], alignment: AlignmentType.CENTER, keepNext: b.legende !== undefined, spacing: { before: 160, after: 80 } }),
    ...(b.legende === undefined ? [] : [new Paragraph({ style: 'Caption', children: [new TextRun(`Figure ${numero} — ${b.legende}`)] })]),
    ...(b.source === undefined ? [] : [note(b.source)]),
  ];
}

type Compteurs = { tableaux: number; figures: number };

/** `solidaire`: the paragraph stays with what follows it, so that neither a signature nor a picture stands alone on its page. */
async function bloc(b: Bloc, compteurs: Compteurs, solidaire: boolean): Promise<Morceau[]> {
  switch (b.type) {
    case 'titre':
      return [new Paragraph({ heading: NIVEAUX[b.niveau], children: lignes(b.texte) })];
    case 'paragraphe':
      return [new Paragraph({ children: lignes(b.texte), keepNext: solidaire })];
    case 'liste':
      return b.elements.map((e) => new Paragraph({ children: lignes(e), numbering: { reference: PUCES, level: 0 }, spacing: { after: 60 } }));
    case 'fiche':
      return b.lignes.map((l) => new Paragraph({ children: [...lignes(`${l.libelle}\u00a0: `, { bold: true }), ...lignes(l.valeur)], spacing: { after: 60 } }));
    case 'encadre':
      return [encadre(b.texte, b.ton)];
    case 'note':
      return [note(b.texte)];
    case 'tableau':
      compteurs.tableaux += 1;
      return [...blocTableau(b, compteurs.tableaux), ...(b.source === undefined ? [] : [note(b.source)])];
    case 'image':
      if (b.legende !== undefined) compteurs.figures += 1;
      return image(b, compteurs.figures);
    case 'signatures':
      return blocSignatures(b);
  }
}

/** Where the end of the document begins, from its last main title, when that end is short and holds the signatures. */
function finSolidaire(blocs: readonly Bloc[]): number {
  const debut = blocs.findLastIndex((b) => b.type === 'titre' && b.niveau === 1);
  const queue = blocs.slice(Math.max(debut, 0));
  return queue.length <= 6 && queue.some((b) => b.type === 'signatures') ? Math.max(debut, 0) : blocs.length;
}

function entete(e: EnTete): Paragraph[] {
  const [nom, ...suite] = e.emetteur;
  return [
    new Paragraph({ style: 'Emetteur', children: lignes(nom ?? '', { bold: true }), border: { top: { style: BorderStyle.SINGLE, size: 20, space: 8, color: COULEURS.accent } } }),
    ...suite.map((l) => new Paragraph({ style: 'Adresse', children: lignes(l) })),
    ...e.destinataires.map((l, i) => new Paragraph({ style: 'Adresse', children: lignes(l), indent: { left: LARGEUR_TEXTE / 2 }, spacing: { before: i === 0 ? 480 : 0, after: 0 } })),
    new Paragraph({ children: lignes(e.lieuEtDate), alignment: AlignmentType.RIGHT, spacing: { before: 480, after: 240 } }),
    new Paragraph({ children: lignes(`Objet\u00a0: ${e.objet}`, { bold: true }), spacing: { after: 240 } }),
  ];
}

const pied = (d: DocumentRedige): Footer =>
  new Footer({
    children: [
      new Paragraph({
        style: 'Note',
        tabStops: [{ type: TabStopType.RIGHT, position: LARGEUR_TEXTE }],
        border: { top: { style: BorderStyle.SINGLE, size: 4, space: 6, color: COULEURS.filet } },
        children: [new TextRun(abrege(d.piedDePage ?? d.titre, 100)), new TextRun({ children: ['\tPage ', PageNumber.CURRENT, ' sur ', PageNumber.TOTAL_PAGES] })],
      }),
    ],
  });

/**
 * The document as DOCX, for Word and LibreOffice: real heading styles, header rows that repeat, alternative texts, French,
 * page numbers, properties. Drawings are SVG with a PNG for the readers that show no SVG.
 */
export async function ecrireDocx(brut: DocumentRedige): Promise<Uint8Array> {
  const d = toutPropre(brut);
  const compteurs: Compteurs = { tableaux: 0, figures: 0 };
  const fin = finSolidaire(d.blocs);
  const morceaux: Morceau[] = [];
  for (const [i, b] of niveauxSuivis(d.blocs).entries()) morceaux.push(...(await bloc(b, compteurs, i >= fin || precedeUneImage(d.blocs, i))));
  const corps: Morceau[] = [
    ...(d.entete ? entete(d.entete) : []),
    new Paragraph({ heading: HeadingLevel.TITLE, children: lignes(d.titre) }),
    ...(d.sousTitre === undefined ? [] : [new Paragraph({ style: 'Subtitle', children: lignes(d.sousTitre) })]),
    ...morceaux,
    ...d.mentions.map((m) => note(m)),
  ];
  const fichier = new Document({
    title: abrege(d.titre, 250),
    subject: abrege(d.sousTitre ?? '', 250),
    creator: abrege(d.auteur, 250),
    lastModifiedBy: abrege(d.auteur, 250),
    description: abrege(d.date, 250),
    compatibility: { version: 15 },
    styles: styles(),
    numbering: {
      config: [{ reference: PUCES, levels: [{ level: 0, format: LevelFormat.BULLET, text: '–', alignment: AlignmentType.LEFT, style: { paragraph: { indent: { left: 420, hanging: 240 }, spacing: { line: 276, lineRule: LineRuleType.AUTO } } } }] }],
    },
    sections: [{ properties: { page: { size: { width: 11_906, height: 16_838 }, margin: { top: 1250, bottom: 1250, left: 1304, right: 1304 } } }, footers: { default: pied(d) }, children: corps }],
  });
  return Packer.toBuffer(fichier);
}
