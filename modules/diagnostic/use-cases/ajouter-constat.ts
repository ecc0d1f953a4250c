import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { ChiffreFige, ConstatId, ParoleFigee, SaisieConstat } from '../model.ts';
import { peutEcrireConstat } from '../permissions.ts';
import * as constats from '../repository.ts';

/** `chiffre` is the figure of the chapter on the day it is written, `parole` what a survey says that day: they stay as they were. */
export async function ajouterConstat(ctx: Contexte, saisie: SaisieConstat, chiffre?: ChiffreFige, parole?: ParoleFigee): Promise<Result<ConstatId, { readonly code: 'role_insuffisant' }>> {
  if (!peutEcrireConstat(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const id = await constats.ajouter(ctx, saisie, { chiffre, parole });
  await journaliser(ctx, 'constat_ajoute', id, { nature: saisie.nature });
  await prevenir(ctx, 'constats');
  return ok(id);
}
