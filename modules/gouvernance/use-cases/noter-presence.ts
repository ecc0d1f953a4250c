import { ok, refuser, type Result } from '#core/result.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { AssembleeId } from '../model.ts';
import { peutTenirSeance } from '../permissions.ts';
import { chargerAssemblee, ecrirePresence } from '../repository.ts';
import { electeurDe, type RefusAssemblee } from '../rules.ts';

/** Somebody arrives or leaves: by their own tap, by the code shown in the room, or on the sheet that the secretary keeps. Closed once the assembly is. */
export async function noterPresence(ctx: Contexte, id: AssembleeId, { electeur, present, parCode = false }: { electeur?: string | undefined; present: boolean; parCode?: boolean }): Promise<Result<true, RefusAssemblee>> {
  const a = await chargerAssemblee(ctx, id, { verrou: true });
  if (!a) return refuser({ code: 'assemblee_inconnue' });
  if (a.statut !== 'ouverte' && a.statut !== 'convoquee') return refuser({ code: 'geste_impossible', statut: a.statut });
  const moi = electeurDe(a, ctx.qui.personneId);
  const qui = electeur === undefined ? moi : a.electeurs.find((e) => e.id === electeur);
  if (!qui) return refuser({ code: 'electeur_inconnu' });
  if (qui !== moi && !peutTenirSeance(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  await ecrirePresence(ctx, id, { electeur: qui.id, present, moyen: qui !== moi ? 'feuille' : parCode ? 'code' : 'tape' });
  await prevenir(ctx, 'assemblee');
  return ok(true);
}
