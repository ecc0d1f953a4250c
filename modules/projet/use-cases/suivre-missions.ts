import { refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { Jour } from '#core/jour.ts';
import type { MissionSocle } from '../constants.ts';
import type { Reglages } from '../model-parcours.ts';
import { peutMenerParcours } from '../permissions.ts';
import * as dossiers from '../repository-parcours.ts';
import { deciderMission, type RefusMission } from '../moteur/parcours.ts';
import { dossierDuJour } from './franchir-pas.ts';

type Suivi = { readonly mission: MissionSocle; readonly demarreeLe?: Jour | undefined; readonly deployeeLe?: Jour | undefined };

/** Notes when a mission started, and when it was fully deployed: its clocks stop there. */
export async function suivreMissions(ctx: Contexte, m: Suivi): Promise<Result<true, RefusMission | { readonly code: 'parcours_absent' }>> {
  if (!peutMenerParcours(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const dossier = await dossierDuJour(ctx);
  if (!dossier) return refuser({ code: 'parcours_absent' });
  const decision = deciderMission(dossier, m, ctx.aujourdhui);
  if (!decision.ok) return decision;
  await dossiers.enregistrerMission(ctx, m);
  await journaliser(ctx, 'parcours_mission_suivie', null, { mission: m.mission, ...(m.demarreeLe && { demarreeLe: m.demarreeLe }), ...(m.deployeeLe && { deployeeLe: m.deployeeLe }) });
  await prevenir(ctx, 'parcours');
  return decision;
}

/** How deadlines that fall on a day not worked are counted here, and whose bank holidays. */
export async function reglerDelais(ctx: Contexte, reglages: Reglages): Promise<Result<true, { readonly code: 'role_insuffisant' | 'parcours_absent' }>> {
  if (!peutMenerParcours(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (!(await dossierDuJour(ctx))) return refuser({ code: 'parcours_absent' });
  await dossiers.enregistrerReglages(ctx, reglages);
  await journaliser(ctx, 'parcours_delais_regles', null, reglages);
  await prevenir(ctx, 'parcours');
  return { ok: true, valeur: true };
}
