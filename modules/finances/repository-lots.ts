import { sql } from 'kysely';
import type { Jour } from '#core/jour.ts';
import type { PersonneId } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import type { Ici } from './repository.ts';

export type Compte = { readonly personneId: PersonneId | null; readonly titulaire: string; readonly ibanScelle: string; readonly ibanFin: string };
export type StatutLot = 'preparee' | 'executee' | 'annulee';
export type Lot = { readonly id: string; readonly numero: number; readonly statut: StatutLot; readonly centimes: number; readonly personnes: number; readonly executionLe: string; readonly creeLe: Date; readonly executeLe: string | null };

export async function enregistrerCompte({ tx, cpts, maintenant }: Contexte, c: Compte): Promise<void> {
  const v = { titulaire: c.titulaire, iban_scelle: c.ibanScelle, iban_fin: c.ibanFin, modifie_le: maintenant };
  await tx.insertInto('comptes_bancaires').values({ cpts_id: cpts, personne_id: c.personneId, ...v }).onConflict((o) => o.constraint('un_compte_par_personne').doUpdateSet(v)).execute();
}

export async function compteDe({ tx, cpts }: Ici, personneId: PersonneId | null): Promise<Compte | undefined> {
  return tx.selectFrom('comptes_bancaires').select(['personne_id as personneId', 'titulaire', 'iban_scelle as ibanScelle', 'iban_fin as ibanFin']).where('cpts_id', '=', cpts).where('personne_id', personneId === null ? 'is' : '=', personneId).executeTakeFirst();
}

/** What is approved and not yet in a batch, with the account it would go to. Held until the end of the transaction. */
export async function aPayer({ tx, cpts }: Ici): Promise<readonly { readonly id: string; readonly personneId: PersonneId; readonly centimes: number; readonly nom: string; readonly avecCompte: boolean }[]> {
  return tx.selectFrom('temps_declares as t').innerJoin('personnes as p', 'p.id', 't.personne_id')
    .select(['t.id', 't.personne_id as personneId', sql<number>`t.centimes`.as('centimes'), 'p.nom', sql<boolean>`exists (select from comptes_bancaires c where c.cpts_id = t.cpts_id and c.personne_id = t.personne_id)`.as('avecCompte')])
    .where('t.cpts_id', '=', cpts).where('t.statut', '=', 'approuvee').orderBy('t.id').execute();
}

export async function creerLot({ tx, cpts, qui, maintenant }: Contexte, l: { readonly centimes: number; readonly personnes: number; readonly execution: Jour; readonly temps: readonly string[] }): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`lot ${cpts}`}, 0))`.execute(tx);
  const { n } = await tx.selectFrom('lots_paiement').select((e) => e.fn.coalesce(e.fn.max('numero'), sql<number>`0`).as('n')).where('cpts_id', '=', cpts).executeTakeFirstOrThrow();
  const { id } = await tx.insertInto('lots_paiement').values({ cpts_id: cpts, numero: n + 1, statut: 'preparee', centimes: l.centimes, personnes: l.personnes, execution_le: l.execution, cree_le: maintenant, cree_par: qui.personneId, execute_le: null }).returning('id').executeTakeFirstOrThrow();
  const pris = await tx.updateTable('temps_declares').set((e) => ({ statut: 'en_paiement', lot_id: id, version: e('version', '+', 1), modifiee_le: maintenant })).where('cpts_id', '=', cpts).where('id', 'in', l.temps).where('statut', '=', 'approuvee').executeTakeFirstOrThrow();
  if (Number(pris.numUpdatedRows) !== l.temps.length) throw new Error('Entries changed while the batch was being prepared');
  return id;
}

const COLONNES = ['id', 'numero', sql<StatutLot>`statut`.as('statut'), 'centimes', 'personnes', 'execution_le as executionLe', 'cree_le as creeLe', 'execute_le as executeLe'] as const;
export const chargerLot = ({ tx, cpts }: Ici, id: string): Promise<Lot | undefined> => tx.selectFrom('lots_paiement').select(COLONNES).where('cpts_id', '=', cpts).where('id', '=', id).executeTakeFirst();
export const listerLots = ({ tx, cpts }: Ici): Promise<readonly Lot[]> => tx.selectFrom('lots_paiement').select(COLONNES).where('cpts_id', '=', cpts).orderBy('numero', 'desc').limit(200).execute();

/** True when the batch was still waiting: two people who press at once do it once. */
export async function finirLot({ tx, cpts, maintenant, aujourdhui }: Contexte, id: string, statut: 'executee' | 'annulee'): Promise<boolean> {
  const fait = await tx.updateTable('lots_paiement').set({ statut, execute_le: statut === 'executee' ? aujourdhui : null }).where('cpts_id', '=', cpts).where('id', '=', id).where('statut', '=', 'preparee').executeTakeFirstOrThrow();
  if (Number(fait.numUpdatedRows) !== 1) return false;
  await tx.updateTable('temps_declares').set((e) => ({ ...(statut === 'executee' ? { statut: 'payee', payee_le: aujourdhui } : { statut: 'approuvee', lot_id: null }), version: e('version', '+', 1), modifiee_le: maintenant })).where('cpts_id', '=', cpts).where('lot_id', '=', id).execute();
  return true;
}

/** One transfer per person of the batch. */
export async function virementsDe({ tx, cpts }: Ici, lotId: string): Promise<readonly { readonly titulaire: string; readonly ibanScelle: string; readonly centimes: number }[]> {
  return tx.selectFrom('temps_declares as t').innerJoin('comptes_bancaires as c', (j) => j.onRef('c.cpts_id', '=', 't.cpts_id').onRef('c.personne_id', '=', 't.personne_id'))
    .select(['c.titulaire', 'c.iban_scelle as ibanScelle', sql<number>`sum(t.centimes)::bigint`.as('centimes')]).where('t.cpts_id', '=', cpts).where('t.lot_id', '=', lotId).groupBy(['c.id', 'c.titulaire', 'c.iban_scelle']).orderBy('c.id').execute();
}
