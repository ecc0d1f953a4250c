import { type Kysely, sql } from 'kysely';

/** Why an edition much smaller than the one it replaced was taken. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local role maillage_donnees`.execute(db);
  await sql`alter table annuaire.imports add column raison text constraint raison_d_import check (length(raison) between 1 and 300)`.execute(db);
  await sql`reset role`.execute(db);
}
