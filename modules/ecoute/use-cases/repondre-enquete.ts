import { ok, refuser, type Result } from '#core/result.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { EnqueteId, RefusEnquete, Reponse } from '../model.ts';
import { empreinteDuParticipant } from '../queries.ts';
import { ajouterReponse, chargerEnquete, noterParticipation } from '../repository.ts';
import { compter, prendReponses } from '../rules.ts';

/** One answer for one browser or one person (`cle`). No line in the journal, no time: what is kept says nothing of who. */
export async function repondreEnquete(ctx: Contexte, id: EnqueteId, { cle, reponses }: { readonly cle: string; readonly reponses: readonly Reponse[] }): Promise<Result<true, RefusEnquete>> {
  const e = await chargerEnquete(ctx, id, { verrou: true });
  if (!e) return refuser({ code: 'enquete_inconnue' });
  if (!prendReponses(e, ctx.aujourdhui)) return refuser({ code: 'enquete_fermee' });
  const comptes = compter(e, reponses);
  if (!comptes.ok) return comptes;
  if (!(await noterParticipation(ctx, id, empreinteDuParticipant(id, cle)))) return refuser({ code: 'deja_repondu' });
  await ajouterReponse(ctx, e, { comptes: comptes.valeur, textes: reponses.flatMap((r, question) => (r && 'texte' in r ? [{ question, texte: r.texte }] : [])) });
  await prevenir(ctx, 'enquetes');
  return ok(true);
}
