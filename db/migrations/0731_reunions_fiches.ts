import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** The action sheet that a meeting works for, one at most: its signed sheet becomes evidence of that action. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table reunions_fiches (
    cpts_id uuid not null references cpts,
    reunion_id uuid not null,
    fiche_id uuid not null,
    rattachee_le timestamptz not null,
    primary key (cpts_id, reunion_id),
    foreign key (cpts_id, reunion_id) references reunions (cpts_id, id),
    foreign key (cpts_id, fiche_id) references fiches_action (cpts_id, id))`.execute(db);
  await sql`create index reunions_par_fiche on reunions_fiches (cpts_id, fiche_id)`.execute(db);
  await isoler(db, 'reunions_fiches');
}
