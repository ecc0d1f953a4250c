import { type Jour, plusJours } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir, publier } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { RefusAdhesion } from '../model.ts';
import { adhesionDe, chargerAdhesion, chargerReglages, departsEchus, enregistrerAdhesion } from '../repository.ts';
import { deciderGeste } from '../rules.ts';

/** One tap to leave; one may change one's mind until the day given back. */
export async function demanderDepart(ctx: Contexte): Promise<Result<Jour, RefusAdhesion>> {
  const a = await adhesionDe(ctx, ctx.qui.personneId);
  const decision = deciderGeste(a, 'demander_depart', ctx.qui);
  if (!decision.ok) return decision;
  if (!a) return refuser({ code: 'adhesion_inconnue' });
  const finLe = plusJours(ctx.aujourdhui, (await chargerReglages(ctx)).delaiDepartJours);
  await enregistrerAdhesion(ctx, { ...a, statut: decision.valeur, finLe });
  await journaliser(ctx, 'depart_demande', a.id, { finLe });
  await prevenir(ctx, 'adherents');
  return ok(finLe);
}

export async function annulerDepart(ctx: Contexte): Promise<Result<true, RefusAdhesion>> {
  const a = await adhesionDe(ctx, ctx.qui.personneId);
  const decision = deciderGeste(a, 'annuler_depart', ctx.qui);
  if (!decision.ok) return decision;
  if (!a) return refuser({ code: 'adhesion_inconnue' });
  await enregistrerAdhesion(ctx, { ...a, statut: decision.valeur, finLe: null });
  await journaliser(ctx, 'depart_annule', a.id);
  await prevenir(ctx, 'adherents');
  return ok(true);
}

/** Every night: the departures whose day has come. Returns how many. */
export async function constaterDeparts(ctx: Contexte): Promise<number> {
  const ids = await departsEchus(ctx, ctx.aujourdhui);
  for (const id of ids) {
    const a = await chargerAdhesion(ctx, id);
    if (a?.statut !== 'depart_demande') continue;
    await enregistrerAdhesion(ctx, { ...a, statut: 'resiliee', motif: 'demission' });
    if (a.personneId !== null) await publier(ctx, 'adhesion_finie', { personneId: a.personneId });
    await journaliser(ctx, 'adhesion_finie', id, { motif: 'demission' });
  }
  if (ids.length > 0) await prevenir(ctx, 'adherents');
  return ids.length;
}
