import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { MandatId } from '../model.ts';
import { peutTenirMandats } from '../permissions.ts';
import { modifierMandat as ecrire } from '../repository.ts';
import type { RefusMandat } from '../rules.ts';

/** A mandate ends before its term. */
export async function cesserMandat(ctx: Contexte, id: MandatId): Promise<Result<true, RefusMandat>> {
  if (!peutTenirMandats(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (!(await ecrire(ctx, id, { cesse_le: ctx.aujourdhui }))) return refuser({ code: 'mandat_inconnu' });
  await journaliser(ctx, 'mandat_cesse', id, {});
  await prevenir(ctx, 'gouvernance');
  return ok(true);
}
