import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { ConstatId, StatutConstat } from '../model.ts';
import { peutDecider } from '../permissions.ts';
import * as constats from '../repository.ts';
import { apresConstat, type GesteConstat } from '../transitions.ts';

export type RefusDecision = { readonly code: 'role_insuffisant' } | { readonly code: 'constat_inconnu' } | { readonly code: 'geste_impossible'; readonly statut: StatutConstat };

/** Keeps a finding for the health project, sets it aside, or puts it back among the proposed ones. */
export async function deciderConstat(ctx: Contexte, id: ConstatId, geste: GesteConstat): Promise<Result<StatutConstat, RefusDecision>> {
  if (!peutDecider(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const actuel = await constats.chargerConstat(ctx, id);
  if (!actuel) return refuser({ code: 'constat_inconnu' });
  const statut = apresConstat(actuel.statut, geste);
  if (!statut) return refuser({ code: 'geste_impossible', statut: actuel.statut });
  await constats.changerStatutConstat(ctx, id, statut);
  await journaliser(ctx, 'constat_decide', id, { statut });
  await prevenir(ctx, 'constats');
  return ok(statut);
}
