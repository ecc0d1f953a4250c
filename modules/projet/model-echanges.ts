import { z } from 'zod';
import type { Jour } from '#core/jour.ts';
import type { PersonneId } from '#core/tenancy.ts';
import type { DepotId, Institution } from './model-parcours.ts';

/** The parties that speak to each other: time says nothing here. */
export const Partie = z.enum(['cpts', 'ars', 'assurance_maladie']);
export type Partie = z.infer<typeof Partie>;

export const RemarqueId = z.uuid().brand<'RemarqueId'>();
export type RemarqueId = z.infer<typeof RemarqueId>;
export const QuestionId = z.uuid().brand<'QuestionId'>();
export type QuestionId = z.infer<typeof QuestionId>;
export const StatutQuestion = z.enum(['posee', 'repondue']);
export type StatutQuestion = z.infer<typeof StatutQuestion>;

/** A remark on one paragraph of what was deposited; answers point to it by `parent`. */
export type Remarque = { readonly id: RemarqueId; readonly paragraphe: number; readonly parent?: RemarqueId; readonly texte: string; readonly institution: Institution; readonly auteur: string; readonly le: Date; readonly reglee: boolean };

export type Question = {
  readonly id: QuestionId;
  readonly numero: number;
  readonly depot?: DepotId;
  readonly objet: string;
  readonly texte: string;
  readonly institution: Partie;
  readonly auteur: string;
  readonly poseeLe: Date;
  readonly destinataire: Partie;
  readonly porteur?: string;
  readonly porteurId?: PersonneId;
  readonly echeance?: Jour;
  readonly statut: StatutQuestion;
  readonly reponse?: string;
  readonly repondueLe?: Date;
  readonly reponduePar?: string;
  readonly version: number;
  /** Its answer, as it is shared with every CPTS. */
  readonly partage?: string;
};

/** An answer already given: here, or by another CPTS that chose to share it without its name. */
export type DejaDemande = { readonly objet: string; readonly question: string; readonly reponse: string; readonly ici: boolean; readonly href?: string };
