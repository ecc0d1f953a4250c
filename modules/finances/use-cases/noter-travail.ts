import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { RefusFinances, Travail } from '../model.ts';
import { peutDeclarerTemps } from '../permissions.ts';
import { ajouterTravail, basculerTravail } from '../repository.ts';

/** Coordination that nobody pays, told by the one who did it: no rate, no cap, no approval. */
export async function noterTravail(ctx: Contexte, t: Omit<Travail, 'id'>): Promise<Result<string, RefusFinances>> {
  if (!peutDeclarerTemps(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (t.jour > ctx.aujourdhui) return refuser({ code: 'jour_futur' });
  if (!Number.isInteger(t.minutes) || t.minutes < 1 || t.minutes > 1440) return refuser({ code: 'duree_impossible' });
  const id = await ajouterTravail(ctx, t);
  await journaliser(ctx, 'travail_note', id, { minutes: t.minutes, metier: t.metier });
  await prevenir(ctx, 'finances');
  return ok(id);
}

/** Takes one's own entry back, or puts it again. */
export async function suivreTravail(ctx: Contexte, id: string, retirer: boolean): Promise<Result<true, RefusFinances>> {
  if (!(await basculerTravail(ctx, id, retirer))) return refuser({ code: 'travail_inconnu' });
  await journaliser(ctx, retirer ? 'travail_retire' : 'travail_remis', id, {});
  await prevenir(ctx, 'finances');
  return ok(true);
}
