import { type Kysely, sql } from 'kysely';

/**
 * Rolls and urns are sealed texts: nothing to compress, and a length that must not follow the content. Their old images are swept as
 * soon as PostgreSQL may, whatever the size of the table.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table scrutins_emargements alter column emargement set storage external, alter column cle_privee set storage external`.execute(db);
  await sql`alter table scrutins_urnes alter column bulletins set storage external`.execute(db);
  for (const t of ['scrutins_emargements', 'scrutins_urnes']) await sql`alter table ${sql.table(t)} set (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 1, toast.autovacuum_vacuum_scale_factor = 0)`.execute(db);
}
