import { Jour } from '#core/jour.ts';
import type { Contexte } from '#server/contexte.ts';
import { type Calcul, Contenu, Correspondance, Formule, ImportId, type ImportReleves } from './model-valeurs.ts';

export async function chargerCalculs({ tx, cpts }: Contexte, contrat: string): Promise<readonly Calcul[]> {
  const lignes = await tx.selectFrom('calculs_lignes').select(['indicateur', 'formule', 'parametre']).where('cpts_id', '=', cpts).where('contrat_id', '=', contrat).orderBy('indicateur').execute();
  return lignes.map((l) => ({ indicateur: l.indicateur, formule: Formule.parse(l.formule), parametre: l.parametre }));
}

export async function retenirCalcul({ tx, cpts, qui, maintenant }: Contexte, contrat: string, c: Calcul): Promise<void> {
  const valeurs = { formule: c.formule, parametre: c.parametre, choisi_le: maintenant, choisi_par: qui.personneId };
  await tx.insertInto('calculs_lignes').values({ cpts_id: cpts, contrat_id: contrat, indicateur: c.indicateur, ...valeurs }).onConflict((o) => o.columns(['cpts_id', 'contrat_id', 'indicateur']).doUpdateSet(valeurs)).execute();
}

export async function oublierCalcul({ tx, cpts }: Contexte, contrat: string, indicateur: string): Promise<boolean> {
  return (await tx.deleteFrom('calculs_lignes').where('cpts_id', '=', cpts).where('contrat_id', '=', contrat).where('indicateur', '=', indicateur).returning('indicateur').executeTakeFirst()) !== undefined;
}

export async function deposer({ tx, cpts, qui, maintenant }: Contexte, d: Pick<ImportReleves, 'contrat' | 'annee' | 'fichier' | 'empreinte' | 'le' | 'source'> & { readonly contenu: Contenu }): Promise<ImportId> {
  const { id } = await tx.insertInto('imports_releves').values({ cpts_id: cpts, contrat_id: d.contrat, statut: 'deposee', annee: d.annee, fichier: d.fichier, empreinte: d.empreinte, le: d.le, source: d.source, contenu: JSON.stringify(d.contenu), valeurs: null, depose_le: maintenant, depose_par: qui.personneId }).returning('id').executeTakeFirstOrThrow();
  return ImportId.parse(id);
}

/** Files of values, latest first; one of them by its id. */
export async function chargerImports({ tx, cpts }: Contexte, id?: ImportId): Promise<readonly ImportReleves[]> {
  const lignes = await tx.selectFrom('imports_releves as i').leftJoin('personnes as p', 'p.id', 'i.depose_par').selectAll('i').select('p.nom').where('i.cpts_id', '=', cpts).$if(id !== undefined, (q) => q.where('i.id', '=', id ?? '')).orderBy('i.depose_le', 'desc').orderBy('i.id').limit(20).execute();
  return lignes.map((l) => ({ id: ImportId.parse(l.id), contrat: l.contrat_id, statut: l.statut, annee: l.annee, fichier: l.fichier, empreinte: l.empreinte, le: Jour.parse(l.le), source: l.source, contenu: l.contenu === null ? undefined : Contenu.parse(l.contenu), valeurs: l.valeurs, deposeLe: l.depose_le, deposePar: l.nom ?? undefined }));
}

/** Closes a deposit, once; false when it was closed already. The sheet goes with it. */
export async function clore({ tx, cpts }: Contexte, id: ImportId, { statut, valeurs }: { readonly statut: 'importee' | 'abandonnee'; readonly valeurs: number | null }): Promise<boolean> {
  return (await tx.updateTable('imports_releves').set({ statut, valeurs, contenu: null }).where('cpts_id', '=', cpts).where('id', '=', id).where('statut', '=', 'deposee').returning('id').executeTakeFirst()) !== undefined;
}

export async function chargerCorrespondance({ tx, cpts }: Contexte, signature: string): Promise<Correspondance | undefined> {
  const l = await tx.selectFrom('correspondances_releves').select('contenu').where('cpts_id', '=', cpts).where('signature', '=', signature).executeTakeFirst();
  return l && Correspondance.parse(l.contenu);
}

export async function retenirCorrespondance({ tx, cpts, maintenant }: Contexte, signature: string, c: Correspondance): Promise<void> {
  const valeurs = { contenu: JSON.stringify(c), retenue_le: maintenant };
  await tx.insertInto('correspondances_releves').values({ cpts_id: cpts, signature, ...valeurs }).onConflict((o) => o.columns(['cpts_id', 'signature']).doUpdateSet(valeurs)).execute();
}
