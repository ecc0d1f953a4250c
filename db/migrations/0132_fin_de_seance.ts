import { type Kysely, sql } from 'kysely';

/**
 * Whoever closes a session or ends a role, by whatever door, says so to every process: a page that listens to its changes stops
 * listening. The message names the session or the person, never a secret.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`create function dire_fin_de_seance() returns trigger language plpgsql as $$
    begin
      perform pg_notify('maillage_direct', 'seance ' || old.id);
      return null;
    end $$`).execute(db);
  await sql`create trigger fin_de_seance after delete on sessions for each row execute function dire_fin_de_seance()`.execute(db);

  await sql.raw(`create function dire_fin_de_role() returns trigger language plpgsql as $$
    begin
      perform pg_notify('maillage_direct', 'roles ' || old.cpts_id || ' ' || old.personne_id);
      return null;
    end $$`).execute(db);
  await sql`create trigger fin_de_role after delete or update of jusque on roles_tenus for each row execute function dire_fin_de_role()`.execute(db);
}
