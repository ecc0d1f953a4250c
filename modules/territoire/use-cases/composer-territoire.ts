import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { Commune, Paquet, Territoire } from '../model.ts';
import { peutComposerTerritoire } from '../permissions.ts';
import * as territoires from '../repository.ts';
import { lireCommunes, type RefusTerritoire, resumer } from '../rules.ts';

export type Composition = {
  readonly codes: readonly string[];
  readonly siege?: string;
  /** The version the person started from; 0 when there was none. */
  readonly version: number;
};

export type RefusComposition =
  | RefusTerritoire
  | { readonly code: 'role_insuffisant' }
  | { readonly code: 'siege_refuse'; readonly refus: RefusTerritoire }
  | { readonly code: 'territoire_modifie'; readonly actuel: Territoire };

export type TerritoireCompose = { readonly version: number; readonly communes: readonly Commune[]; readonly inchange: boolean };

const memes = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && new Set([...a, ...b]).size === a.length;

/** Saves the perimeter as a new version, unless somebody saved another one meanwhile. */
export async function composerTerritoire(ctx: Contexte, paquet: Paquet, demande: Composition): Promise<Result<TerritoireCompose, RefusComposition>> {
  if (!peutComposerTerritoire(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const lues = lireCommunes(paquet, demande.codes);
  if (!lues.ok) return lues;
  const siege = demande.siege ? lireCommunes(paquet, [demande.siege]) : undefined;
  if (siege && !siege.ok) return refuser({ code: 'siege_refuse', refus: siege.refus });

  await territoires.verrouiller(ctx);
  const actuel = await territoires.charger(ctx);
  if ((actuel?.version ?? 0) !== demande.version && actuel) return refuser({ code: 'territoire_modifie', actuel });
  const codes = lues.valeur.map((c) => c.code);
  const codeSiege = siege?.valeur[0]?.code;
  if (actuel && memes(actuel.communes, codes) && actuel.siege === codeSiege) return ok({ version: actuel.version, communes: lues.valeur, inchange: true });

  const version = (actuel?.version ?? 0) + 1;
  const id = await territoires.enregistrer(ctx, { version, communes: codes, ...(codeSiege && { siege: codeSiege }) });
  const avant = new Set<string>(actuel?.communes);
  const apres = new Set<string>(codes);
  await journaliser(ctx, 'territoire_compose', id, {
    version, siege: codeSiege ?? null, communes: codes.length, population: resumer(paquet, { communes: lues.valeur }).population,
    ajoutees: codes.filter((c) => !avant.has(c)), retirees: [...avant].filter((c) => !apres.has(c)),
  });
  await prevenir(ctx, 'territoire');
  return ok({ version, communes: lues.valeur, inchange: false });
}
