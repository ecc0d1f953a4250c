import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { ChiffreFige, Constat, ConstatId, SaisieModification } from '../model.ts';
import { peutModifierConstat } from '../permissions.ts';
import * as constats from '../repository.ts';

export type RefusModification = { readonly code: 'role_insuffisant' } | { readonly code: 'constat_inconnu' } | { readonly code: 'constat_change'; readonly actuel: Constat };

/** Corrects a finding. Its figure stays as it was frozen unless the chapter changes: `chiffre` is then the new one. */
export async function modifierConstat(ctx: Contexte, id: ConstatId, { version, ...saisie }: SaisieModification, chiffre: ChiffreFige | undefined): Promise<Result<Constat, RefusModification>> {
  const actuel = await constats.chargerConstat(ctx, id);
  if (!actuel) return refuser({ code: 'constat_inconnu' });
  if (!peutModifierConstat(ctx.qui, actuel)) return refuser({ code: 'role_insuffisant' });
  if (actuel.version !== version) return refuser({ code: 'constat_change', actuel });
  await constats.enregistrerConstat(ctx, actuel, saisie, saisie.chapitre === actuel.chapitre ? actuel.chiffre : chiffre);
  await journaliser(ctx, 'constat_modifie', id, { nature: saisie.nature });
  await prevenir(ctx, 'constats');
  return ok(actuel);
}
