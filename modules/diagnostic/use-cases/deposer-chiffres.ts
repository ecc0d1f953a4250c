import { createHash } from 'node:crypto';
import type { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import type { Contexte } from '#server/contexte.ts';
import type { ImportId, OrigineImport } from '../model-chiffres.ts';
import { proposerRoles, rangDesTitres, signatureDe, titresDe } from '../moteur/import-chiffres.ts';
import type { RefusTableur } from '../moteur/tableur.ts';
import { peutImporterChiffres } from '../permissions.ts';
import * as depot from '../repository-chiffres.ts';
import { seuilDe } from '../rules.ts';
import { ouvrirTableur } from '#server/documents/ouvrir-tableur.ts';

export type RefusDepot = RefusTableur | { readonly code: 'role_insuffisant' } | { readonly code: 'deja_importe' } | { readonly code: 'situation_future' };
export type FichierDepose = { readonly nom: string; readonly octets: Buffer; readonly origine: OrigineImport; readonly precision: string | undefined; readonly situation: Jour; readonly seuil: number | undefined };

export const empreinteDe = (contenu: Buffer | string): string => createHash('sha256').update(contenu).digest('hex');

/** Reads a spreadsheet and keeps it aside, with the roles of its columns: those of the last file with the same titles, else a guess. Nothing is imported yet. */
export async function deposerChiffres(ctx: Contexte, f: FichierDepose): Promise<Result<ImportId, RefusDepot>> {
  if (!peutImporterChiffres(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (f.situation > ctx.aujourdhui) return refuser({ code: 'situation_future' });
  const empreinte = empreinteDe(f.octets);
  if (await depot.dejaImporte(ctx, { empreinte, origine: f.origine, situation: f.situation })) return refuser({ code: 'deja_importe' });
  const lu = ouvrirTableur(f.octets);
  if (!lu.ok) return lu;
  const rang = rangDesTitres(lu.valeur);
  const titres = titresDe(lu.valeur, rang);
  const connue = await depot.correspondance(ctx, empreinteDe(signatureDe(titres)));
  return ok(await depot.deposer(ctx, {
    fichier: f.nom.slice(0, 200), empreinte, origine: f.origine, precision: f.precision, situation: f.situation, seuil: f.seuil ?? seuilDe(f.origine, f.situation).seuil,
    contenu: { feuille: lu.valeur.feuille, autres: [...(lu.valeur.autres ?? [])], rang, lignes: lu.valeur.lignes.map((l) => [...l]) }, colonnes: connue ?? proposerRoles(titres),
  }));
}
