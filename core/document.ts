/**
 * A document as data: what a letter, a project or a report says, before it becomes a page, a DOCX or a PDF.
 * One model, three writers, so that the three never say different things.
 */
export type Bloc =
  | { readonly type: 'titre'; readonly niveau: 1 | 2 | 3; readonly texte: string }
  | { readonly type: 'paragraphe'; readonly texte: string }
  | { readonly type: 'liste'; readonly elements: readonly string[] }
  | { readonly type: 'tableau'; readonly legende: string; readonly entetes: readonly string[]; readonly lignes: readonly (readonly string[])[]; readonly alignements?: readonly ('gauche' | 'droite')[]; readonly source?: string }
  | { readonly type: 'image'; readonly svg: string; readonly largeur: number; readonly hauteur: number; readonly alternative: string; readonly legende?: string; readonly source?: string }
  | { readonly type: 'encadre'; readonly ton: 'information' | 'attention'; readonly texte: string };

export type DocumentRedige = {
  readonly titre: string;
  readonly sousTitre?: string;
  readonly auteur: string;
  readonly date: string;
  readonly mentions: readonly string[];
  readonly blocs: readonly Bloc[];
};
