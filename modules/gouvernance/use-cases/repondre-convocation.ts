import { ok, refuser, type Result } from '#core/result.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { AssembleeId, ReponseConvocation } from '../model.ts';
import { chargerAssemblee, ecrireProcuration, ecrireReponse } from '../repository.ts';
import { electeurDe, type RefusAssemblee } from '../rules.ts';

/** One says whether one comes. Who comes after all takes back the proxy given. */
export async function repondreConvocation(ctx: Contexte, id: AssembleeId, reponse: ReponseConvocation): Promise<Result<true, RefusAssemblee>> {
  const a = await chargerAssemblee(ctx, id, { verrou: true });
  if (!a) return refuser({ code: 'assemblee_inconnue' });
  if (a.statut !== 'convoquee') return refuser({ code: 'geste_impossible', statut: a.statut });
  const moi = electeurDe(a, ctx.qui.personneId);
  if (!moi) return refuser({ code: 'electeur_inconnu' });
  await ecrireReponse(ctx, id, moi.id, reponse);
  if (reponse === 'viendra') await ecrireProcuration(ctx, id, moi.id, undefined);
  await prevenir(ctx, 'assemblee');
  return ok(true);
}
