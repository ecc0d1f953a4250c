import { type Kysely, sql } from 'kysely';

/**
 * What the façade for other programs needs: the sector of a place, places found by their SIRET or by their legal entity, and the pages
 * that professionals have made public, each with its number in the register.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local role maillage_donnees`.execute(db);
  await sql`alter table annuaire.structures add column secteur text collate "C", alter column finess_juridique type text collate "C"`.execute(db);
  await sql`update annuaire.structures s set secteur = x.secteur from (
    select distinct on (a.structure) a.structure, f.secteur from annuaire.professionnels p cross join lateral unnest(p.structures, p.profils) a(structure, profil)
    join annuaire.profils f on f.id = a.profil where a.structure is not null and f.secteur is not null order by a.structure, f.secteur) x where x.structure = s.id`.execute(db);
  await sql`create index structures_par_siret on annuaire.structures (siret) where siret is not null`.execute(db);
  await sql`create index structures_par_entite_juridique on annuaire.structures (finess_juridique) where finess_juridique is not null`.execute(db);
  await sql`create index etablissements_par_entite_juridique on annuaire.etablissements (finess_juridique) where finess_juridique is not null`.execute(db);
  await sql`reset role`.execute(db);

  // As `annuaire_public`: pages whose owner has opted in and is a member today, and of them the fields shown to everyone.
  await sql`grant create on schema public to maillage_gardien`.execute(db);
  await sql.raw(`create function fiches_publiees(p_ids uuid[], p_rpps text[]) returns table (id uuid, cpts text, demo boolean, rpps text, nom text, profession text, contenu jsonb, modifiee_le timestamptz)
    language sql stable security definer set search_path = public as $$
      select f.id, c.nom, c.demo, f.rpps, f.nom_affiche, f.profession,
        (select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(f.contenu) e where f.audiences ->> e.key = 'public'), f.modifiee_le
      from fiches f join cpts c on c.id = f.cpts_id
      where f.publiee and (p_ids is null or f.id = any(p_ids)) and (p_rpps is null or f.rpps = any(p_rpps))
        and exists (select from roles_tenus r where r.cpts_id = c.id and r.personne_id = f.personne_id
          and (now() at time zone c.fuseau)::date >= r.depuis and (r.jusque is null or (now() at time zone c.fuseau)::date <= r.jusque))
      order by f.id
    $$`).execute(db);
  await sql`alter function fiches_publiees(uuid[], text[]) owner to maillage_gardien`.execute(db);
  await sql`revoke all on function fiches_publiees(uuid[], text[]) from public`.execute(db);
  await sql`grant execute on function fiches_publiees(uuid[], text[]) to maillage_app`.execute(db);
  await sql`revoke create on schema public from maillage_gardien`.execute(db);
}
