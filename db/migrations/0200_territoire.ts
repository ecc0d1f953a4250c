import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** The perimeter of a CPTS, version by version: a version is never edited, the current one is marked. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table territoires (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    version integer not null constraint version_positive check (version > 0),
    courant boolean not null,
    siege text constraint siege_par_code_insee check (siege ~ '^([0-9]{5}|2[AB][0-9]{3})$'),
    reprise_de integer,
    compose_le timestamptz not null,
    compose_par uuid references personnes,
    constraint une_version_de_territoire_par_numero unique (cpts_id, version),
    constraint territoire_dans_sa_cpts unique (cpts_id, id))`.execute(db);
  await sql`create unique index un_territoire_courant_par_cpts on territoires (cpts_id) where courant`.execute(db);

  await sql`create table territoire_communes (
    cpts_id uuid not null references cpts,
    territoire_id uuid not null,
    commune text not null constraint commune_par_code_insee check (commune ~ '^([0-9]{5}|2[AB][0-9]{3})$'),
    rang integer not null,
    primary key (cpts_id, territoire_id, commune),
    foreign key (cpts_id, territoire_id) references territoires (cpts_id, id))`.execute(db);
  await sql`create index cpts_par_commune on territoire_communes (commune)`.execute(db);

  await isoler(db, 'territoires', 'select, insert, update');
  await isoler(db, 'territoire_communes', 'select, insert');
  await sql`grant select on territoires, territoire_communes to maillage_gardien`.execute(db);
  await sql`grant create on schema public to maillage_gardien`.execute(db);

  // The one look across CPTS: which of these communes another CPTS holds now, and its name. Nothing else of it comes out.
  await sql.raw(`create function communes_deja_couvertes(p_communes text[]) returns table (commune text, cpts text)
    language sql stable security definer set search_path = public as $$
      select tc.commune, c.nom
        from territoire_communes tc
        join territoires t on t.cpts_id = tc.cpts_id and t.id = tc.territoire_id and t.courant
        join cpts c on c.id = tc.cpts_id
       where tc.commune = any(p_communes) and tc.cpts_id is distinct from nullif(current_setting('app.cpts', true), '')::uuid
       order by 1, 2
    $$`).execute(db);
  await sql`alter function communes_deja_couvertes(text[]) owner to maillage_gardien`.execute(db);
  await sql`revoke all on function communes_deja_couvertes(text[]) from public`.execute(db);
  await sql`grant execute on function communes_deja_couvertes(text[]) to maillage_app`.execute(db);
  await sql`revoke create on schema public from maillage_gardien`.execute(db);
}
