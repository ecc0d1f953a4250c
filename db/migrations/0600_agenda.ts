import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** Working groups, polls, and what a person told of their week. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table groupes_travail (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    nom text not null constraint groupe_nomme check (length(nom) between 1 and 120),
    rythme text constraint rythme_court check (length(rythme) <= 300),
    duree_minutes integer not null default 120 constraint duree_du_groupe check (duree_minutes between 15 and 1440),
    actif boolean not null default true,
    constraint un_groupe_par_nom unique (cpts_id, nom),
    constraint groupe_dans_sa_cpts unique (cpts_id, id))`.execute(db);
  await sql`create table groupe_membres (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    groupe_id uuid not null,
    personne_id uuid not null references personnes,
    role text not null default 'utile' constraint role_dans_le_groupe check (role in ('essentiel', 'utile', 'informe')),
    constraint une_fois_par_groupe unique (cpts_id, groupe_id, personne_id),
    foreign key (cpts_id, groupe_id) references groupes_travail (cpts_id, id))`.execute(db);

  await sql`create table sondages (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    statut text not null default 'ouverte' constraint statut_de_sondage check (statut in ('ouverte', 'close', 'retenue', 'annulee')),
    version integer not null default 1,
    titre text not null constraint sondage_titre check (length(titre) between 1 and 200),
    duree_minutes integer not null constraint duree_du_sondage check (duree_minutes between 15 and 1440),
    lieu text not null default '' constraint lieu_court check (length(lieu) <= 300),
    lien_visio text not null default '' constraint visio_courte check (length(lien_visio) <= 500),
    groupe_id uuid,
    organisateur_id uuid not null references personnes,
    cree_le timestamptz not null,
    cloture_le timestamptz not null,
    complet_le timestamptz,
    relance_le timestamptz,
    date_retenue timestamptz,
    constraint retenue_avec_sa_date check ((statut = 'retenue') = (date_retenue is not null)),
    constraint sondage_dans_sa_cpts unique (cpts_id, id),
    foreign key (cpts_id, groupe_id) references groupes_travail (cpts_id, id))`.execute(db);
  await sql`create index sondages_ouverts on sondages (cpts_id, cloture_le) where statut = 'ouverte'`.execute(db);
  await sql`create table sondage_dates (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    sondage_id uuid not null,
    rang smallint not null,
    debut timestamptz not null,
    constraint une_date_par_rang unique (cpts_id, sondage_id, rang),
    constraint une_fois_chaque_date unique (cpts_id, sondage_id, debut),
    foreign key (cpts_id, sondage_id) references sondages (cpts_id, id))`.execute(db);
  // One letter per date, in the order of their ranks: o(ui), s(i besoin), n(on), - (pas encore). A grid is as many rows as people.
  await sql`create table sondage_participants (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    sondage_id uuid not null,
    personne_id uuid references personnes,
    nom text not null constraint participant_nomme check (length(nom) between 1 and 120),
    courriel text,
    role text not null default 'utile' constraint role_de_participant check (role in ('essentiel', 'utile', 'informe')),
    reponses text not null constraint reponses_en_lettres check (reponses ~ '^[osn-]*$'),
    commentaire text not null default '' constraint commentaire_court check (length(commentaire) <= 500),
    repondu_le timestamptz,
    constraint participant_une_fois unique (cpts_id, sondage_id, personne_id),
    constraint participant_dans_sa_cpts unique (cpts_id, id),
    foreign key (cpts_id, sondage_id) references sondages (cpts_id, id))`.execute(db);
  await sql`create index participants_par_personne on sondage_participants (cpts_id, personne_id)`.execute(db);

  // What a person told of their week, for the date engine; busy times hold nothing but their two ends.
  await sql`create table agenda_habitudes (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    personne_id uuid not null references personnes,
    consultations jsonb not null default '[]' constraint consultations_en_liste check (jsonb_typeof(consultations) = 'array'),
    conges jsonb not null default '[]' constraint conges_en_liste check (jsonb_typeof(conges) = 'array'),
    max_soirees integer constraint max_soirees_positif check (max_soirees between 0 and 366),
    a_distance boolean not null default false,
    constraint une_semaine_par_personne unique (cpts_id, personne_id))`.execute(db);

  for (const table of ['groupes_travail', 'sondages']) await isoler(db, table, 'select, insert, update');
  for (const table of ['groupe_membres', 'sondage_dates', 'sondage_participants', 'agenda_habitudes']) await isoler(db, table);
}
