import { ok, refuser, type Result } from '#core/result.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { ConstatId } from '../model.ts';
import { peutEcrireConstat } from '../permissions.ts';
import * as constats from '../repository.ts';

export type RefusPriorite = { readonly code: 'role_insuffisant' } | { readonly code: 'constat_inconnu' };

/** A voice may change until the end, so it is not written in the journal. */
export async function prioriserConstat(ctx: Contexte, id: ConstatId, priorite: number): Promise<Result<true, RefusPriorite>> {
  if (!peutEcrireConstat(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (!(await constats.existe(ctx, id))) return refuser({ code: 'constat_inconnu' });
  await constats.prioriser(ctx, id, priorite);
  await prevenir(ctx, 'constats');
  return ok(true);
}
