import { jourDans } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir, publier } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { type GesteReunion, type PresenceConstatee, type RefusAgenda, type Reunion, type ReunionId } from '../model.ts';
import { peutApprouver, peutOrganiser } from '../permissions.ts';
import { nomDuGroupe } from '../queries.ts';
import { avancerReunion, chargerReunion, moyensDePresence, verrouillerReunion } from '../repository-reunions.ts';
import { apresGesteReunion, minutesDe } from '../rules-reunions.ts';
import { posterRattrapage, posterReunion } from './poster-reunion.ts';
import type { DepuisReunion } from './retenir-date.ts';

/** Tells each presence once: who, which meeting, how long. Another module proposes a time entry or keeps the evidence. */
async function publierPresences(ctx: Contexte, r: Reunion): Promise<void> {
  const groupe = r.groupeId === null ? null : ((await nomDuGroupe(ctx, r.groupeId)) ?? null);
  for (const { personneId, moyen } of await moyensDePresence(ctx, r.id)) {
    const charge: PresenceConstatee = { cle: `${r.id}:${personneId}`, reunion_id: r.id, titre: r.titre, groupe, personne_id: personneId, jour: jourDans(r.debut, ctx.fuseau), minutes: minutesDe(r), moyen };
    await publier(ctx, 'presence_constatee', charge);
  }
}

/** Calling off and putting back both bear a greater SEQUENCE: the last letter read wins in each calendar. @source RFC 5546 §2.1.4 */
const NOUVELLE_SEQUENCE: Readonly<Record<GesteReunion, boolean>> = { annuler: true, retablir: true, tenir: false, approuver: false };

/** Declares a meeting held, approves its minutes, calls it off, or puts it back. */
export async function tenirReunion(ctx: Contexte, { id, geste }: { readonly id: ReunionId; readonly geste: GesteReunion }, depuis: DepuisReunion): Promise<Result<Reunion, RefusAgenda>> {
  if (!(geste === 'approuver' ? peutApprouver(ctx.qui) : peutOrganiser(ctx.qui))) return refuser({ code: 'role_insuffisant' });
  await verrouillerReunion(ctx, id);
  const r = await chargerReunion(ctx, id);
  if (!r) return refuser({ code: 'reunion_inconnue' });
  const suite = apresGesteReunion(r.statut, geste);
  if (!suite.ok) return suite;
  if (geste === 'retablir' && r.debut <= ctx.maintenant) return refuser({ code: 'date_passee' });
  const sequence = NOUVELLE_SEQUENCE[geste] ? r.sequence + 1 : r.sequence;
  await avancerReunion(ctx, id, { statut: suite.valeur, sequence, ...(geste === 'approuver' ? { approuvee: { le: ctx.maintenant, par: ctx.qui.personneId } } : {}) });
  const apres: Reunion = { ...r, statut: suite.valeur, sequence };
  if (geste === 'annuler') await posterReunion(ctx, apres, { genre: 'annulation' }, depuis);
  if (geste === 'retablir') await posterReunion(ctx, apres, { genre: 'retablissement' }, depuis);
  // From the approval on, presence cannot change: that is when it is told, and when the absent may read.
  if (geste === 'approuver') {
    await publierPresences(ctx, apres);
    await posterRattrapage(ctx, apres, depuis);
  }
  await journaliser(ctx, 'reunion_changee', id, { statut: suite.valeur, nom: r.titre });
  await prevenir(ctx, 'agenda');
  return ok(apres);
}
