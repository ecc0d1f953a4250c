import { type Kysely, sql } from 'kysely';
import { archiver, isoler } from '../politiques.ts';

/** What the accounts keep beside the person: secrets to check, keys, identities of other providers, attempts, the operators of the instance, invitations. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table personnes add column second_facteur boolean not null default false`.execute(db);
  await sql`alter table personnes add constraint courriel_en_minuscules check (courriel = lower(courriel))`.execute(db);

  await sql`create table verifications (
    id uuid primary key default uuidv7(),
    identifiant text not null,
    valeur text not null,
    expire_le timestamptz not null,
    cree_le timestamptz not null default now(),
    modifie_le timestamptz not null default now())`.execute(db);
  await sql`create index verifications_par_identifiant on verifications (identifiant)`.execute(db);

  await sql`create table identites_externes (
    id uuid primary key default uuidv7(),
    personne_id uuid not null references personnes on delete cascade,
    fournisseur text not null,
    sujet text not null,
    jeton_acces text,
    jeton_rafraichissement text,
    jeton_identite text,
    acces_expire_le timestamptz,
    rafraichissement_expire_le timestamptz,
    portee text,
    mot_de_passe text constraint jamais_de_mot_de_passe check (mot_de_passe is null),
    cree_le timestamptz not null default now(),
    modifie_le timestamptz not null default now(),
    constraint une_identite_par_sujet unique (fournisseur, sujet))`.execute(db);
  await sql`create index identites_externes_par_personne on identites_externes (personne_id)`.execute(db);

  await sql`create table seconds_facteurs (
    id uuid primary key default uuidv7(),
    personne_id uuid not null references personnes on delete cascade,
    secret text not null,
    codes_de_secours text not null,
    verifie boolean not null default false,
    echecs integer not null default 0,
    bloque_jusque timestamptz,
    constraint un_second_facteur_par_personne unique (personne_id))`.execute(db);

  await sql`create table cles_acces (
    id uuid primary key default uuidv7(),
    personne_id uuid not null references personnes on delete cascade,
    nom text,
    identifiant_cle text not null,
    cle_publique text not null,
    compteur integer not null,
    type_appareil text not null,
    sauvegardee boolean not null,
    transports text,
    modele text,
    cree_le timestamptz default now(),
    constraint une_cle_par_identifiant unique (identifiant_cle))`.execute(db);
  await sql`create index cles_acces_par_personne on cles_acces (personne_id)`.execute(db);

  // @source claims of Pro Santé Connect: SubjectNameID (8 + RPPS), SubjectRefPro.exercices
  await sql`create table identites_professionnelles (
    personne_id uuid primary key references personnes on delete cascade,
    rpps text not null constraint rpps_a_onze_chiffres check (rpps ~ '^[0-9]{11}$'),
    professions jsonb not null,
    activites jsonb not null,
    source text not null,
    lue_le timestamptz not null,
    constraint une_personne_par_rpps unique (rpps))`.execute(db);

  await sql`create table tentatives (
    cle text primary key,
    depuis timestamptz not null,
    nombre integer not null)`.execute(db);
  await sql`create index tentatives_par_debut on tentatives (depuis)`.execute(db);

  await sql`create table exploitants (
    personne_id uuid primary key references personnes,
    depuis date not null,
    jusque date,
    constraint fin_apres_debut check (jusque is null or jusque >= depuis))`.execute(db);

  const internes = ['verifications', 'identites_externes', 'seconds_facteurs', 'cles_acces', 'identites_professionnelles', 'tentatives', 'exploitants'];
  for (const t of internes) {
    await sql`grant select, insert, update, delete on ${sql.table(t)} to maillage_comptes`.execute(db);
    await archiver(db, t);
  }
  await sql`grant select on exploitants to maillage_gardien`.execute(db);

  // The professional behind a person is visible to those who share a CPTS with them, as the person is.
  await sql`alter table identites_professionnelles enable row level security`.execute(db);
  await sql`create policy par_les_comptes on identites_professionnelles for all to maillage_comptes, maillage_archiviste using (true) with check (true)`.execute(db);
  await sql`create policy dans_sa_cpts on identites_professionnelles for select to maillage_app using (
    personne_id = nullif(current_setting('app.personne', true), '')::uuid
    or exists (select from roles_tenus r where r.personne_id = identites_professionnelles.personne_id))`.execute(db);
  await sql`grant select on identites_professionnelles to maillage_app`.execute(db);

  await sql`create table invitations (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    courriel text not null constraint courriel_en_minuscules check (courriel = lower(courriel)),
    nom text not null,
    roles text[] not null constraint au_moins_un_role check (cardinality(roles) > 0),
    empreinte text not null,
    statut text not null constraint statut_connu check (statut in ('envoyee', 'acceptee', 'revoquee')),
    invite_par uuid not null references personnes,
    envois integer not null default 1,
    cree_le timestamptz not null,
    envoyee_le timestamptz not null,
    expire_le timestamptz not null,
    close_le timestamptz,
    acceptee_par uuid references personnes,
    constraint une_invitation_par_empreinte unique (empreinte))`.execute(db);
  await sql`create unique index une_invitation_en_cours_par_courriel on invitations (cpts_id, courriel) where statut = 'envoyee'`.execute(db);
  await isoler(db, 'invitations', 'select, insert, update');
  await sql`grant select on invitations to maillage_gardien`.execute(db);

  await remplacerLaPorte(db);
}

const TIENT = `now() at time zone %f)::date >= %r.depuis and (%r.jusque is null or (now() at time zone %f)::date <= %r.jusque`;
const tient = (r: string, f: string): string => `(${TIENT.replaceAll('%r', r).replaceAll('%f', f)})`;

/** The gate again, which now says until when the session holds, who operates the instance, and what one is elsewhere. */
async function remplacerLaPorte(db: Kysely<unknown>): Promise<void> {
  await sql`grant create on schema public to maillage_gardien`.execute(db);
  await sql`drop function ouvrir_seance(text, text)`.execute(db);
  await sql.raw(`create function ouvrir_seance(p_jeton text, p_slug text) returns table
      (personne_id uuid, nom text, courriel text, theme text, session_id uuid, expire_le timestamptz, exploitant boolean,
       cpts_id uuid, cpts_nom text, cpts_slug text, fuseau text, demo boolean, roles text[], autres jsonb)
    language plpgsql security definer set search_path = public as $$
    declare s record; c record; v_roles text[];
    begin
      select p.id, p.nom, p.courriel, p.theme, se.id as session_id, se.expire_le into s
        from sessions se join personnes p on p.id = se.personne_id where se.jeton = p_jeton and se.expire_le > now();
      if not found then return; end if;
      perform set_config('app.personne', s.id::text, true);
      select * into c from cpts where slug = p_slug;
      v_roles := array(select distinct r.role from roles_tenus r where r.personne_id = s.id and r.cpts_id = c.id and (${tient('r', 'c.fuseau')}));
      if cardinality(v_roles) > 0 then perform set_config('app.cpts', c.id::text, true); end if;
      return query select s.id, s.nom, s.courriel, s.theme, s.session_id, s.expire_le,
        exists (select from exploitants e where e.personne_id = s.id and current_date >= e.depuis and (e.jusque is null or current_date <= e.jusque)),
        c.id, c.nom, c.slug, c.fuseau, c.demo, v_roles,
        (select coalesce(jsonb_agg(jsonb_build_object('nom', x.nom, 'slug', x.slug, 'demo', x.demo, 'roles', x.roles) order by x.nom), '[]') from (
          select a.nom, a.slug, a.demo, array_agg(distinct r.role) as roles from roles_tenus r join cpts a on a.id = r.cpts_id
          where r.personne_id = s.id and a.id is distinct from c.id and (${tient('r', 'a.fuseau')})
          group by a.id, a.nom, a.slug, a.demo) x);
    end $$`).execute(db);

  // The gate of an invitation: whoever holds the secret of the link sees the CPTS that sent it, for that gesture alone.
  await sql.raw(`create function ouvrir_invitation(p_empreinte text) returns table
      (invitation_id uuid, cpts_id uuid, cpts_nom text, cpts_slug text, fuseau text, demo boolean)
    language plpgsql security definer set search_path = public as $$
    declare i record;
    begin
      select v.id, v.cpts_id, c.nom, c.slug, c.fuseau, c.demo into i from invitations v join cpts c on c.id = v.cpts_id where v.empreinte = p_empreinte;
      if not found then return; end if;
      perform set_config('app.cpts', i.cpts_id::text, true);
      return query select i.id, i.cpts_id, i.nom, i.slug, i.fuseau, i.demo;
    end $$`).execute(db);

  for (const f of ['ouvrir_seance(text, text)', 'ouvrir_invitation(text)']) {
    await sql.raw(`alter function ${f} owner to maillage_gardien`).execute(db);
    await sql.raw(`revoke all on function ${f} from public`).execute(db);
    await sql.raw(`grant execute on function ${f} to maillage_app`).execute(db);
  }
  await sql`revoke create on schema public from maillage_gardien`.execute(db);
}
