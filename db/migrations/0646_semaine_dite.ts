import { type Kysely, sql } from 'kysely';

/** A week told by half-days, one letter each, and what was told just before, so that a change can be undone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table agenda_habitudes
    add column semaine text not null default '----------------------------' constraint semaine_en_demi_journees check (semaine ~ '^[x-]{28}$'),
    add column avant jsonb constraint avant_en_objet check (jsonb_typeof(avant) = 'object')`.execute(db);
}
