import { ok, refuser, type Result } from '#core/result.ts';
import { publier, prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { ParticipantId, RefusAgenda, ReponseSondage, Sondage, SondageId } from '../model.ts';
import { chargerSondage, garderReponses, noterComplet, verrouiller } from '../repository.ts';
import { noter, noterTout, prendReponses, toutLeMondeARepondu } from '../rules.ts';

export type Reponse = { readonly sondageId: SondageId; readonly participantId: ParticipantId; /** A date, all of them, or none: only a word is left. */
  readonly rang: number | 'toutes' | 'commentaire'; readonly reponse: ReponseSondage; readonly commentaire?: string };

function nouvelles(reponses: string, { rang, reponse }: Pick<Reponse, 'rang' | 'reponse'>): string {
  if (rang === 'commentaire') return reponses;
  return rang === 'toutes' ? noterTout(reponses, reponse) : noter(reponses, rang, reponse);
}

/** One answer to one date, or the same to all of them. Answering again replaces; the same answer twice changes nothing. */
export async function repondreSondage(ctx: Contexte, r: Reponse): Promise<Result<Sondage, RefusAgenda>> {
  await verrouiller(ctx, r.sondageId);
  const s = await chargerSondage(ctx, r.sondageId);
  if (!s) return refuser({ code: 'sondage_inconnu' });
  const p = s.participants.find((x) => x.id === r.participantId);
  if (!p) return refuser({ code: 'participant_inconnu' });
  if (!prendReponses(s, ctx.maintenant)) return refuser({ code: 'sondage_ferme', statut: s.statut === 'ouverte' ? 'close' : s.statut });
  if (typeof r.rang === 'number' && (r.rang < 0 || r.rang >= s.dates.length)) return refuser({ code: 'date_inconnue' });
  const reponses = nouvelles(p.reponses, r);
  await garderReponses(ctx, { sondageId: s.id, participantId: p.id, reponses, ...(r.commentaire === undefined ? {} : { commentaire: r.commentaire }) });
  const apres = { ...s, participants: s.participants.map((x) => (x.id === p.id ? { ...x, reponses, repondu: true } : x)) };
  // Told once: the organiser hears it the first time only.
  if (toutLeMondeARepondu(apres.participants) && (await noterComplet(ctx, s.id))) await publier(ctx, 'sondage_complet', { sondage_id: s.id });
  await prevenir(ctx, 'agenda');
  return ok(apres);
}
