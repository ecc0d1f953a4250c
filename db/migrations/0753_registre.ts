import { type Kysely, sql } from 'kysely';

/** An index for each order in which the ledger of time is read, forwards or backwards. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index temps_par_montant on temps_declares (cpts_id, annee, centimes nulls first, id)`.execute(db);
  await sql`create index temps_par_duree on temps_declares (cpts_id, annee, minutes, id)`.execute(db);
  await sql`create index temps_par_statut on temps_declares (cpts_id, annee, statut, id)`.execute(db);
  await sql`create index temps_par_mission on temps_declares (cpts_id, annee, mission, id)`.execute(db);
}
