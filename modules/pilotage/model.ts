import { z } from 'zod';

export const TAILLE_PAGE = 50;

/** What one may ask of the history: a page, and words looked for among the events. */
export const DemandeHistorique = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1).catch(1),
  q: z.string().trim().max(100).default('').catch(''),
  densite: z.enum(['confortable', 'compacte']).default('confortable').catch('confortable'),
});
export type DemandeHistorique = z.infer<typeof DemandeHistorique>;

export type Evenement = { readonly rang: number; readonly instant: Date; readonly qui: string | null; readonly evenement: string; readonly details: unknown };
