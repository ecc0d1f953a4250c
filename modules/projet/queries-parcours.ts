import type { ActionDuJour, Horloge } from '#core/aujourdhui.ts';
import type { Jour } from '#core/jour.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import type { Depot, DepotId, Dossier, MissionSuivie } from './model-parcours.ts';
import { peutVoirParcours } from './permissions.ts';
import { chargerDepots, chargerDossier } from './repository-parcours.ts';
import { contratSigneLe } from './moteur/parcours.ts';
import { chosesDe, horlogesDuJour } from './moteur/vue-parcours.ts';

export const lireDossier = (ctx: Contexte): Promise<Dossier | undefined> => chargerDossier(ctx);
export const listerDepots = (ctx: Contexte): Promise<readonly Depot[]> => chargerDepots(ctx);
export const lireDepot = async (ctx: Contexte, id: DepotId): Promise<Depot | undefined> => (await chargerDepots(ctx, id))[0];

/** The contract of the CPTS: the day it was first signed, and what is known of each mission since. Undefined while there is none, or no more. */
export async function contratSigne(ctx: Contexte): Promise<{ readonly signeLe: Jour; readonly missions: readonly MissionSuivie[] } | undefined> {
  const dossier = await chargerDossier(ctx);
  const signeLe = dossier && contratSigneLe(dossier);
  return dossier && signeLe !== undefined ? { signeLe, missions: dossier.missions } : undefined;
}

/** What the journey asks today of the person who reads. */
export async function chosesDuParcours(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  if (!peutVoirParcours(ctx.qui)) return [];
  const dossier = await chargerDossier(ctx);
  return dossier ? chosesDe(dossier, ctx.qui, ctx.base, ctx.aujourdhui) : [];
}

/** The clocks that run, for the three parties. */
export async function horlogesDuParcours(ctx: ContextePage): Promise<readonly Horloge[]> {
  if (!peutVoirParcours(ctx.qui)) return [];
  const dossier = await chargerDossier(ctx);
  return dossier ? horlogesDuJour(dossier, ctx.aujourdhui) : [];
}
