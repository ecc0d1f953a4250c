import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { FaitsLettre } from '../model.ts';
import * as redactions from '../repository.ts';
import { preremplir } from '../rules.ts';

/** Saves the letter as it wrote itself, so that what changes afterwards can be seen. Does nothing when it is begun already. */
export async function commencerLettre(ctx: Contexte, faits: FaitsLettre): Promise<boolean> {
  const commencee = await redactions.commencer(ctx, 'lettre_intention', preremplir(faits, ctx.aujourdhui).sections);
  if (commencee) {
    await journaliser(ctx, 'lettre_commencee', null, { communes: faits.territoire?.communes.length ?? 0 });
    await prevenir(ctx, 'lettre');
  }
  return commencee;
}
