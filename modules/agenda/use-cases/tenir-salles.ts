import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import type { Contexte } from '#server/contexte.ts';
import type { RefusAgenda } from '../model.ts';
import { peutOrganiser } from '../permissions.ts';
import { garderSalle } from '../repository-groupes.ts';

/** A room of the CPTS, known by its name: kept again, its places change; withdrawn, it is proposed no more. */
export async function tenirSalle(ctx: Contexte, s: { readonly nom: string; readonly places: number; readonly actif: boolean }): Promise<Result<null, RefusAgenda>> {
  if (!peutOrganiser(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  await garderSalle(ctx, s);
  await journaliser(ctx, 'salle_tenue', s.nom, { nom: s.nom, actif: s.actif });
  return ok(null);
}
