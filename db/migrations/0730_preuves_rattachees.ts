import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** What a piece of evidence proved before it was tied to something else: by whom, when, why. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table preuves_rattachees (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    preuve_id uuid not null,
    indicateur text,
    livrable text,
    fiche_id uuid,
    motif text not null constraint motif_de_rattachement check (length(motif) between 1 and 500),
    rattachee_le timestamptz not null,
    rattachee_par uuid references personnes,
    foreign key (cpts_id, preuve_id) references preuves (cpts_id, id))`.execute(db);
  await sql`create index rattachements_par_preuve on preuves_rattachees (cpts_id, preuve_id)`.execute(db);
  await sql`create index preuves_par_ligne on preuves (cpts_id, indicateur)`.execute(db);
  await isoler(db, 'preuves_rattachees', 'select, insert');
}
