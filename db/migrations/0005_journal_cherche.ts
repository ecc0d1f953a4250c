import { type Kysely, sql } from 'kysely';

/** The history searched by a word counts and lists a few kinds of events: without this, each page read the whole journal of the CPTS. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index journal_par_evenement on journal (cpts_id, evenement, rang)`.execute(db);
}
