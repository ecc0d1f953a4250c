import { type Kysely, sql } from 'kysely';

/**
 * Makes a tenant table: row-level security forced even on its owner, rows visible only in the CPTS of the transaction
 * (`app.cpts`), rights of the application role named one by one.
 * `nullif` because a setting that was used and reset reads as an empty string, which a bare cast would refuse.
 */
export async function isoler(db: Kysely<unknown>, table: string, droits = 'select, insert, update, delete'): Promise<void> {
  const t = sql.table(table);
  const dedans = sql`cpts_id = nullif(current_setting('app.cpts', true), '')::uuid`;
  await sql`alter table ${t} enable row level security`.execute(db);
  await sql`alter table ${t} force row level security`.execute(db);
  await sql`create policy dans_sa_cpts on ${t} for all to maillage_app using (${dedans}) with check (${dedans})`.execute(db);
  await sql`create policy par_le_gardien on ${t} for all to maillage_gardien, maillage_archiviste using (true) with check (true)`.execute(db);
  await sql`grant ${sql.raw(droits)} on ${t} to maillage_app`.execute(db);
  // An erasure asked by a person reaches every table that names them (`effacer_personne`).
  if (table !== 'journal') await sql`grant select, update, delete on ${t} to maillage_gardien`.execute(db);
  await archiver(db, table);
}

/** The archivist saves and restores every table. */
export const archiver = async (db: Kysely<unknown>, table: string): Promise<void> => {
  await sql`grant select, insert, update, delete, truncate on ${sql.table(table)} to maillage_archiviste`.execute(db);
};
