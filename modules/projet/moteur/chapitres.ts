import { z } from 'zod';
import type { FaitsTerritoire, Section } from '../model.ts';

/** The chapters of the health project, in their order. @source faits du domaine §4.2 ; docs/sources/projet.md */
export const CleChapitreSante = z.enum(['territoire', 'diagnostic', 'objectifs', 'actions', 'gouvernance', 'systeme', 'communication', 'evaluation', 'budget']);
export type CleChapitreSante = z.infer<typeof CleChapitreSante>;

/** What is known before anyone writes: the territory, the findings members kept and their order, the scenarios kept. */
export type FaitsSante = {
  readonly nom: string;
  readonly demo: boolean;
  readonly territoire?: FaitsTerritoire;
  readonly phrase?: string;
  readonly chapitres: readonly { readonly titre: string; readonly phrase: string; readonly source: string }[];
  readonly constats: readonly { readonly texte: string; readonly nature: string }[];
  readonly scenarios: readonly string[];
};

export type ChapitreSante = Section<CleChapitreSante>;
export type ProjetSante = { readonly commence: boolean; readonly chapitres: readonly ChapitreSante[] };

/** Who has the pen of a chapter now. */
export type Plume = { readonly cle: CleChapitreSante; readonly personneId: string; readonly nom: string; readonly depuis: Date };
