import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { deposerFichier } from '#server/fichiers/fichiers.ts';
import { phraseRefusFichier } from '#server/fichiers/genre.ts';
import type { RefusComptes, SaisieFacture } from '../model-comptes.ts';
import { peutSaisirComptes } from '../permissions.ts';
import { lesActions } from '../queries-comptes.ts';
import { creerFacture } from '../repository-comptes.ts';
import { exerciceClos } from '../repository.ts';
import { anneeDe } from '../rules.ts';

/** The action must be there, and under the mission that is said. */
export async function refusDeFiche(ctx: Contexte, fiche: string | undefined, poste: string): Promise<RefusComptes | undefined> {
  if (fiche === undefined) return undefined;
  const action = (await lesActions(ctx)).find((f) => f.id === fiche);
  if (!action) return { code: 'fiche_inconnue' };
  return action.mission === poste ? undefined : { code: 'fiche_autre_mission' };
}

/** An invoice that came, with its paper: typed once, then seen by somebody else. */
export async function saisirFacture(ctx: Contexte, s: SaisieFacture & { readonly fichier?: File | undefined }): Promise<Result<string, RefusComptes>> {
  if (!peutSaisirComptes(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (s.jour > ctx.aujourdhui) return refuser({ code: 'jour_futur' });
  const annee = anneeDe(s.jour);
  if (await exerciceClos(ctx, annee)) return refuser({ code: 'exercice_clos', annee });
  const fiche = await refusDeFiche(ctx, s.fiche, s.poste);
  if (fiche) return refuser(fiche);
  const fichier = s.fichier && (await deposerFichier(ctx, s.fichier));
  if (fichier && !fichier.ok) return refuser({ code: 'fichier_refuse', phrase: phraseRefusFichier(fichier.refus) });
  const id = await creerFacture(ctx, { ...s, fichierId: fichier?.valeur.id ?? null });
  if (!id) return refuser({ code: 'facture_deja_saisie' });
  await journaliser(ctx, 'facture_recue', id, { fournisseur: s.fournisseur, numero: s.numero, centimes: s.montant });
  await prevenir(ctx, 'finances');
  return ok(id);
}
