import { randomUUID } from 'node:crypto';
import { ok, refuser, type Result } from '#core/result.ts';
import type { PersonneId } from '#core/tenancy.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { GroupeId, RefusAgenda, ReunionId, RoleInvite } from '../model.ts';
import { peutOrganiser } from '../permissions.ts';
import { chargerReunion, creerReunion } from '../repository-reunions.ts';
import { posterReunion } from './poster-reunion.ts';
import type { DepuisReunion } from './retenir-date.ts';

export type ReunionAFixer = {
  readonly titre: string; readonly debut: Date; readonly minutes: number; readonly lieu: string; readonly lienVisio: string; readonly groupeId: GroupeId | null;
  readonly invites: readonly { readonly personneId: PersonneId | null; readonly nom: string; readonly courriel: string | null; readonly role: RoleInvite }[];
};

/** A date good enough to be kept at once: no poll, everyone is invited and says whether they come. */
export async function fixerReunion(ctx: Contexte, f: ReunionAFixer, depuis: DepuisReunion): Promise<Result<ReunionId, RefusAgenda>> {
  if (!peutOrganiser(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (f.debut <= ctx.maintenant) return refuser({ code: 'date_passee' });
  if (f.invites.length === 0) return refuser({ code: 'aucun_participant' });
  const id = await creerReunion(ctx, {
    titre: f.titre, debut: f.debut, fin: new Date(f.debut.getTime() + f.minutes * 60_000), lieu: f.lieu, lienVisio: f.lienVisio, groupeId: f.groupeId, sondageId: null, uid: `${randomUUID()}@${new URL(depuis.url).hostname}`,
    invites: f.invites.map((i) => ({ ...i, reponse: 'attendue' })),
  });
  const reunion = await chargerReunion(ctx, id);
  if (reunion) await posterReunion(ctx, reunion, { genre: 'invitation' }, depuis);
  await journaliser(ctx, 'reunion_fixee', id, { nom: f.titre });
  await prevenir(ctx, 'agenda');
  return ok(id);
}
