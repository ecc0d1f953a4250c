import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { ScenarioGarde, ScenarioId, StatutScenario } from '../model.ts';
import { peutDecider, peutModifierScenario } from '../permissions.ts';
import * as depot from '../repository.ts';
import { apresScenario, type GesteScenario } from '../transitions.ts';

export type RefusScenario = { readonly code: 'role_insuffisant' } | { readonly code: 'scenario_inconnu' } | { readonly code: 'geste_impossible'; readonly statut: StatutScenario };

/** Renames a saved scenario. */
export async function renommerScenario(ctx: Contexte, id: ScenarioId, nom: string): Promise<Result<ScenarioGarde, RefusScenario>> {
  const s = await depot.chargerScenario(ctx, id);
  if (!s || s.statut === 'supprimee') return refuser({ code: 'scenario_inconnu' });
  if (!peutModifierScenario(ctx.qui, s)) return refuser({ code: 'role_insuffisant' });
  await depot.changerScenario(ctx, id, { nom });
  await journaliser(ctx, 'scenario_renomme', id, { nom });
  await prevenir(ctx, 'scenarios');
  return ok({ ...s, nom });
}

/** Keeps a scenario for the health project or releases it (those who decide); deletes it or brings it back (also who saved it). */
export async function changerScenario(ctx: Contexte, id: ScenarioId, geste: GesteScenario): Promise<Result<ScenarioGarde, RefusScenario>> {
  const s = await depot.chargerScenario(ctx, id);
  if (!s) return refuser({ code: 'scenario_inconnu' });
  const permis = geste === 'retenir' || geste === 'liberer' ? peutDecider(ctx.qui) : peutModifierScenario(ctx.qui, s);
  if (!permis) return refuser({ code: 'role_insuffisant' });
  const statut = apresScenario(s.statut, geste);
  if (!statut) return refuser({ code: 'geste_impossible', statut: s.statut });
  await depot.changerScenario(ctx, id, { statut });
  await journaliser(ctx, 'scenario_change', id, { statut });
  await prevenir(ctx, 'scenarios');
  return ok({ ...s, statut });
}
