import { type Kysely, sql } from 'kysely';

/** The public directory of a CPTS shows its members: who holds no role there any more leaves it the same day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`create or replace function annuaire_public(p_slug text) returns table (cpts text, demo boolean, nom text, profession text, contenu jsonb)
    language sql stable security definer set search_path = public as $$
      select c.nom, c.demo, f.nom_affiche, f.profession,
        (select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(f.contenu) e where f.audiences ->> e.key = 'public')
      from cpts c left join fiches f on f.cpts_id = c.id and f.publiee
        and exists (select from roles_tenus r where r.cpts_id = c.id and r.personne_id = f.personne_id
          and (now() at time zone c.fuseau)::date >= r.depuis and (r.jusque is null or (now() at time zone c.fuseau)::date <= r.jusque))
      where c.slug = p_slug order by f.profession, f.nom_affiche limit 500
    $$`).execute(db);
}
