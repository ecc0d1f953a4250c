import { type Kysely, sql } from 'kysely';

/**
 * The directory of professionals: open data, the same for every CPTS, in a schema of its own.
 * `maillage_donnees` owns it and nothing else: it may build and swap these tables, and cannot read one row of a CPTS;
 * the application reads. An import builds in `annuaire_prepare`, then takes the place of the tables served in one transaction.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`do $$ begin
    if not exists (select from pg_roles where rolname = 'maillage_donnees') then create role maillage_donnees nologin; end if;
    if not pg_has_role(current_user, 'maillage_donnees', 'member') then execute format('grant maillage_donnees to %I', current_user); end if;
  end $$`).execute(db);
  for (const schema of ['annuaire', 'annuaire_prepare']) await sql.raw(`create schema ${schema} authorization maillage_donnees`).execute(db);
  await sql`grant usage on schema public to maillage_donnees`.execute(db);
  await sql`grant usage on schema annuaire to maillage_app, maillage_archiviste`.execute(db);
  await sql`alter default privileges for role maillage_donnees in schema annuaire, annuaire_prepare grant select on tables to maillage_app`.execute(db);
  await sql`alter default privileges for role maillage_donnees in schema annuaire, annuaire_prepare grant all on tables to maillage_archiviste`.execute(db);
  await sql`set local role maillage_donnees`.execute(db);

  await sql`create table annuaire.imports (
    id uuid primary key default uuidv7(),
    source text not null constraint source_connue check (source in ('annuaire_sante', 'finess')),
    fichier text not null,
    edition text,
    departements text[],
    fictif boolean not null default false,
    lignes int not null,
    fautives int not null,
    personnes int not null,
    activites int not null,
    structures int not null,
    arrivees int not null,
    departs int not null,
    demenagements int not null,
    empreinte text not null,
    fait_le timestamptz not null default now())`.execute(db);
  await sql`create table annuaire.differences (
    import_id uuid not null references annuaire.imports,
    nature text not null constraint nature_connue check (nature in ('arrivee', 'depart', 'demenagement')),
    identifiant text collate "C" not null,
    nom text not null,
    prenom text,
    profession text,
    avant text[] not null,
    apres text[] not null)`.execute(db);
  await sql`create index differences_par_import on annuaire.differences (import_id, nature)`.execute(db);
  await sql`create index differences_par_commune on annuaire.differences using gin ((avant || apres))`.execute(db);

  // No constraint but unique indexes: the next edition is built beside, its indexes copied from these.
  await sql`create table annuaire.professionnels (
    id int not null,
    identifiant text collate "C" not null,
    numero text,
    type_identifiant text,
    nom text,
    prenom text,
    civilite text,
    profession text,
    savoir_faire text,
    categorie text,
    cle text collate "C" not null,
    nb_activites int not null,
    empreinte bigint not null)`.execute(db);
  await sql`create unique index professionnel_par_id on annuaire.professionnels (id)`.execute(db);
  await sql`create unique index professionnel_par_identifiant on annuaire.professionnels (identifiant)`.execute(db);
  await sql`create index professionnels_par_cle on annuaire.professionnels (cle)`.execute(db);
  // Words of the name; an expression rather than a column: nothing to store, and the import has less to write.
  await sql`create index professionnels_par_mots on annuaire.professionnels using gin (array_to_tsvector(string_to_array(cle, ' '))) with (fastupdate = off)`.execute(db);

  // An activity: who, where, and which of the few thousand sets of codes.
  await sql`create table annuaire.activites (professionnel int not null, structure int, profil int not null, commune text collate "C")`.execute(db);
  await sql`create index activites_par_professionnel on annuaire.activites (professionnel)`.execute(db);
  await sql`create index activites_par_structure on annuaire.activites (structure)`.execute(db);
  await sql`create index activites_par_commune on annuaire.activites (commune) include (professionnel, profil)`.execute(db);
  await sql`create table annuaire.profils (
    id int not null,
    profession text, categorie text, savoir_faire text, mode text, secteur text, role text, genre text)`.execute(db);
  await sql`create unique index profil_par_id on annuaire.profils (id)`.execute(db);

  await sql`create table annuaire.structures (
    id int not null,
    identifiant text collate "C",
    siret text, finess text, finess_juridique text,
    raison_sociale text, enseigne text,
    complement text, voie text, distribution text, bureau text, code_postal text, commune_libelle text,
    telephone text, telephone2 text, telecopie text, courriel text,
    commune text collate "C", departement text, commune_deduite boolean not null)`.execute(db);
  await sql`create unique index structure_par_id on annuaire.structures (id)`.execute(db);
  await sql`create index structures_par_commune on annuaire.structures (commune)`.execute(db);
  await sql`create index structures_par_identifiant on annuaire.structures (identifiant)`.execute(db);
  await sql`create index structures_par_finess on annuaire.structures (finess) where finess is not null`.execute(db);

  await sql`create table annuaire.mots (mot text collate "C" not null, occurrences int not null)`.execute(db);
  await sql`create index mots_par_trigramme on annuaire.mots using gin (mot gin_trgm_ops) with (fastupdate = off)`.execute(db);

  await sql`create table annuaire.libelles (famille text not null, code text collate "C" not null, libelle text not null)`.execute(db);
  await sql`create unique index libelle_par_code on annuaire.libelles (famille, code)`.execute(db);

  await sql`create table annuaire.etablissements (
    finess text collate "C" not null,
    finess_juridique text collate "C",
    raison_sociale text not null,
    raison_longue text,
    categorie text,
    categorie_libelle text,
    adresse text,
    code_postal text,
    commune text collate "C",
    commune_libelle text,
    departement text,
    telephone text,
    siret text,
    lat double precision,
    lon double precision,
    cle text collate "C" not null)`.execute(db);
  await sql`create unique index etablissement_par_finess on annuaire.etablissements (finess)`.execute(db);
  await sql`create index etablissements_par_commune on annuaire.etablissements (commune)`.execute(db);
  await sql`create index etablissements_par_cle on annuaire.etablissements using gin (cle gin_trgm_ops)`.execute(db);
  await sql`reset role`.execute(db);
}
