import { type Kysely, sql } from 'kysely';

/** Dates of a series called off together know by which gesture, so that the same gesture can be undone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table reunions add column arretee_le timestamptz,
    add constraint arret_d_une_serie check (arretee_le is null or serie_id is not null)`.execute(db);
}
