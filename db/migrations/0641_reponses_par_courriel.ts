import { type Kysely, sql } from 'kysely';

/** When an answer to an invitation was written by the person's calendar: an older letter that comes late, or twice, changes nothing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table reunion_invites add column repondu_le timestamptz`.execute(db);
}
