import { type Kysely, sql } from 'kysely';

/** A backup says of which schema it is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`grant select on migrations to maillage_archiviste`.execute(db);
}
