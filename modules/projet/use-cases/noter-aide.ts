import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { deposerFichier } from '#server/fichiers/fichiers.ts';
import type { RefusFichier } from '#server/fichiers/genre.ts';
import { type Aide, desordre } from '../moteur/aides.ts';
import { peutNoterAide } from '../permissions.ts';
import { ecrireAide, retirerAide as retirer } from '../repository-echanges.ts';

export type RefusAide = { readonly code: 'role_insuffisant' } | { readonly code: 'jours_en_desordre'; readonly champ: 'accordee_le' | 'versee_le' } | { readonly code: 'changee_entre_temps' } | { readonly code: 'fichier_refuse'; readonly refus: RefusFichier };

type Demande = { readonly aide: Omit<Aide, 'id' | 'version' | 'fichierId'>; readonly fichier?: File | undefined; readonly lue?: { readonly id: string; readonly version: number } | undefined };

/** Notes what was asked, granted and paid, with its paper. The journal keeps no amount: the table does. */
export async function noterAide(ctx: Contexte, { aide, fichier, lue }: Demande): Promise<Result<string, RefusAide>> {
  if (!peutNoterAide(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const champ = desordre(aide);
  if (champ) return refuser({ code: 'jours_en_desordre', champ });
  const depose = fichier && fichier.size > 0 ? await deposerFichier(ctx, fichier) : undefined;
  if (depose && !depose.ok) return refuser({ code: 'fichier_refuse', refus: depose.refus });
  const id = await ecrireAide(ctx, { ...aide, ...(depose?.ok && { fichierId: depose.valeur.id }) }, lue);
  if (id === undefined) return refuser({ code: 'changee_entre_temps' });
  await journaliser(ctx, lue ? 'aide_modifiee' : 'aide_notee', id, { financeur: aide.financeur });
  await prevenir(ctx, 'parcours');
  return ok(id);
}

/** Takes an aid away; `retiree` false brings it back. Nothing is erased. */
export async function retirerAide(ctx: Contexte, id: string, retiree: boolean): Promise<Result<true, { readonly code: 'role_insuffisant' | 'aide_inconnue' }>> {
  if (!peutNoterAide(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (!(await retirer(ctx, id, retiree))) return refuser({ code: 'aide_inconnue' });
  await journaliser(ctx, retiree ? 'aide_retiree' : 'aide_retablie', id);
  await prevenir(ctx, 'parcours');
  return ok(true);
}
