import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { RefusFinances } from '../model.ts';
import { peutTenirFinances } from '../permissions.ts';
import { completer } from '../moteur/journal.ts';
import { journalCalcule } from '../queries-comptes.ts';
import { figer, lireFigees } from '../repository-comptes.ts';
import { aTraiter, effacerCloture, exerciceClos, noterCloture, verrouillerExercice } from '../repository.ts';
import { anneeDe } from '../rules.ts';

/**
 * Freezes the journal of the year, entry by entry, numbered without a hole. A year that had been opened again receives what changed since,
 * as reversals and new entries: what was validated stays.
 */
async function figerJournal(ctx: Contexte, annee: number): Promise<number> {
  const figees = await lireFigees(ctx, annee);
  const nouvelles = completer(figees.map(({ numero: _n, valideeLe: _v, ...e }) => e), await journalCalcule(ctx, annee));
  await figer(ctx, annee, figees.length + 1, nouvelles);
  return nouvelles.length;
}

/** A year that is over and has nothing left to decide: from then on it only gets paid. */
export async function cloreExercice(ctx: Contexte, annee: number): Promise<Result<true, RefusFinances>> {
  if (!peutTenirFinances(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (annee >= anneeDe(ctx.aujourdhui)) return refuser({ code: 'exercice_en_cours', annee });
  await verrouillerExercice(ctx, annee);
  if (await exerciceClos(ctx, annee)) return refuser({ code: 'exercice_clos', annee });
  const reste = await aTraiter(ctx, annee);
  if (reste > 0) return refuser({ code: 'exercice_a_traiter', annee, reste });
  const ecritures = await figerJournal(ctx, annee);
  await noterCloture(ctx, annee);
  await journaliser(ctx, 'exercice_clos', null, { annee, ecritures });
  await prevenir(ctx, 'finances');
  return ok(true);
}

export async function rouvrirExercice(ctx: Contexte, annee: number): Promise<Result<true, RefusFinances>> {
  if (!peutTenirFinances(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (!(await exerciceClos(ctx, annee))) return refuser({ code: 'exercice_inconnu' });
  await effacerCloture(ctx, annee);
  await journaliser(ctx, 'exercice_rouvert', null, { annee });
  await prevenir(ctx, 'finances');
  return ok(true);
}
