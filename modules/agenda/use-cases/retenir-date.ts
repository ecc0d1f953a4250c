import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { RefusAgenda, ReunionId, SondageId } from '../model.ts';
import { peutOrganiser } from '../permissions.ts';
import { adressesDuSondage } from '../queries.ts';
import { changerStatut, chargerSondage, verrouiller } from '../repository.ts';
import { chargerReunion, creerReunion } from '../repository-reunions.ts';
import { peutRetenir } from '../rules.ts';
import { reponseDepuisSondage } from '../rules-reunions.ts';
import { posterReunion } from './poster-reunion.ts';
import type { Depuis } from './poster-sondage.ts';

export type DepuisReunion = Depuis & { readonly expediteur: string; /** The mailbox where answers are read, when there is one. */ readonly reponses?: string | undefined; readonly base: string };

/** Keeps one date of a poll: the poll ends, the meeting exists, everyone receives an invitation for their calendar. */
export async function retenirDate(ctx: Contexte, { id, rang }: { readonly id: SondageId; readonly rang: number }, depuis: DepuisReunion): Promise<Result<ReunionId, RefusAgenda>> {
  if (!peutOrganiser(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  await verrouiller(ctx, id);
  const s = await chargerSondage(ctx, id);
  if (!s) return refuser({ code: 'sondage_inconnu' });
  const date = peutRetenir(s, rang);
  if (!date.ok) return date;
  const adresses = new Map((await adressesDuSondage(ctx, id)).map((a) => [a.id, a.courriel]));
  await changerStatut(ctx, id, { statut: 'retenue', dateRetenue: date.valeur });
  const reunionId = await creerReunion(ctx, {
    titre: s.titre, debut: date.valeur, fin: new Date(date.valeur.getTime() + s.dureeMinutes * 60_000), lieu: s.lieu, lienVisio: s.lienVisio, groupeId: s.groupeId, sondageId: s.id, uid: `${s.id}@${new URL(depuis.url).hostname}`,
    invites: s.participants.map((p) => ({ personneId: p.personneId, nom: p.nom, courriel: adresses.get(p.id) ?? null, role: p.role, reponse: reponseDepuisSondage(p, rang) })),
  });
  const reunion = await chargerReunion(ctx, reunionId);
  if (reunion) await posterReunion(ctx, reunion, { genre: 'invitation' }, depuis);
  await journaliser(ctx, 'date_retenue', reunionId, { nom: s.titre });
  await prevenir(ctx, 'agenda');
  return ok(reunionId);
}
