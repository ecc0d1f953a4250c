import { type Kysely, sql } from 'kysely';
import { archiver } from '../politiques.ts';

/**
 * The published caps become rows, which the program writes from its own list at each start (db/plafonds.ts): a year that comes is one
 * line of modules/finances/constants.ts, and no migration. Nobody else writes them; only the keeper's functions read them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table plafonds_publies (
    annee integer primary key constraint annee_publiee check (annee between 2000 and 2100),
    centimes bigint not null constraint plafond_publie_vraisemblable check (centimes between 1000000 and 20000000),
    source text not null)`.execute(db);
  await sql`insert into plafonds_publies (annee, centimes, source) select a, plafond_annuel(a), '' from generate_series(2000, 2100) a where plafond_annuel(a) is not null`.execute(db);
  await archiver(db, 'plafonds_publies');
  await sql`grant select on plafonds_publies to maillage_gardien`.execute(db);
  await sql.raw(`create or replace function plafond_annuel(p_annee integer) returns bigint language sql stable set search_path = public as $$
    select centimes from plafonds_publies where annee = p_annee $$`).execute(db);
}
