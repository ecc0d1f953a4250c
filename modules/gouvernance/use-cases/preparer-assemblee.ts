import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { AssembleeId, NouvelleAssemblee } from '../model.ts';
import { peutTenirSeance } from '../permissions.ts';
import { creerAssemblee } from '../repository.ts';
import type { RefusAssemblee } from '../rules.ts';

export async function preparerAssemblee(ctx: Contexte, assemblee: NouvelleAssemblee): Promise<Result<AssembleeId, RefusAssemblee>> {
  if (!peutTenirSeance(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const id = await creerAssemblee(ctx, assemblee);
  await journaliser(ctx, 'assemblee_preparee', id, { instance: assemblee.instance });
  await prevenir(ctx, 'gouvernance');
  return ok(id);
}
