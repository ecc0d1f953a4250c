import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** Action sheets: one document kept version after version; what lists sort and search on is also a column. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table fiches_action (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    statut text not null constraint statut_de_fiche check (statut in ('proposee', 'engagee', 'suspendue', 'achevee', 'abandonnee')),
    version integer not null constraint version_de_fiche check (version > 0),
    titre text not null constraint titre_de_fiche check (length(titre) between 1 and 200),
    mission text not null constraint mission_de_fiche check (mission in ('acces', 'parcours', 'prevention', 'crise', 'qualite', 'accompagnement')),
    pilote_id uuid references personnes,
    debut date,
    fin date,
    mots text not null,
    contenu jsonb not null constraint fiche_en_objet check (jsonb_typeof(contenu) = 'object'),
    modifie_le timestamptz not null,
    modifie_par uuid references personnes,
    constraint fiche_dans_l_ordre check (fin is null or debut is null or fin >= debut),
    constraint fiche_dans_sa_cpts unique (cpts_id, id))`.execute(db);
  await sql`create index fiches_par_mission on fiches_action (cpts_id, mission, titre)`.execute(db);
  await sql`create index fiches_par_statut on fiches_action (cpts_id, statut, fin)`.execute(db);
  await sql`create table fiche_action_versions (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    fiche_id uuid not null,
    numero integer not null,
    contenu jsonb not null,
    motif text not null,
    enregistree_le timestamptz not null,
    auteur_id uuid references personnes,
    constraint version_de_fiche_par_numero unique (cpts_id, fiche_id, numero),
    foreign key (cpts_id, fiche_id) references fiches_action (cpts_id, id))`.execute(db);
  await isoler(db, 'fiches_action', 'select, insert, update');
  await isoler(db, 'fiche_action_versions', 'select, insert');
}
