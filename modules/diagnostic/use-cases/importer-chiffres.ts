import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { ImportChiffres, ImportId, StatutImport } from '../model-chiffres.ts';
import { attendUneLigne, defautDesRoles, lireChiffres, type Lieux, type RoleColonne, signatureDe, titresDe } from '../moteur/import-chiffres.ts';
import { peutImporterChiffres } from '../permissions.ts';
import * as depot from '../repository-chiffres.ts';
import { apresImport, type GesteImport } from '../transitions.ts';
import { empreinteDe } from './deposer-chiffres.ts';

export type RefusImport =
  | { readonly code: 'role_insuffisant' }
  | { readonly code: 'import_inconnu' }
  | { readonly code: 'geste_impossible'; readonly statut: StatutImport }
  | { readonly code: 'deja_importe' }
  | { readonly code: 'aucune_valeur' }
  | { readonly code: 'colonnes_changees'; readonly attendues: number }
  | { readonly code: 'ligne_a_choisir'; readonly lignes: readonly number[] }
  | NonNullable<ReturnType<typeof defautDesRoles>>;

async function charger(ctx: Contexte, id: ImportId, geste: GesteImport): Promise<Result<ImportChiffres & { readonly suite: StatutImport }, RefusImport>> {
  if (!peutImporterChiffres(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const i = await depot.chargerImport(ctx, id);
  if (!i) return refuser({ code: 'import_inconnu' });
  const suite = apresImport(i.statut, geste);
  return suite ? ok({ ...i, suite }) : refuser({ code: 'geste_impossible', statut: i.statut });
}

/** Says what each column of a deposit holds and, when none says the place, which row stands for the whole CPTS. */
export async function affecterColonnes(ctx: Contexte, id: ImportId, { roles, ligne }: { readonly roles: readonly RoleColonne[]; readonly ligne: number | undefined }): Promise<Result<undefined, RefusImport>> {
  const i = await charger(ctx, id, 'importer');
  if (!i.ok) return i;
  if (!i.valeur.contenu) return refuser({ code: 'import_inconnu' });
  const { ligne: _, ...contenu } = i.valeur.contenu;
  const attendues = titresDe(contenu, contenu.rang).length;
  if (roles.length !== attendues) return refuser({ code: 'colonnes_changees', attendues });
  const defaut = defautDesRoles(roles);
  if (defaut) return refuser(defaut);
  await depot.affecter(ctx, id, { contenu: { ...contenu, ...(ligne !== undefined && { ligne }) }, colonnes: roles });
  return ok(undefined);
}

/** Writes the figures of a deposit, and remembers the roles of its columns for the next file with the same titles. Rejected rows are left out. */
export async function importerChiffres(ctx: Contexte, id: ImportId, lieux: Lieux): Promise<Result<{ readonly chiffres: number; readonly rejets: number }, RefusImport>> {
  const i = await charger(ctx, id, 'importer');
  if (!i.ok) return i;
  const { contenu, colonnes = [], fichier, seuil } = i.valeur;
  if (!contenu) return refuser({ code: 'import_inconnu' });
  const defaut = defautDesRoles(colonnes);
  if (defaut) return refuser(defaut);
  if (await depot.dejaImporte(ctx, i.valeur)) return refuser({ code: 'deja_importe' });
  const lu = lireChiffres(contenu, { rang: contenu.rang, roles: colonnes, lieux, ligne: contenu.ligne });
  if (attendUneLigne(lu)) return refuser({ code: 'ligne_a_choisir', lignes: lu.sansLieu });
  if (lu.valeurs.length === 0) return refuser({ code: 'aucune_valeur' });
  await depot.ecrireChiffres(ctx, id, lu.valeurs);
  await depot.changerStatut(ctx, id, i.valeur.suite);
  // A file that writes « <11 » knows its own threshold.
  if ((lu.seuilEcrit ?? 0) > seuil) await depot.changerSeuil(ctx, id, lu.seuilEcrit ?? seuil);
  await depot.retenirCorrespondance(ctx, empreinteDe(signatureDe(titresDe(contenu, contenu.rang))), colonnes);
  await journaliser(ctx, 'chiffres_importes', id, { fichier, chiffres: lu.valeurs.length, rejets: lu.rejets.length });
  await prevenir(ctx, 'territoire');
  return ok({ chiffres: lu.valeurs.length, rejets: lu.rejets.length });
}

/** Gives up a deposit; withdraws an import from the diagnosis, or brings it back. */
export async function changerImport(ctx: Contexte, id: ImportId, geste: Exclude<GesteImport, 'importer'>): Promise<Result<ImportChiffres, RefusImport>> {
  const i = await charger(ctx, id, geste);
  if (!i.ok) return i;
  if (geste === 'retablir' && (await depot.dejaImporte(ctx, i.valeur))) return refuser({ code: 'deja_importe' });
  await depot.changerStatut(ctx, id, i.valeur.suite);
  await journaliser(ctx, 'chiffres_change', id, { statut: i.valeur.suite, fichier: i.valeur.fichier });
  await prevenir(ctx, 'territoire');
  return ok(i.valeur);
}
