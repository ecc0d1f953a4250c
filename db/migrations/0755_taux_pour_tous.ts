import { type Kysely, sql } from 'kysely';

/** One hourly rate for everybody: from its day on, the more precise rates voted before it no longer apply. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table taux_horaires add column pour_tous boolean not null default false,
    add constraint taux_pour_tous_sans_exception check (not pour_tous or (profession is null and mission is null))`.execute(db);
}
