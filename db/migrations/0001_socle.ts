import { type Kysely, sql } from 'kysely';
import { archiver, isoler } from '../politiques.ts';

const ROLES = ['maillage_app', 'maillage_comptes', 'maillage_taches', 'maillage_archiviste', 'maillage_gardien'];

/** CPTS, persons, sessions, dated roles, journal and outbox: what every module stands on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const role of ROLES) {
    await sql.raw(`do $$ begin
      if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
      if not pg_has_role(current_user, '${role}', 'member') then execute format('grant ${role} to %I', current_user); end if;
    end $$`).execute(db);
  }
  await sql`grant usage on schema public to ${sql.raw(ROLES.join(', '))}`.execute(db);
  await sql`grant create on schema public to maillage_gardien`.execute(db);
  await sql`create extension if not exists pg_trgm`.execute(db);
  await sql`create extension if not exists unaccent`.execute(db);
  await sql`create extension if not exists btree_gist`.execute(db);

  // Time-ordered ids before PostgreSQL 18, which has its own. @source RFC 9562 §5.7
  await sql.raw(`do $$ begin
    if current_setting('server_version_num')::int < 180000 then
      create function public.uuidv7() returns uuid language sql volatile parallel safe as $f$
        select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
          placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
      $f$;
    end if; end $$`).execute(db);

  await sql`create table cpts (
    id uuid primary key default uuidv7(),
    slug text not null constraint slug_lisible check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
    nom text not null constraint nom_de_cpts check (length(nom) between 3 and 200),
    fuseau text not null default 'Europe/Paris',
    demo boolean not null default false,
    cree_le timestamptz not null default now(),
    constraint une_cpts_par_adresse unique (slug))`.execute(db);
  await sql`grant select on cpts to maillage_app, maillage_comptes, maillage_gardien, maillage_taches`.execute(db);

  await sql`create table personnes (
    id uuid primary key default uuidv7(),
    nom text not null,
    courriel text not null,
    courriel_verifie boolean not null default false,
    image text,
    demo boolean not null default false,
    theme text constraint theme_connu check (theme in ('clair', 'sombre')),
    cree_le timestamptz not null default now(),
    modifie_le timestamptz not null default now(),
    constraint une_personne_par_courriel unique (courriel))`.execute(db);
  await sql`create table sessions (
    id uuid primary key default uuidv7(),
    personne_id uuid not null references personnes on delete cascade,
    jeton text not null,
    expire_le timestamptz not null,
    adresse_ip text,
    agent text,
    cree_le timestamptz not null default now(),
    modifie_le timestamptz not null default now(),
    constraint une_session_par_jeton unique (jeton))`.execute(db);
  await sql`create index sessions_par_personne on sessions (personne_id)`.execute(db);
  await sql`grant select, insert, update, delete on personnes, sessions to maillage_comptes`.execute(db);
  await sql`grant select on personnes, sessions to maillage_gardien`.execute(db);

  await sql`create table roles_tenus (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    personne_id uuid not null references personnes,
    role text not null,
    depuis date not null,
    jusque date,
    constraint fin_apres_debut check (jusque is null or jusque >= depuis),
    constraint un_role_tenu_une_fois exclude using gist (cpts_id with =, personne_id with =, role with =, daterange(depuis, jusque, '[]') with &&))`.execute(db);
  await sql`create index roles_par_personne on roles_tenus (personne_id, cpts_id)`.execute(db);
  await isoler(db, 'roles_tenus');
  await sql`grant select on roles_tenus to maillage_gardien`.execute(db);

  // A person is visible to those who share a CPTS with them, and to themselves.
  await sql`alter table personnes enable row level security`.execute(db);
  await sql`create policy par_les_comptes on personnes for all to maillage_comptes using (true) with check (true)`.execute(db);
  await sql`create policy par_le_gardien on personnes for all to maillage_gardien, maillage_archiviste using (true) with check (true)`.execute(db);
  await sql`create policy dans_sa_cpts on personnes for select to maillage_app using (
    id = nullif(current_setting('app.personne', true), '')::uuid
    or exists (select from roles_tenus r where r.personne_id = personnes.id))`.execute(db);
  await sql`grant select (id, nom, courriel, theme) on personnes to maillage_app`.execute(db);

  await sql`create table journal_tetes (cpts_id uuid primary key references cpts, rang bigint not null, empreinte bytea not null)`.execute(db);
  await sql`create table journal (
    cpts_id uuid not null references cpts,
    rang bigint not null,
    instant timestamptz not null,
    personne_id uuid,
    evenement text not null,
    objet_id text,
    details jsonb not null,
    precedent bytea not null,
    empreinte bytea not null,
    primary key (cpts_id, rang))`.execute(db);
  await isoler(db, 'journal_tetes', 'select');
  await isoler(db, 'journal', 'select');
  await sql`grant select, insert on journal to maillage_gardien`.execute(db);
  await sql`grant select, insert, update on journal_tetes to maillage_gardien`.execute(db);
  await sql`create index journal_par_objet on journal (cpts_id, objet_id, rang)`.execute(db);
  await sql.raw(`create function journal_en_ajout_seul() returns trigger language plpgsql as $$
    begin raise exception 'Le journal ne se modifie pas.' using errcode = 'insufficient_privilege'; end $$`).execute(db);
  await sql`create trigger jamais_modifie before update or delete or truncate on journal for each statement execute function journal_en_ajout_seul()`.execute(db);

  // One chain per CPTS: the head row is locked, so that two changes never follow the same link.
  await sql.raw(`create function journaliser(p_evenement text, p_objet text, p_details jsonb) returns bigint
    language plpgsql security definer set search_path = public as $$
    declare
      v_cpts uuid := nullif(current_setting('app.cpts', true), '')::uuid;
      v_personne uuid := nullif(current_setting('app.personne', true), '')::uuid;
      v_instant timestamptz := clock_timestamp();
      v_rang bigint; v_precedent bytea; v_empreinte bytea;
    begin
      if v_cpts is null then raise exception 'journaliser: no CPTS in this transaction'; end if;
      insert into journal_tetes values (v_cpts, 0, '\\x') on conflict do nothing;
      select rang + 1, empreinte into v_rang, v_precedent from journal_tetes where cpts_id = v_cpts for update;
      v_empreinte := sha256(v_precedent || convert_to(concat_ws(chr(31), v_cpts, v_rang,
        to_char(v_instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), coalesce(v_personne::text, '-'), p_evenement, coalesce(p_objet, '-'), p_details::text), 'UTF8'));
      insert into journal values (v_cpts, v_rang, v_instant, v_personne, p_evenement, p_objet, p_details, v_precedent, v_empreinte);
      update journal_tetes set rang = v_rang, empreinte = v_empreinte where cpts_id = v_cpts;
      return v_rang;
    end $$`).execute(db);

  await sql`create table boite_envoi (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    sujet text not null,
    charge jsonb not null,
    cree_le timestamptz not null default now())`.execute(db);
  await isoler(db, 'boite_envoi', 'insert');
  await sql`create policy par_les_taches on boite_envoi for all to maillage_taches using (true)`.execute(db);
  await sql`grant select, delete on boite_envoi to maillage_taches`.execute(db);

  // The gate: from a session and the address of a CPTS to a person and the roles held today, and the settings every policy reads.
  await sql.raw(`create function ouvrir_seance(p_jeton text, p_slug text) returns table
      (personne_id uuid, nom text, courriel text, theme text, session_id uuid, cpts_id uuid, cpts_nom text, cpts_slug text, fuseau text, demo boolean, roles text[], autres jsonb)
    language plpgsql security definer set search_path = public as $$
    declare s record; c record;
    begin
      select p.id, p.nom, p.courriel, p.theme, se.id as session_id into s
        from sessions se join personnes p on p.id = se.personne_id where se.jeton = p_jeton and se.expire_le > now();
      if not found then return; end if;
      perform set_config('app.personne', s.id::text, true);
      select * into c from cpts where slug = p_slug;
      return query select s.id, s.nom, s.courriel, s.theme, s.session_id, c.id, c.nom, c.slug, c.fuseau, c.demo,
        array(select distinct r.role from roles_tenus r where r.personne_id = s.id and r.cpts_id = c.id
          and (now() at time zone c.fuseau)::date >= r.depuis and (r.jusque is null or (now() at time zone c.fuseau)::date <= r.jusque)),
        (select coalesce(jsonb_agg(distinct jsonb_build_object('nom', a.nom, 'slug', a.slug)), '[]') from roles_tenus r join cpts a on a.id = r.cpts_id
          where r.personne_id = s.id and a.id is distinct from c.id
          and (now() at time zone a.fuseau)::date >= r.depuis and (r.jusque is null or (now() at time zone a.fuseau)::date <= r.jusque));
      if exists (select from roles_tenus r where r.personne_id = s.id and r.cpts_id = c.id
          and (now() at time zone c.fuseau)::date >= r.depuis and (r.jusque is null or (now() at time zone c.fuseau)::date <= r.jusque)) then
        perform set_config('app.cpts', c.id::text, true);
      end if;
    end $$`).execute(db);

  for (const f of ['journaliser(text, text, jsonb)', 'ouvrir_seance(text, text)']) {
    await sql.raw(`alter function ${f} owner to maillage_gardien`).execute(db);
    await sql.raw(`revoke all on function ${f} from public`).execute(db);
    await sql.raw(`grant execute on function ${f} to maillage_app`).execute(db);
  }
  await sql`revoke create on schema public from maillage_gardien`.execute(db);
  for (const t of ['cpts', 'personnes', 'sessions']) await archiver(db, t);
}
