import { type Kysely, sql } from 'kysely';

/**
 * Who serves the pages makes no temporary table: one named as a table of ours would be read in its place by the functions that
 * look across CPTS. Restoring a backup and importing the directory need some, under their own roles.
 * @source PostgreSQL, « Writing SECURITY DEFINER Functions Safely »
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`do $$ begin
    execute format('revoke temporary on database %I from public', current_database());
    execute format('grant temporary on database %I to maillage_archiviste, maillage_donnees', current_database());
  end $$`).execute(db);
}
