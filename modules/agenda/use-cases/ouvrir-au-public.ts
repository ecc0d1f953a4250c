import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { signerLien } from '#server/liens/jeton-lien.ts';
import type { ParticipantId, RefusAgenda, Sondage, SondageId } from '../model.ts';
import { peutOrganiser } from '../permissions.ts';
import { sondagePublic } from '../queries.ts';
import { ajouterParticipant, changerPublic, chargerSondage, verrouiller } from '../repository.ts';
import { prendReponses } from '../rules.ts';
import { type Depuis, posterSondage } from './poster-sondage.ts';

export const USAGE_PUBLIC = 'public';
const EXTERIEURS_MAX = 100;

/** The address that anybody may open as long as the poll is open and its organiser wants it. */
export const lienPublic = (ctx: Pick<Contexte, 'cpts'>, s: Pick<Sondage, 'id' | 'clotureLe'>, { url, secret }: Pick<Depuis, 'url' | 'secret'>): string =>
  `${url}/s/${signerLien({ usage: USAGE_PUBLIC, cptsId: ctx.cpts, objet: s.id, expire: s.clotureLe }, secret)}`;

/** Opens the poll to whoever holds its address, or closes that door; those who came by it keep their own link. */
export async function ouvrirAuPublic(ctx: Contexte, id: SondageId, ouvert: boolean): Promise<Result<SondageId, RefusAgenda>> {
  if (!peutOrganiser(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const s = await chargerSondage(ctx, id);
  if (!s) return refuser({ code: 'sondage_inconnu' });
  if (!prendReponses(s, ctx.maintenant)) return refuser({ code: 'sondage_ferme', statut: s.statut === 'ouverte' ? 'close' : s.statut });
  await changerPublic(ctx, id, ouvert);
  await journaliser(ctx, 'sondage_public', id, { nom: s.titre, ouvert });
  await prevenir(ctx, 'agenda');
  return ok(id);
}

/** Somebody from outside takes a place among those asked; with an address, their link also leaves by mail. */
export async function rejoindreSondage(ctx: Contexte, v: { readonly id: SondageId; readonly nom: string; readonly courriel: string | null }, depuis: Depuis): Promise<Result<{ readonly participantId: ParticipantId; readonly clotureLe: Date }, RefusAgenda>> {
  await verrouiller(ctx, v.id);
  const s = await chargerSondage(ctx, v.id);
  if (!s) return refuser({ code: 'sondage_inconnu' });
  if (!(await sondagePublic(ctx, v.id))) return refuser({ code: 'lien_ferme' });
  if (!prendReponses(s, ctx.maintenant)) return refuser({ code: 'sondage_ferme', statut: s.statut === 'ouverte' ? 'close' : s.statut });
  if (s.participants.filter((p) => p.personneId === null).length >= EXTERIEURS_MAX) return refuser({ code: 'trop_de_monde' });
  const participantId = await ajouterParticipant(ctx, s, v);
  if (v.courriel !== null) await posterSondage({ ...ctx, qui: { ...ctx.qui, nom: depuis.cpts } }, { genre: 'ouverture', titre: s.titre, dates: s.dates, clotureLe: s.clotureLe, a: [{ id: participantId, personneId: null, nom: v.nom, courriel: v.courriel }] }, depuis);
  await prevenir(ctx, 'agenda');
  return ok({ participantId, clotureLe: s.clotureLe });
}
