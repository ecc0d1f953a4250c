import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { RefusAgenda, SondageId } from '../model.ts';
import { peutOrganiser } from '../permissions.ts';
import { changerStatut, chargerSondage } from '../repository.ts';
import { apresGeste } from '../rules.ts';

const JOURS_DE_PLUS = 7 * 86_400_000;

/** Closes, opens again for a week, or gives up a poll. */
export async function cloreSondage(ctx: Contexte, id: SondageId, geste: 'clore' | 'rouvrir' | 'annuler'): Promise<Result<SondageId, RefusAgenda>> {
  if (!peutOrganiser(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const s = await chargerSondage(ctx, id);
  if (!s) return refuser({ code: 'sondage_inconnu' });
  const suite = apresGeste(s.statut, geste);
  if (!suite.ok) return suite;
  await changerStatut(ctx, id, { statut: suite.valeur, ...(geste === 'rouvrir' ? { clotureLe: new Date(Math.max(s.clotureLe.getTime(), ctx.maintenant.getTime()) + JOURS_DE_PLUS) } : {}) });
  await journaliser(ctx, 'sondage_change', id, { statut: suite.valeur, nom: s.titre });
  await prevenir(ctx, 'agenda');
  return ok(id);
}
