import { ok, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import type { Contexte } from '#server/contexte.ts';
import { changerVolontaire } from '../repository-soutien.ts';
import type { RefusSoutien } from '../rules.ts';

/** One says that one is willing to chair, or no more. */
export async function proposerPresidence(ctx: Contexte, volontaire: boolean): Promise<Result<true, RefusSoutien>> {
  await changerVolontaire(ctx, volontaire);
  await journaliser(ctx, 'presidence_proposee', null, { volontaire });
  return ok(true);
}
