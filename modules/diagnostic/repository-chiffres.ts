import type { Jour } from '#core/jour.ts';
import type { Contexte } from '#server/contexte.ts';
import { type Contenu, ImportChiffres, ImportId, type OrigineImport, RolesGardes, type StatutImport } from './model-chiffres.ts';
import type { RoleColonne, ValeurImportee } from './moteur/import-chiffres.ts';

export type Depot = { readonly fichier: string; readonly empreinte: string; readonly origine: OrigineImport; readonly precision: string | undefined; readonly seuil: number; readonly situation: Jour; readonly contenu: Contenu; readonly colonnes: readonly RoleColonne[] };

export async function deposer({ tx, cpts, qui, maintenant }: Contexte, d: Depot): Promise<ImportId> {
  const { id } = await tx.insertInto('imports_chiffres').values({
    cpts_id: cpts, statut: 'deposee', fichier: d.fichier, empreinte: d.empreinte, origine: d.origine, precision: d.precision ?? null, seuil: d.seuil, situation: d.situation,
    contenu: JSON.stringify(d.contenu), colonnes: JSON.stringify(d.colonnes), depose_le: maintenant, depose_par: qui.personneId, importe_le: null, importe_par: null,
  }).returning('id').executeTakeFirstOrThrow();
  return ImportId.parse(id);
}

/** One import, locked until the end of the transaction. */
export async function chargerImport({ tx, cpts }: Contexte, id: ImportId): Promise<ImportChiffres | undefined> {
  const r = await tx.selectFrom('imports_chiffres').selectAll().where('cpts_id', '=', cpts).where('id', '=', id).forUpdate().executeTakeFirst();
  return r && ImportChiffres.parse({
    id: r.id, statut: r.statut, fichier: r.fichier, empreinte: r.empreinte, origine: r.origine, seuil: r.seuil, situation: r.situation, deposeLe: r.depose_le,
    ...(r.precision !== null && { precision: r.precision }), ...(r.importe_le !== null && { importeLe: r.importe_le }), ...(r.colonnes !== null && { colonnes: r.colonnes }), ...(r.contenu !== null && { contenu: r.contenu }),
  });
}

export async function affecter({ tx, cpts }: Contexte, id: ImportId, { contenu, colonnes }: { readonly contenu: Contenu; readonly colonnes: readonly RoleColonne[] }): Promise<void> {
  await tx.updateTable('imports_chiffres').set({ contenu: JSON.stringify(contenu), colonnes: JSON.stringify(colonnes) }).where('cpts_id', '=', cpts).where('id', '=', id).execute();
}

/** The status alone; the sheet goes with the deposit. */
export async function changerStatut({ tx, cpts, qui, maintenant }: Contexte, id: ImportId, statut: StatutImport): Promise<void> {
  await tx.updateTable('imports_chiffres').set({ statut, contenu: null, ...(statut === 'importee' && { importe_le: maintenant, importe_par: qui.personneId }) }).where('cpts_id', '=', cpts).where('id', '=', id).execute();
}

export async function changerSeuil({ tx, cpts }: Contexte, id: ImportId, seuil: number): Promise<void> {
  await tx.updateTable('imports_chiffres').set({ seuil }).where('cpts_id', '=', cpts).where('id', '=', id).execute();
}

const PAR_ENVOI = 500;

export async function ecrireChiffres({ tx, cpts }: Contexte, id: ImportId, valeurs: readonly ValeurImportee[]): Promise<void> {
  for (let i = 0; i < valeurs.length; i += PAR_ENVOI) {
    await tx.insertInto('chiffres_importes').values(valeurs.slice(i, i + PAR_ENVOI).map((v) => ({ cpts_id: cpts, import_id: id, indicateur: v.indicateur, zone: v.zone, valeur: v.valeur ?? null, masque: v.valeur === undefined }))).execute();
  }
}

/** Is a file with these bytes already imported, from this origin and for this day? */
export const dejaImporte = async ({ tx, cpts }: Contexte, { empreinte, origine, situation }: Pick<Depot, 'empreinte' | 'origine' | 'situation'>): Promise<boolean> =>
  (await tx.selectFrom('imports_chiffres').select('id').where('cpts_id', '=', cpts).where('empreinte', '=', empreinte).where('origine', '=', origine).where('situation', '=', situation).where('statut', '=', 'importee').executeTakeFirst()) !== undefined;

/** The roles that the CPTS gave to columns with these titles. */
export async function correspondance({ tx, cpts }: Contexte, signature: string): Promise<readonly RoleColonne[] | undefined> {
  const r = await tx.selectFrom('correspondances_colonnes').select('colonnes').where('cpts_id', '=', cpts).where('signature', '=', signature).executeTakeFirst();
  return r && RolesGardes.parse(r.colonnes);
}

export async function retenirCorrespondance({ tx, cpts, maintenant }: Contexte, signature: string, colonnes: readonly RoleColonne[]): Promise<void> {
  const valeurs = { colonnes: JSON.stringify(colonnes), retenue_le: maintenant };
  await tx.insertInto('correspondances_colonnes').values({ cpts_id: cpts, signature, ...valeurs }).onConflict((c) => c.columns(['cpts_id', 'signature']).doUpdateSet(valeurs)).execute();
}
