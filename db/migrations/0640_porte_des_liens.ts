import { type Kysely, sql } from 'kysely';

/**
 * The gate of the signed links in one round trip instead of three: the settings that the policies read, the CPTS, and the name of the
 * person when the link names one. It runs as the application, under its policies; the signature was checked before.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`create function ouvrir_lien(p_cpts uuid, p_personne uuid) returns table (cpts_id uuid, nom text, slug text, demo boolean, fuseau text, personne text)
    language plpgsql set search_path = public as $$
    begin
      perform set_config('app.cpts', p_cpts::text, true), set_config('app.personne', coalesce(p_personne::text, ''), true);
      return query select c.id, c.nom, c.slug, c.demo, c.fuseau, (select p.nom from personnes p where p.id = p_personne) from cpts c where c.id = p_cpts;
    end $$`).execute(db);
  await sql`revoke all on function ouvrir_lien(uuid, uuid) from public`.execute(db);
  await sql`grant execute on function ouvrir_lien(uuid, uuid) to maillage_app`.execute(db);
}
