import { sql } from 'kysely';
import type { Jour } from '#core/jour.ts';
import type { Contexte } from '#server/contexte.ts';
import { Colonnes, Mouvement, type MouvementId, type MouvementLu, type ObjetMouvement } from './model-banque.ts';
import type { Ici } from './repository.ts';

export const COLONNES_MOUVEMENT = ['m.id', 'm.jour', 'm.centimes', 'm.libelle', 'm.contrepartie', 'm.reference', 'm.objet', 'm.objet_id as objetId', 'm.encaissement_id as encaissementId', 'm.poste'] as const;

/** Two people who import at once wait for each other. */
export async function verrouillerBanque({ tx, cpts }: Ici): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`banque ${cpts}`}, 0))`.execute(tx);
}

export async function dejaImporte({ tx, cpts }: Ici, empreinte: string): Promise<boolean> {
  return (await tx.selectFrom('releves_bancaires').select('id').where('cpts_id', '=', cpts).where('empreinte', '=', empreinte).executeTakeFirst()) !== undefined;
}

const PAR_LOT = 1000;
/** How many lines were new; those known from another statement are left as they are, and a statement that brings none is not kept. */
export async function verserReleve({ tx, cpts, qui, maintenant }: Contexte, r: { readonly empreinte: string; readonly nom: string; readonly genre: 'camt053' | 'csv'; readonly mouvements: readonly MouvementLu[] }): Promise<number> {
  const { id } = await tx.insertInto('releves_bancaires').values({ cpts_id: cpts, empreinte: r.empreinte, nom: r.nom, genre: r.genre, nombre: r.mouvements.length, importe_le: maintenant, importe_par: qui.personneId }).returning('id').executeTakeFirstOrThrow();
  let nouveaux = 0;
  for (let i = 0; i < r.mouvements.length; i += PAR_LOT) {
    const lignes = r.mouvements.slice(i, i + PAR_LOT).map((m) => ({ cpts_id: cpts, releve_id: id, cle: m.cle, jour: m.jour, centimes: m.centimes, libelle: m.libelle, contrepartie: m.contrepartie, reference: m.reference, objet: null, objet_id: null, encaissement_id: null, poste: null, rapproche_le: null, rapproche_par: null }));
    const fait = await tx.insertInto('mouvements_bancaires').values(lignes).onConflict((c) => c.constraint('un_mouvement_une_fois').doNothing()).executeTakeFirstOrThrow();
    nouveaux += Number(fait.numInsertedOrUpdatedRows ?? 0);
  }
  return nouveaux;
}

export async function chargerMouvement({ tx, cpts }: Ici, id: MouvementId): Promise<Mouvement | undefined> {
  const l = await tx.selectFrom('mouvements_bancaires as m').select(COLONNES_MOUVEMENT).where('m.cpts_id', '=', cpts).where('m.id', '=', id).forUpdate().executeTakeFirst();
  return l && Mouvement.parse(l);
}

type Lien = { readonly objet: ObjetMouvement; readonly objetId: string | null; readonly encaissementId: string | null; readonly poste: string | null };
export async function lierMouvement({ tx, cpts, qui, maintenant }: Contexte, id: MouvementId, lien: Lien | undefined): Promise<void> {
  await tx.updateTable('mouvements_bancaires').set({ objet: lien?.objet ?? null, objet_id: lien?.objetId ?? null, encaissement_id: lien?.encaissementId ?? null, poste: lien?.poste ?? null, rapproche_le: lien ? maintenant : null, rapproche_par: lien ? qui.personneId : null }).where('cpts_id', '=', cpts).where('id', '=', id).execute();
}

export async function objetDejaLie({ tx, cpts }: Ici, objet: ObjetMouvement, id: string): Promise<boolean> {
  return (await tx.selectFrom('mouvements_bancaires').select('id').where('cpts_id', '=', cpts).where('objet', '=', objet).where('objet_id', '=', id).executeTakeFirst()) !== undefined;
}

/** A batch that the bank had paid that day, given back to what waits for the bank. */
export async function rouvrirLot({ tx, cpts, maintenant }: Contexte, id: string, jour: Jour): Promise<boolean> {
  const fait = await tx.updateTable('lots_paiement').set({ statut: 'preparee', execute_le: null }).where('cpts_id', '=', cpts).where('id', '=', id).where('statut', '=', 'executee').where('execute_le', '=', jour).executeTakeFirstOrThrow();
  if (Number(fait.numUpdatedRows) !== 1) return false;
  await tx.updateTable('temps_declares').set((e) => ({ statut: 'en_paiement', payee_le: null, version: e('version', '+', 1), modifiee_le: maintenant })).where('cpts_id', '=', cpts).where('lot_id', '=', id).execute();
  return true;
}

export async function lireModele({ tx, cpts }: Ici, entetes: string): Promise<Colonnes | undefined> {
  const l = await tx.selectFrom('modeles_releves').select('colonnes').where('cpts_id', '=', cpts).where('entetes', '=', entetes).executeTakeFirst();
  return l && Colonnes.parse(l.colonnes);
}

export async function retenirModele({ tx, cpts, maintenant }: Contexte, entetes: string, colonnes: Colonnes): Promise<void> {
  const v = { colonnes: JSON.stringify(colonnes), modifie_le: maintenant };
  await tx.insertInto('modeles_releves').values({ cpts_id: cpts, entetes, ...v }).onConflict((c) => c.columns(['cpts_id', 'entetes']).doUpdateSet(v)).execute();
}
