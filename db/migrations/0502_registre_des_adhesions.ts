import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/**
 * Which state of its memberships a CPTS is in: the number of the last transaction that changed them. What is said of the register as a
 * whole (counts, filters) is read again only when it has moved. Written at the end of the transaction: taken earlier, this one row
 * would make two people who change two memberships wait for each other in a circle.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table registres_adhesion (
    cpts_id uuid primary key references cpts,
    revision bigint not null)`.execute(db);
  await isoler(db, 'registres_adhesion', 'select, insert, update');
  await sql
    .raw(`create function noter_registre() returns trigger language plpgsql set search_path = public, pg_temp as $$
      begin
        insert into registres_adhesion (cpts_id, revision) values (new.cpts_id, pg_current_xact_id()::text::bigint)
          on conflict (cpts_id) do update set revision = excluded.revision where registres_adhesion.revision <> excluded.revision;
        return null;
      end $$`)
    .execute(db);
  for (const t of ['adhesions', 'colleges', 'categories_adhesion', 'reglages_adhesion'])
    await sql`create constraint trigger registre_note after insert or update on ${sql.table(t)} deferrable initially deferred for each row execute function noter_registre()`.execute(db);
  await sql`insert into registres_adhesion (cpts_id, revision) select distinct cpts_id, 0 from adhesions`.execute(db);
}
