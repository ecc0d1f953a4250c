import { createHash } from 'node:crypto';
import type { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import { rangDesTitres } from '#modules/diagnostic/moteur/import-chiffres.ts';
import type { Contexte } from '#server/contexte.ts';
import { ouvrirTableur } from '#server/documents/ouvrir-tableur.ts';
import type { RefusValeur } from '../labels-valeurs.ts';
import type { ImportId, ImportReleves } from '../model-valeurs.ts';
import { aRetenir, type Ligne, lireRangees, titresDuContenu } from '../moteur/import-releves.ts';
import { peutRedigerDialogue } from '../permissions.ts';
import { lireDossierDeDialogue } from '../queries.ts';
import { lignesAImporter, lireImport, signatureDuContenu } from '../queries-valeurs.ts';
import * as valeurs from '../repository-valeurs.ts';
import type { NoterValeur } from './compter-valeur.ts';

type Fichier = { readonly nom: string; readonly octets: Buffer; readonly annee: number; readonly le: Jour; readonly source: string };

/** Reads a spreadsheet and keeps it aside, to be read over. Nothing is noted yet. */
export async function deposerTableur(ctx: Contexte, f: Fichier): Promise<Result<ImportId, RefusValeur>> {
  if (!peutRedigerDialogue(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (f.le > ctx.aujourdhui) return refuser({ code: 'jour_a_venir' });
  const d = await lireDossierDeDialogue(ctx, f.annee);
  if (!d) return refuser({ code: 'contrat_absent' });
  const lu = ouvrirTableur(f.octets);
  if (!lu.ok) return lu;
  const contenu = { feuille: lu.valeur.feuille, rang: rangDesTitres(lu.valeur), lignes: lu.valeur.lignes.map((l) => [...l]) };
  return ok(await valeurs.deposer(ctx, { contrat: d.contrat, annee: d.annee, fichier: f.nom.slice(0, 200), empreinte: createHash('sha256').update(f.octets).digest('hex'), le: f.le, source: f.source, contenu }));
}

export type Colonnes = { readonly libelle: number; readonly valeur: number };

async function ouvert(ctx: Contexte, id: ImportId): Promise<Result<{ readonly i: ImportReleves; readonly lignes: readonly Ligne[] }, RefusValeur>> {
  if (!peutRedigerDialogue(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const i = await lireImport(ctx, id);
  if (!i) return refuser({ code: 'import_inconnu' });
  if (i.statut !== 'deposee') return refuser({ code: 'deja_fait' });
  const d = await lireDossierDeDialogue(ctx, i.annee);
  return d ? ok({ i, lignes: lignesAImporter(d.etat) }) : refuser({ code: 'contrat_absent' });
}

/** Notes the values of the rows that were given a line, and remembers what each row is for the next file with the same titles. */
export async function importerReleves(ctx: Contexte, id: ImportId, { colonnes, choix, noter }: { readonly colonnes: Colonnes; readonly choix: ReadonlyMap<number, string>; readonly noter: NoterValeur }): Promise<Result<{ readonly notees: number; readonly rejets: number }, RefusValeur>> {
  const o = await ouvert(ctx, id);
  if (!o.ok) return o;
  const { i, lignes } = o.valeur;
  const { contenu } = i;
  if (!contenu || colonnes.libelle === colonnes.valeur || Math.max(colonnes.libelle, colonnes.valeur) >= titresDuContenu(contenu).length) return refuser({ code: 'colonnes_absentes' });
  const rangees = lireRangees(contenu, { colonnes, lignes, choix });
  const choisies = rangees.filter((r) => r.ligne !== '');
  for (const [k, r] of choisies.entries()) {
    const ligne = lignes.find((l) => l.id === r.ligne);
    if (!ligne) return refuser({ code: 'ligne_inconnue' });
    if (choisies.findIndex((x) => x.ligne === r.ligne) !== k) return refuser({ code: 'ligne_double', libelle: ligne.libelle });
  }
  const lues = choisies.flatMap((r) => (r.valeur === undefined ? [] : [{ ligne: r.ligne, valeur: r.valeur }]));
  if (lues.length === 0) return refuser({ code: 'aucune_valeur' });
  for (const { ligne, valeur } of lues) {
    const issue = await noter(ctx, ligne, { le: i.le, nombre: valeur, vrai: undefined, source: `${i.source}, ${i.fichier}`.slice(0, 200) }, { origine: 'importee', formule: undefined });
    if (!issue.ok) return refuser({ code: 'refus_du_contrat', raison: issue.refus.code });
  }
  if (!(await valeurs.clore(ctx, id, { statut: 'importee', valeurs: lues.length }))) return refuser({ code: 'deja_fait' });
  await valeurs.retenirCorrespondance(ctx, signatureDuContenu(contenu), aRetenir(rangees, lignes, colonnes));
  await journaliser(ctx, 'releves_importes', id, { fichier: i.fichier, valeurs: lues.length });
  await prevenir(ctx, 'dialogue');
  return ok({ notees: lues.length, rejets: choisies.length - lues.length });
}

export async function abandonnerImport(ctx: Contexte, id: ImportId): Promise<Result<void, RefusValeur>> {
  if (!peutRedigerDialogue(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (!(await valeurs.clore(ctx, id, { statut: 'abandonnee', valeurs: null }))) return refuser({ code: 'deja_fait' });
  await prevenir(ctx, 'dialogue');
  return ok(undefined);
}
