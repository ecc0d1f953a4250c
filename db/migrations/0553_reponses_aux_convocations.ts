import { type Kysely, sql } from 'kysely';

/** What each person convened has said of coming: an announcement, never a presence. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table assemblee_envois add reponse text constraint reponse_a_la_convocation check (reponse in ('viendra', 'absence'))`.execute(db);
}
