import { ok, refuser, type Result } from '#core/result.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { AssembleeId } from '../model.ts';
import { peutTenirSeance } from '../permissions.ts';
import { chargerAssemblee, ecrireProcuration } from '../repository.ts';
import { electeurDe, type RefusAssemblee } from '../rules.ts';

/** One's own proxy, or one received on paper by the secretary; an empty holder takes it back. The engine says which proxies hold. */
export async function donnerProcuration(ctx: Contexte, id: AssembleeId, { mandant, mandataire }: { mandant?: string | undefined; mandataire?: string | undefined }): Promise<Result<true, RefusAssemblee>> {
  const a = await chargerAssemblee(ctx, id, { verrou: true });
  if (!a) return refuser({ code: 'assemblee_inconnue' });
  if (a.statut !== 'ouverte' && a.statut !== 'convoquee') return refuser({ code: 'geste_impossible', statut: a.statut });
  const moi = electeurDe(a, ctx.qui.personneId);
  const qui = mandant === undefined ? moi : a.electeurs.find((e) => e.id === mandant);
  if (!qui || (mandataire !== undefined && !a.electeurs.some((e) => e.id === mandataire && e.id !== qui.id))) return refuser({ code: 'electeur_inconnu' });
  if (qui !== moi && !peutTenirSeance(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  await ecrireProcuration(ctx, id, qui.id, mandataire);
  await prevenir(ctx, 'assemblee');
  return ok(true);
}
