import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { SCENARIOS_AU_PLUS } from '../constants.ts';
import type { ResultatScenario, ScenarioId } from '../model.ts';
import { peutGarderScenario } from '../permissions.ts';
import * as depot from '../repository.ts';

export type RefusGarde = { readonly code: 'role_insuffisant' } | { readonly code: 'trop_de_scenarios'; readonly maximum: number };

/** Saves a what-if under a name, with what it amounts to on the day it is saved. */
export async function garderScenario(ctx: Contexte, scenario: { readonly nom: string; readonly gestes: readonly string[]; readonly resultat: ResultatScenario }): Promise<Result<ScenarioId, RefusGarde>> {
  if (!peutGarderScenario(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if ((await depot.compterScenarios(ctx)) >= SCENARIOS_AU_PLUS) return refuser({ code: 'trop_de_scenarios', maximum: SCENARIOS_AU_PLUS });
  const id = await depot.garderScenario(ctx, scenario);
  await journaliser(ctx, 'scenario_garde', id, { nom: scenario.nom });
  await prevenir(ctx, 'scenarios');
  return ok(id);
}
