import type { Jour } from './jour.ts';

/** One line of « Aujourd’hui »: what is due from the person who reads, why, by when, and the one button that does it. */
export type ActionDuJour = {
  readonly id: string;
  readonly titre: string;
  readonly raison: string;
  readonly echeance?: Jour;
  readonly bouton: { readonly libelle: string; readonly href: string };
};

/** A clock of the CPTS: what runs, since when, until when, whose turn it is. */
export type Horloge = { readonly id: string; readonly titre: string; readonly qui: string; readonly depuis?: Jour; readonly echeance: Jour };

/** What is due first; without a deadline, last; the order of the sources breaks ties. */
export const parEcheance = (a: { readonly echeance?: Jour }, b: { readonly echeance?: Jour }): number => (a.echeance ?? '9999-12-31').localeCompare(b.echeance ?? '9999-12-31');
