import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** Who is of the CPTS, and as what: categories and colleges as the CPTS chose them, memberships from the first word to the last day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // One line per CPTS. What is null is not decided: it is asked, never assumed.
  await sql`create table reglages_adhesion (
    cpts_id uuid primary key references cpts,
    version integer not null default 0,
    candidature_ouverte boolean not null default false,
    presentation text not null default '',
    vote_si_a_jour boolean,
    delai_depart_jours integer not null default 7 constraint delai_de_depart check (delai_depart_jours between 0 and 365),
    instance_competente text not null default '')`.execute(db);

  await sql`create table categories_adhesion (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    code text not null constraint code_de_categorie check (code ~ '^[a-z0-9_]{2,40}$'),
    libelle text not null constraint libelle_de_categorie check (length(libelle) between 2 and 120),
    association boolean,
    vote boolean,
    cotise boolean,
    rang integer not null default 0,
    active boolean not null default true,
    constraint une_categorie_par_code unique (cpts_id, code))`.execute(db);

  await sql`create table colleges (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    code text not null constraint code_de_college check (code ~ '^[a-z0-9_]{1,40}$'),
    libelle text not null constraint libelle_de_college check (length(libelle) between 2 and 120),
    professions text[] not null default '{}',
    categories text[] not null default '{}',
    rang integer not null default 0,
    actif boolean not null default true,
    constraint un_college_par_code unique (cpts_id, code),
    constraint college_dans_sa_cpts unique (cpts_id, id))`.execute(db);

  await sql`create table adhesions (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    statut text not null constraint statut_adhesion check (statut in ('proposee', 'deposee', 'en_instruction', 'validee', 'refusee', 'retiree', 'depart_demande', 'exclusion_engagee', 'entendue', 'exclue', 'resiliee')),
    version integer not null default 1,
    personne_id uuid references personnes,
    nom text not null constraint nom_d_adherent check (length(nom) between 1 and 160),
    cle text not null,
    courriel text constraint courriel_en_minuscules check (courriel = lower(courriel) and length(courriel) <= 254),
    telephone text,
    rpps text constraint rpps_a_onze_chiffres check (rpps ~ '^[0-9]{11}$'),
    profession text,
    fonction text,
    commune text,
    commune_nom text,
    structure text,
    categorie text not null,
    college_id uuid,
    origine text not null constraint origine_d_adhesion check (origine in ('formulaire', 'invitation', 'annuaire', 'parrainage', 'saisie')),
    proposee_par uuid references personnes,
    message text,
    proposee_le timestamptz,
    deposee_le timestamptz,
    decidee_le date,
    motif text,
    membre_depuis date,
    fin_le date,
    implication text not null default 'informe' constraint implication_connue check (implication in ('informe', 'consulte', 'participe', 'pilote')),
    resume_hebdomadaire boolean not null default true,
    effacee_le date,
    modifiee_le timestamptz not null,
    constraint membre_a_un_debut check (statut not in ('validee', 'depart_demande', 'exclusion_engagee', 'entendue', 'resiliee', 'exclue') or membre_depuis is not null),
    constraint fin_apres_debut check (fin_le is null or membre_depuis is null or fin_le >= membre_depuis),
    constraint adhesion_dans_sa_cpts unique (cpts_id, id),
    foreign key (cpts_id, categorie) references categories_adhesion (cpts_id, code),
    foreign key (cpts_id, college_id) references colleges (cpts_id, id))`.execute(db);
  await sql`create unique index une_adhesion_en_cours_par_courriel on adhesions (cpts_id, courriel)
    where statut in ('proposee', 'deposee', 'en_instruction', 'validee', 'depart_demande', 'exclusion_engagee', 'entendue')`.execute(db);
  await sql`create unique index une_adhesion_en_cours_par_rpps on adhesions (cpts_id, rpps)
    where statut in ('proposee', 'deposee', 'en_instruction', 'validee', 'depart_demande', 'exclusion_engagee', 'entendue')`.execute(db);
  await sql`create index adhesions_par_nom on adhesions (cpts_id, cle, id)`.execute(db);
  await sql`create index adhesions_par_personne on adhesions (cpts_id, personne_id)`.execute(db);

  for (const t of ['reglages_adhesion', 'categories_adhesion', 'colleges', 'adhesions']) await isoler(db, t, 'select, insert, update');
}
