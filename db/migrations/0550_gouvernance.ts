import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** Statutes version after version, mandates, assemblies with their agenda, presence, proxies and votes, secret ballots. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table statuts_versions (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    numero integer not null constraint numero_de_statuts check (numero > 0),
    reponses jsonb not null constraint reponses_en_objet check (jsonb_typeof(reponses) = 'object'),
    statut text not null constraint statut_de_statuts check (statut in ('brouillon', 'en_vigueur', 'remplacee')),
    enregistree_le timestamptz not null,
    enregistree_par uuid references personnes,
    constraint une_version_de_statuts_par_numero unique (cpts_id, numero))`.execute(db);
  await sql`create unique index statuts_une_seule_en_vigueur on statuts_versions (cpts_id) where statut = 'en_vigueur'`.execute(db);

  await sql`create table mandats (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    fonction text not null constraint fonction_de_mandat check (length(fonction) between 1 and 120),
    personne_id uuid not null references personnes,
    debut date not null,
    fin date,
    cesse_le date,
    declare_le date,
    constraint mandat_dans_l_ordre check ((fin is null or fin >= debut) and (cesse_le is null or cesse_le >= debut)))`.execute(db);
  await sql`create index mandats_par_cpts on mandats (cpts_id, debut desc)`.execute(db);

  // Rules and electorate are kept as they were when the assembly was convened: a later change of statutes changes no past vote.
  await sql`create table assemblees (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    instance text not null constraint instance_d_assemblee check (instance in ('ag_ordinaire', 'ag_extraordinaire', 'conseil', 'bureau')),
    titre text not null constraint titre_d_assemblee check (length(titre) between 1 and 200),
    jour date not null,
    heure text not null constraint heure_d_assemblee check (heure ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    lieu text not null,
    convocation integer not null default 1 constraint convocation_une_ou_deux check (convocation in (1, 2)),
    statut text not null constraint statut_d_assemblee check (statut in ('preparee', 'convoquee', 'ouverte', 'close', 'approuvee')),
    regles jsonb,
    electeurs jsonb,
    presidence text,
    convoquee_le timestamptz,
    ouverte_le timestamptz,
    close_le timestamptz,
    approuvee_le timestamptz,
    signatures jsonb not null default '[]',
    observations text not null default '',
    constraint assemblee_dans_sa_cpts unique (cpts_id, id))`.execute(db);
  await sql`create index assemblees_par_jour on assemblees (cpts_id, jour desc)`.execute(db);

  await sql`create table assemblee_points (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    assemblee_id uuid not null,
    ordre integer not null,
    titre text not null constraint titre_de_point check (length(titre) between 1 and 300),
    genre text not null constraint genre_de_point check (genre in ('information', 'resolution', 'election')),
    decision text not null default 'ordinaire',
    sieges integer not null default 1,
    candidats jsonb not null default '[]',
    forme text not null constraint forme_de_vote check (forme in ('main_levee', 'secret', 'distance')),
    statut text not null constraint statut_de_point check (statut in ('a_venir', 'ouvert', 'clos')),
    bulletins jsonb not null default '[]',
    resultat jsonb,
    clos_le timestamptz,
    foreign key (cpts_id, assemblee_id) references assemblees (cpts_id, id),
    constraint point_d_assemblee_dans_sa_cpts unique (cpts_id, id))`.execute(db);
  await sql`create index points_par_assemblee on assemblee_points (cpts_id, assemblee_id, ordre)`.execute(db);

  await sql`create table assemblee_presences (
    cpts_id uuid not null references cpts,
    assemblee_id uuid not null,
    electeur text not null,
    moyen text not null constraint moyen_de_presence check (moyen in ('tape', 'feuille')),
    primary key (cpts_id, assemblee_id, electeur),
    foreign key (cpts_id, assemblee_id) references assemblees (cpts_id, id))`.execute(db);
  await sql`create table assemblee_procurations (
    cpts_id uuid not null references cpts,
    assemblee_id uuid not null,
    mandant text not null,
    mandataire text not null,
    recue_le timestamptz not null,
    primary key (cpts_id, assemblee_id, mandant, mandataire),
    foreign key (cpts_id, assemblee_id) references assemblees (cpts_id, id))`.execute(db);
  await sql`create table assemblee_envois (
    cpts_id uuid not null references cpts,
    assemblee_id uuid not null,
    electeur text not null,
    envoye_le timestamptz not null,
    sans_adresse boolean not null,
    primary key (cpts_id, assemblee_id, electeur),
    foreign key (cpts_id, assemblee_id) references assemblees (cpts_id, id))`.execute(db);

  // One row for a whole roll and one for a whole urn, each rewritten in sorted order: no time, no number, no order of arrival.
  await sql`create table scrutins_emargements (
    point_id uuid primary key,
    cpts_id uuid not null references cpts,
    cle_publique text not null,
    cle_privee text,
    emargement jsonb not null default '{}',
    foreign key (cpts_id, point_id) references assemblee_points (cpts_id, id))`.execute(db);
  await sql`create table scrutins_urnes (
    point_id uuid primary key,
    cpts_id uuid not null references cpts,
    bulletins jsonb not null default '[]',
    foreign key (cpts_id, point_id) references assemblee_points (cpts_id, id))`.execute(db);

  for (const t of ['statuts_versions', 'mandats', 'assemblees', 'assemblee_points', 'scrutins_emargements', 'scrutins_urnes']) await isoler(db, t, 'select, insert, update');
  for (const t of ['assemblee_presences', 'assemblee_procurations', 'assemblee_envois']) await isoler(db, t);
}
