/**
 * A document as data: what a letter, a project or a report says, before it becomes a page, a DOCX or a PDF.
 * One model, three writers, so that the three never say different things.
 */
export type Alignement = 'gauche' | 'droite';

export type BlocTableau = {
  readonly type: 'tableau';
  readonly legende: string;
  readonly entetes: readonly string[];
  readonly lignes: readonly (readonly string[])[];
  readonly alignements?: readonly Alignement[];
  /** A last row set apart: totals. */
  readonly total?: readonly string[];
  /** The same rows as a spreadsheet holds them, numbers as numbers; absent, it takes the text. */
  readonly cellules?: readonly (readonly (string | number | null)[])[];
  readonly source?: string;
  /** Signed by hand: on paper, rows are tall and the last column wide. */
  readonly aSigner?: boolean;
};

/** `largeur` and `hauteur` are those of the SVG's viewBox: only their ratio matters on paper. */
export type BlocImage = {
  readonly type: 'image';
  readonly svg: string;
  readonly largeur: number;
  readonly hauteur: number;
  readonly alternative: string;
  readonly legende?: string;
  readonly source?: string;
};

export type BlocSignatures = {
  readonly type: 'signatures';
  readonly lieuEtDate: string;
  readonly signataires: readonly { readonly qualite: string; readonly nom: string }[];
};

export type Bloc =
  | { readonly type: 'titre'; readonly niveau: 1 | 2 | 3; readonly texte: string }
  | { readonly type: 'paragraphe'; readonly texte: string }
  | { readonly type: 'liste'; readonly elements: readonly string[] }
  | { readonly type: 'fiche'; readonly lignes: readonly { readonly libelle: string; readonly valeur: string }[] }
  | { readonly type: 'encadre'; readonly ton: 'information' | 'attention'; readonly texte: string }
  | { readonly type: 'note'; readonly texte: string }
  | BlocTableau
  | BlocImage
  | BlocSignatures;

/** The head of a letter: who writes, to whom, where and when, about what. */
export type EnTete = {
  readonly emetteur: readonly string[];
  readonly destinataires: readonly string[];
  readonly lieuEtDate: string;
  readonly objet: string;
};

export type DocumentRedige = {
  readonly titre: string;
  readonly sousTitre?: string;
  readonly auteur: string;
  readonly date: string;
  readonly entete?: EnTete;
  /** Said at the foot of every page, beside the page number. */
  readonly piedDePage?: string;
  readonly mentions: readonly string[];
  readonly blocs: readonly Bloc[];
};

const PUCE = /^\s*(?:[-–—•*])\s+/;

/**
 * What a person types becomes blocks: a blank line parts two paragraphs, a line that begins with a dash is an item of a list,
 * a line that begins with `## ` is a sub-title (level 2 of the document, 3 when `###`).
 */
export function blocsDuTexte(texte: string): readonly Bloc[] {
  const blocs: Bloc[] = [];
  let paragraphe: string[] = [];
  let elements: string[] = [];
  const clore = (): void => {
    if (paragraphe.length > 0) blocs.push({ type: 'paragraphe', texte: paragraphe.join('\n') });
    if (elements.length > 0) blocs.push({ type: 'liste', elements });
    paragraphe = [];
    elements = [];
  };
  for (const brute of texte.replace(/\r\n?/g, '\n').split('\n')) {
    const ligne = brute.trimEnd();
    const titre = /^(#{2,3})\s+(.+)$/.exec(ligne);
    if (ligne.trim() === '') clore();
    else if (titre) {
      clore();
      blocs.push({ type: 'titre', niveau: titre[1] === '##' ? 2 : 3, texte: (titre[2] ?? '').trim() });
    } else if (PUCE.test(ligne)) {
      if (paragraphe.length > 0) clore();
      elements.push(ligne.replace(PUCE, ''));
    } else {
      if (elements.length > 0) clore();
      paragraphe.push(ligne.trim());
    }
  }
  clore();
  return blocs;
}

/** A sentence and the picture that shows it are read together. */
export const precedeUneImage = (blocs: readonly Bloc[], rang: number): boolean => blocs[rang]?.type === 'paragraphe' && blocs[rang + 1]?.type === 'image';

/** Levels of titles without a gap, as accessible documents ask: a title is at most one level below the one before it. */
export function niveauxSuivis(blocs: readonly Bloc[]): readonly Bloc[] {
  let dernier = 0;
  return blocs.map((b) => {
    if (b.type !== 'titre') return b;
    const niveau = b.niveau <= dernier + 1 ? b.niveau : dernier === 0 ? 1 : dernier === 1 ? 2 : 3;
    dernier = niveau;
    return niveau === b.niveau ? b : { ...b, niveau };
  });
}
