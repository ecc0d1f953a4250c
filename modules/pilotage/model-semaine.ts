import { z } from 'zod';
import type { ActionDuJour } from '#core/aujourdhui.ts';
import { Jour } from '#core/jour.ts';

/** 1 is Monday. @source ISO 8601 */
export const JourDeSemaine = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6), z.literal(7)]);
export type JourDeSemaine = z.infer<typeof JourDeSemaine>;

export const ChoixSemaine = z.object({ voulue: z.boolean(), jour: JourDeSemaine, derniereLe: Jour.nullable() });
export type ChoixSemaine = z.infer<typeof ChoixSemaine>;
/** Wanted, on Monday, until one says otherwise. */
export const CHOIX_DE_DEPART: ChoixSemaine = { voulue: true, jour: 1, derniereLe: null };

export type LigneSemaine = { readonly texte: string; readonly detail?: string; readonly href?: string };
/** What concerns one person: what waits for them, where they are expected, what their bodies decided, what was answered to them. */
export type Semaine = {
  readonly choses: readonly ActionDuJour[];
  readonly dates: readonly { readonly quand: string; readonly titre: string; readonly detail: string; readonly href: string }[];
  readonly decisions: readonly LigneSemaine[];
  readonly reponses: readonly LigneSemaine[];
};

export const SaisieSemaine = z.strictObject({ voulue: z.enum(['oui', 'non']), jour: z.coerce.number().pipe(JourDeSemaine) });
