import type { Contexte } from '#server/contexte.ts';
import type { GroupeId } from '../model.ts';
import { nomDuGroupe } from '../queries.ts';
import { creerFlux, mesFlux, oublierCalendrier, revoquerFlux } from '../repository-calendriers.ts';

const FLUX_MAX = 10;

/** A new feed, of everything that concerns the person or of one group; false beyond ten, or for a group that does not exist. */
export async function donnerFlux(ctx: Contexte, groupeId: GroupeId | null): Promise<boolean> {
  if ((await mesFlux(ctx)).length >= FLUX_MAX) return false;
  if (groupeId !== null && (await nomDuGroupe(ctx, groupeId)) === undefined) return false;
  await creerFlux(ctx, groupeId);
  return true;
}

export const retirerFlux = (ctx: Contexte): Promise<void> => revoquerFlux(ctx);
export const oublier = (ctx: Contexte, id: string | undefined): Promise<boolean> => (id === undefined ? Promise.resolve(false) : oublierCalendrier(ctx, id));
