import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { RefusFinances } from '../model.ts';
import { peutTenirFinances } from '../permissions.ts';
import { noterPlafond, plusPromis } from '../repository.ts';
import { deciderPlafond } from '../rules.ts';

/** The cap of a year that the product does not know yet, with its source; corrected by typing it again. */
export async function saisirPlafond(ctx: Contexte, p: { readonly annee: number; readonly centimes: number; readonly source: string }): Promise<Result<true, RefusFinances>> {
  if (!peutTenirFinances(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const decision = deciderPlafond(p, { aujourdhui: ctx.aujourdhui, promis: await plusPromis(ctx, p.annee) });
  if (!decision.ok) return decision;
  await noterPlafond(ctx, p);
  await journaliser(ctx, 'plafond_saisi', null, { annee: p.annee, centimes: p.centimes, source: p.source });
  await prevenir(ctx, 'finances');
  return ok(true);
}
