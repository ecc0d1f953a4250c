import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** Objectives of the health project, each born from findings kept together. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table objectifs (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    titre text not null constraint titre_d_objectif check (length(titre) between 1 and 200),
    mission text not null constraint mission_d_objectif check (mission in ('acces', 'parcours', 'prevention', 'crise', 'qualite', 'accompagnement')),
    constats uuid[] not null constraint objectif_ne_d_un_constat check (cardinality(constats) between 1 and 20),
    indicateur text not null default '' constraint indicateur_d_objectif check (length(indicateur) <= 300),
    cible text not null default '' constraint cible_d_objectif check (length(cible) <= 300),
    annee integer not null constraint annee_d_objectif check (annee between 2000 and 2100),
    statut text not null default 'retenue' constraint statut_d_objectif check (statut in ('retenue', 'atteinte', 'retiree')),
    version integer not null default 1,
    modifie_le timestamptz not null,
    modifie_par uuid references personnes,
    constraint objectif_dans_sa_cpts unique (cpts_id, id))`.execute(db);
  await sql`create index objectifs_par_annee on objectifs (cpts_id, annee, id)`.execute(db);
  await isoler(db, 'objectifs', 'select, insert, update');
}
