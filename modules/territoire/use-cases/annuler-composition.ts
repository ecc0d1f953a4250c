import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { Territoire } from '../model.ts';
import { peutComposerTerritoire } from '../permissions.ts';
import * as territoires from '../repository.ts';

export type Annulation = {
  /** The current version, as the person saw it. */
  readonly version: number;
  /** The version to take back; the one before by default. */
  readonly reprendre?: number;
};

export type RefusAnnulation = { readonly code: 'role_insuffisant' } | { readonly code: 'rien_a_annuler' } | { readonly code: 'version_inconnue'; readonly version: number } | { readonly code: 'territoire_modifie'; readonly actuel: Territoire };

/** Takes back an earlier perimeter as a new version: nothing is erased, and an undo can be undone. */
export async function annulerComposition(ctx: Contexte, { version, reprendre = version - 1 }: Annulation): Promise<Result<{ version: number; reprise: number }, RefusAnnulation>> {
  if (!peutComposerTerritoire(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  await territoires.verrouiller(ctx);
  const actuel = await territoires.charger(ctx);
  if (!actuel) return refuser({ code: 'rien_a_annuler' });
  if (actuel.version !== version) return refuser({ code: 'territoire_modifie', actuel });
  if (reprendre < 1) return refuser({ code: 'rien_a_annuler' });
  const ancien = await territoires.charger(ctx, reprendre);
  if (!ancien || reprendre === version) return refuser({ code: 'version_inconnue', version: reprendre });

  const id = await territoires.enregistrer(ctx, { version: version + 1, communes: ancien.communes, repriseDe: reprendre, ...(ancien.siege && { siege: ancien.siege }) });
  await journaliser(ctx, 'territoire_repris', id, { version: version + 1, reprise_de: reprendre, communes: ancien.communes.length });
  await prevenir(ctx, 'territoire');
  return ok({ version: version + 1, reprise: reprendre });
}
