import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** What a professional says of their practice on their own page, field by field with its audience, and the public directory made of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table fiches (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    rpps text not null constraint rpps_a_onze_chiffres check (rpps ~ '^[0-9]{11}$'),
    personne_id uuid not null references personnes,
    version integer not null constraint version_positive check (version > 0),
    nom_affiche text not null,
    profession text,
    contenu jsonb not null,
    audiences jsonb not null,
    publiee boolean not null default false,
    modifiee_le timestamptz not null,
    constraint une_fiche_par_professionnel unique (cpts_id, rpps))`.execute(db);
  await isoler(db, 'fiches');
  await sql`grant select on fiches to maillage_gardien`.execute(db);

  // What residents see without signing in: pages whose owner has opted in, and of them the fields shown to everyone.
  await sql`grant create on schema public to maillage_gardien`.execute(db);
  await sql.raw(`create function annuaire_public(p_slug text) returns table (cpts text, demo boolean, nom text, profession text, contenu jsonb)
    language sql stable security definer set search_path = public as $$
      select c.nom, c.demo, f.nom_affiche, f.profession,
        (select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(f.contenu) e where f.audiences ->> e.key = 'public')
      from cpts c left join fiches f on f.cpts_id = c.id and f.publiee
      where c.slug = p_slug order by f.profession, f.nom_affiche limit 500
    $$`).execute(db);
  await sql`alter function annuaire_public(text) owner to maillage_gardien`.execute(db);
  await sql`revoke all on function annuaire_public(text) from public`.execute(db);
  await sql`grant execute on function annuaire_public(text) to maillage_app`.execute(db);
  await sql`revoke create on schema public from maillage_gardien`.execute(db);
}
