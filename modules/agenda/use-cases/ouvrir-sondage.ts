import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { RefusAgenda, SondageId } from '../model.ts';
import { peutOrganiser } from '../permissions.ts';
import { creerSondage, type NouveauSondage } from '../repository.ts';
import { type Depuis, posterSondage } from './poster-sondage.ts';

/** Opens a poll and writes to each of its people, with a link of their own. */
export async function ouvrirSondage(ctx: Contexte, s: NouveauSondage, depuis: Depuis): Promise<Result<SondageId, RefusAgenda>> {
  if (!peutOrganiser(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (s.dates.length === 0) return refuser({ code: 'aucune_date' });
  if (s.participants.length === 0) return refuser({ code: 'aucun_participant' });
  const dates = [...new Set(s.dates.map((d) => d.getTime()))].sort((a, b) => a - b).map((t) => new Date(t));
  const cree = await creerSondage(ctx, { ...s, dates });
  const a = cree.participants.flatMap((p) => (p.courriel === null ? [] : [{ ...p, courriel: p.courriel }]));
  await posterSondage(ctx, { genre: 'ouverture', titre: s.titre, dates, clotureLe: s.clotureLe, a }, depuis);
  await journaliser(ctx, 'sondage_ouvert', cree.id, { nom: s.titre, dates: dates.length, participants: s.participants.length });
  await prevenir(ctx, 'agenda');
  return ok(cree.id);
}
