import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** What a meeting needs besides its words: papers, the dates it had, rooms, what a poll must reach, reminders of its tasks. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table reunion_documents (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    reunion_id uuid not null,
    point_id uuid,
    fichier_id uuid not null,
    genre text not null constraint genre_de_document check (genre in ('document', 'feuille')),
    depose_le timestamptz not null,
    depose_par uuid not null references personnes,
    retire_le timestamptz,
    constraint document_de_reunion_dans_sa_cpts unique (cpts_id, id),
    foreign key (cpts_id, reunion_id) references reunions (cpts_id, id),
    foreign key (cpts_id, point_id) references reunion_points (cpts_id, id) on delete set null (point_id),
    foreign key (cpts_id, fichier_id) references fichiers (cpts_id, id))`.execute(db);
  await sql`create index documents_par_reunion on reunion_documents (cpts_id, reunion_id)`.execute(db);

  await sql`create table reunion_deplacements (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    reunion_id uuid not null,
    debut timestamptz not null,
    fin timestamptz not null,
    motif text not null constraint deplacement_motive check (length(motif) between 1 and 500),
    deplacee_le timestamptz not null,
    deplacee_par uuid not null references personnes,
    foreign key (cpts_id, reunion_id) references reunions (cpts_id, id))`.execute(db);
  await sql`create index deplacements_par_reunion on reunion_deplacements (cpts_id, reunion_id)`.execute(db);

  await sql`create table agenda_salles (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    nom text not null constraint salle_nommee check (length(nom) between 1 and 120),
    places integer not null constraint places_de_la_salle check (places between 1 and 2000),
    actif boolean not null default true,
    constraint une_salle_par_nom unique (cpts_id, nom))`.execute(db);

  // What the date must reach (quorum, by profession and college), as asked when the poll was opened; and since when anybody may answer.
  await sql`alter table sondages add column exigences jsonb not null default '{}' constraint exigences_en_objet check (jsonb_typeof(exigences) = 'object'), add column public_depuis timestamptz`.execute(db);
  await sql`alter table reunion_taches add column rappelee_le timestamptz`.execute(db);
  await sql`create index reunions_par_groupe on reunions (cpts_id, groupe_id, debut)`.execute(db);

  await isoler(db, 'reunion_documents', 'select, insert, update');
  await isoler(db, 'reunion_deplacements', 'select, insert');
  await isoler(db, 'agenda_salles', 'select, insert, update');
}
