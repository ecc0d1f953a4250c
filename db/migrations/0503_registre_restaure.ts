import { type Kysely, sql } from 'kysely';

/** A restoration puts every table back as it was saved: what the triggers of the register would note then is not a change. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`create or replace function noter_registre() returns trigger language plpgsql set search_path = public, pg_temp as $$
      begin
        if current_setting('app.restauration', true) = 'oui' then return null; end if;
        insert into registres_adhesion (cpts_id, revision) values (new.cpts_id, pg_current_xact_id()::text::bigint)
          on conflict (cpts_id) do update set revision = excluded.revision where registres_adhesion.revision <> excluded.revision;
        return null;
      end $$`)
    .execute(db);
}
