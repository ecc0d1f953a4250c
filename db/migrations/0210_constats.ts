import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** The findings of a diagnosis and the priority that each person gives them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table constats (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    nature text not null constraint nature_de_constat check (nature in ('force', 'faiblesse', 'besoin')),
    texte text not null constraint texte_de_constat check (length(texte) between 1 and 500),
    chapitre text constraint chapitre_de_constat check (chapitre ~ '^[a-z_]{3,40}$'),
    ecrit_le timestamptz not null,
    ecrit_par uuid references personnes,
    constraint constat_dans_sa_cpts unique (cpts_id, id))`.execute(db);

  await sql`create table constat_priorites (
    cpts_id uuid not null references cpts,
    constat_id uuid not null,
    personne_id uuid not null references personnes,
    priorite integer not null constraint priorite_de_un_a_trois check (priorite between 1 and 3),
    primary key (cpts_id, constat_id, personne_id),
    foreign key (cpts_id, constat_id) references constats (cpts_id, id))`.execute(db);

  await isoler(db, 'constats', 'select, insert');
  await isoler(db, 'constat_priorites', 'select, insert, update');
}
