import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { RefusAgenda, Reunion, ReunionId } from '../model.ts';
import { peutOrganiser } from '../permissions.ts';
import { avancerReunion, chargerReunion, noterDeplacement, oublierReponses, verrouillerReunion } from '../repository-reunions.ts';
import { minutesDe } from '../rules-reunions.ts';
import { posterReunion } from './poster-reunion.ts';
import type { DepuisReunion } from './retenir-date.ts';

export type NouvelleDate = { readonly id: ReunionId; readonly debut: Date; readonly minutes: number; readonly lieu: string; readonly lienVisio: string; readonly motif: string };

/**
 * Gives a planned meeting another date, another place, or both. A new date asks everybody again; another room does not. The update that
 * leaves bears a greater SEQUENCE, so that calendars replace what they had. @source RFC 5546 §2.1.4
 */
export async function deplacerReunion(ctx: Contexte, n: NouvelleDate, depuis: DepuisReunion): Promise<Result<Reunion, RefusAgenda>> {
  if (!peutOrganiser(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  await verrouillerReunion(ctx, n.id);
  const r = await chargerReunion(ctx, n.id);
  if (!r) return refuser({ code: 'reunion_inconnue' });
  if (r.statut !== 'prevue') return refuser({ code: 'geste_impossible', statut: r.statut });
  if (n.debut <= ctx.maintenant) return refuser({ code: 'date_passee' });
  const autreDate = n.debut.getTime() !== r.debut.getTime() || n.minutes !== minutesDe(r);
  if (!autreDate && n.lieu === r.lieu && n.lienVisio === r.lienVisio) return refuser({ code: 'date_inchangee' });
  const ou = { debut: n.debut, fin: new Date(n.debut.getTime() + n.minutes * 60_000), lieu: n.lieu, lienVisio: n.lienVisio };
  await avancerReunion(ctx, n.id, { sequence: r.sequence + 1, ou });
  if (autreDate) {
    await noterDeplacement(ctx, n.id, { debut: r.debut, fin: r.fin, motif: n.motif });
    await oublierReponses(ctx, n.id);
  }
  const apres = await chargerReunion(ctx, n.id);
  if (apres) await posterReunion(ctx, apres, { genre: 'changement', motif: n.motif, ...(autreDate ? { avant: r.debut } : {}) }, depuis);
  await journaliser(ctx, 'reunion_deplacee', n.id, { nom: r.titre, motif: n.motif });
  await prevenir(ctx, 'agenda');
  return ok(apres ?? r);
}
