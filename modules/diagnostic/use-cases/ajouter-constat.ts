import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { ConstatId, SaisieConstat } from '../model.ts';
import { peutEcrireConstat } from '../permissions.ts';
import * as constats from '../repository.ts';

export async function ajouterConstat(ctx: Contexte, saisie: SaisieConstat): Promise<Result<ConstatId, { readonly code: 'role_insuffisant' }>> {
  if (!peutEcrireConstat(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const id = await constats.ajouter(ctx, saisie);
  await journaliser(ctx, 'constat_ajoute', id, { nature: saisie.nature });
  await prevenir(ctx, 'constats');
  return ok(id);
}
