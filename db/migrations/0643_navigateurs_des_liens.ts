import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/**
 * A signed link belongs to the browser that first answered with it, and to those whose owner proved by a code that they are theirs.
 * Links and browsers are keyed hashes: these tables name nobody and open nothing by themselves.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table liens_navigateurs (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    lien text not null,
    empreinte text not null,
    moyen text not null constraint moyen_de_reconnaissance check (moyen in ('premier_geste', 'session', 'code')),
    reconnu_le timestamptz not null,
    expire_le timestamptz not null,
    constraint un_navigateur_par_lien unique (cpts_id, lien, empreinte))`.execute(db);
  await sql`create unique index un_premier_geste_par_lien on liens_navigateurs (cpts_id, lien) where moyen = 'premier_geste'`.execute(db);
  await sql`create index navigateurs_expires on liens_navigateurs (cpts_id, expire_le)`.execute(db);
  await isoler(db, 'liens_navigateurs');
  await sql`create table liens_codes (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    lien text not null,
    empreinte text not null,
    essais integer not null default 0,
    expire_le timestamptz not null,
    constraint un_code_par_lien unique (cpts_id, lien))`.execute(db);
  await isoler(db, 'liens_codes');

  // The gate of these links, still in one round trip: `p_qui` is the person, the link, the browser. What is asked once opened is numbered from $3, as for the other gates.
  await sql.raw(`create function ouvrir_lien_tenu(p_cpts uuid, p_qui text[]) returns table (cpts_id uuid, nom text, slug text, demo boolean, fuseau text, personne text, tenue text)
    language plpgsql set search_path = public as $$
    begin
      perform set_config('app.cpts', p_cpts::text, true), set_config('app.personne', coalesce(p_qui[1], ''), true);
      return query select c.id, c.nom, c.slug, c.demo, c.fuseau, (select p.nom from personnes p where p.id = p_qui[1]::uuid),
        coalesce((select case when bool_or(n.empreinte = p_qui[3]) then 'ici' else 'ailleurs' end from liens_navigateurs n where n.cpts_id = p_cpts and n.lien = p_qui[2] having count(*) > 0), 'libre')
        from cpts c where c.id = p_cpts;
    end $$`).execute(db);
  await sql`revoke all on function ouvrir_lien_tenu(uuid, text[]) from public`.execute(db);
  await sql`grant execute on function ouvrir_lien_tenu(uuid, text[]) to maillage_app`.execute(db);
}
