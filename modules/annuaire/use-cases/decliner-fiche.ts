import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import type { Contexte } from '#server/contexte.ts';
import { peutTenirFiche } from '../permissions.ts';
import { rppsDeLaPersonne } from '../queries.ts';
import { noterDeclinee } from '../repository.ts';
import type { RefusFiche } from './tenir-fiche.ts';

/** Answers no to « C'est vous ? »: the entry is not offered again to this person. Saying it twice is saying it once. */
export async function declinerFiche(ctx: Contexte, rpps: string): Promise<Result<undefined, RefusFiche>> {
  if (!peutTenirFiche(ctx.qui, await rppsDeLaPersonne(ctx), rpps)) return refuser({ code: 'identite_differente' });
  if (await noterDeclinee(ctx, rpps)) await journaliser(ctx, 'fiche_declinee', rpps);
  return ok(undefined);
}
