import type { Result } from '#core/result.ts';
import type { Contexte } from '#server/contexte.ts';
import { changerSection, type Geste, type RefusGeste } from './reprendre-proposition.ts';

/** The person has seen that the proposed text changed, and keeps the section as it is. */
export const noterActualisation = (ctx: Contexte, geste: Geste): Promise<Result<number, RefusGeste>> => changerSection(ctx, { geste, motif: 'actualisation', changer: (s) => ({ champs: s.champs, texte: s.texte }) });
