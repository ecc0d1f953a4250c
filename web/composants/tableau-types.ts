import type { ComponentChildren } from 'preact';
import type { VuePage } from './pagination.tsx';

export type Colonne<L> = {
  readonly cle: string;
  readonly titre: string;
  readonly cellule: (ligne: L) => ComponentChildren;
  /** Where this cell leads. */
  readonly lien?: (ligne: L) => string;
  /** Figures are aligned on the right. */
  readonly nombre?: boolean;
  readonly tri?: boolean;
  /** Names the line: a row header, and the title of the card on a phone. */
  readonly principale?: boolean;
  /** Holds buttons only: it is not printed. */
  readonly geste?: boolean;
  /** May be put away by the person. */
  readonly masquable?: boolean;
};

export type ProprietesTableau<L> = {
  legende: string;
  legendeVisible?: boolean;
  colonnes: readonly Colonne<L>[];
  lignes: readonly L[];
  idLigne: (ligne: L) => string;
  /** Path and query of this page: sort, density, columns and pages are links built on it. */
  adresse?: string;
  tri?: { cle: string; sens: 'asc' | 'desc' };
  densite?: 'confortable' | 'compacte';
  /** Keys of the columns shown; all when absent. */
  visibles?: readonly string[];
  page?: VuePage;
  quoi?: string;
  /** The field of the filter form that a phone shows before the lines, named `q`. */
  recherche?: ComponentChildren;
  /** Fields of the filter form (GET on `adresse`). */
  filtres?: ComponentChildren;
  exports?: readonly string[];
  /** Boxes named `nom`, sent by the form `formulaire`; `nomLigne` says which line each box is for. */
  /** `choisies`: the lines that were ticked when the form was refused. */
  selection?: { nom: string; formulaire: string; nomLigne: (ligne: L) => string; choisies?: ReadonlySet<string> };
  vide?: ComponentChildren;
  pied?: ComponentChildren;
};
