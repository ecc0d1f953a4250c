import { jourDans } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import type { PersonneId } from '#core/tenancy.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { Declaration, RefusFinances } from '../model.ts';
import { peutDeclarerTemps } from '../permissions.ts';
import { chargerTaux, creerTemps, engageDe, exerciceClos, plafondEn, professionDe, verrouillerPlafond } from '../repository.ts';
import { anneeDe, engager, titreDeLaPresence } from '../rules.ts';

/** What meetings to come would pay the reader, each as if it were the only one: said before they say yes. Nothing is locked nor written. */
export async function estimerReunions<T extends { readonly groupe: string | null; readonly debut: Date; readonly fin: Date }>(ctx: Contexte, reunions: readonly T[]): Promise<readonly (T & { readonly minutes: number; readonly estimation: ReturnType<typeof engager> })[]> {
  const estimees = [];
  for (const r of reunions) {
    const minutes = Math.min(1440, Math.round((r.fin.getTime() - r.debut.getTime()) / 60_000));
    estimees.push({ ...r, minutes, estimation: await estimer(ctx, ctx.qui.personneId, { ...titreDeLaPresence(r.groupe), jour: jourDans(r.debut, ctx.fuseau), minutes }, false) });
  }
  return estimees;
}

/** The value of a time for a person, with the cap of its year held until the end of the transaction. */
export async function estimer(ctx: Contexte, personneId: PersonneId, d: Pick<Declaration, 'nature' | 'mission' | 'jour' | 'minutes'>, verrouiller: boolean): Promise<ReturnType<typeof engager>> {
  const annee = anneeDe(d.jour);
  if (verrouiller) await verrouillerPlafond(ctx, personneId, annee);
  return engager({ ...d, profession: await professionDe(ctx, personneId) }, { taux: await chargerTaux(ctx), engage: await engageDe(ctx, personneId, annee), clos: await exerciceClos(ctx, annee), plafond: await plafondEn(ctx, annee) });
}

/** The person's own word: promised at once if it fits under the cap, and waiting for somebody else's approval. */
export async function declarerTemps(ctx: Contexte, d: Declaration): Promise<Result<{ readonly id: string; readonly centimes: number }, RefusFinances>> {
  if (!peutDeclarerTemps(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (d.jour > ctx.aujourdhui) return refuser({ code: 'jour_futur' });
  const decision = await estimer(ctx, ctx.qui.personneId, d, true);
  if (!decision.ok) return decision;
  const { centimes, taux } = decision.valeur;
  const id = await creerTemps(ctx, { ...d, personneId: ctx.qui.personneId, statut: 'confirmee', centimes, tauxId: taux.id, origine: 'saisie' });
  if (!id) throw new Error('An entry without a key cannot already exist');
  await journaliser(ctx, 'temps_declare', id, { minutes: d.minutes, centimes });
  await prevenir(ctx, 'finances');
  return ok({ id, centimes });
}
