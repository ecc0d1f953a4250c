import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** A finding is proposed, kept or set aside, may be edited, and freezes the figure that supports it. Saved what-if scenarios. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table constats
    add column statut text not null default 'proposee' constraint statut_de_constat check (statut in ('proposee', 'retenue', 'ecartee')),
    add column version integer not null default 1 constraint version_de_constat_positive check (version > 0),
    add column chiffre jsonb,
    add column reponse text constraint reponse_de_constat check (length(reponse) between 1 and 300),
    add column modifie_le timestamptz,
    add column modifie_par uuid references personnes`.execute(db);
  await sql`grant update on constats to maillage_app`.execute(db);

  await sql`create table scenarios (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    nom text not null constraint nom_de_scenario check (length(nom) between 1 and 80),
    gestes text[] not null constraint scenario_a_un_geste check (cardinality(gestes) between 1 and 12),
    statut text not null default 'gardee' constraint statut_de_scenario check (statut in ('gardee', 'retenue', 'supprimee')),
    resultat jsonb not null,
    garde_le timestamptz not null,
    garde_par uuid references personnes,
    constraint scenario_dans_sa_cpts unique (cpts_id, id))`.execute(db);
  await sql`create index scenarios_par_cpts on scenarios (cpts_id, id desc)`.execute(db);
  await isoler(db, 'scenarios', 'select, insert, update');
}
