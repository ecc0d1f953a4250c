import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** « C'est vous ? » answered by no: the entry of the directory is not offered again to that person. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table fiches_declinees (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    personne_id uuid not null references personnes,
    rpps text not null constraint rpps_decline_a_onze_chiffres check (rpps ~ '^[0-9]{11}$'),
    declinee_le timestamptz not null,
    constraint une_reponse_par_fiche unique (cpts_id, personne_id, rpps))`.execute(db);
  await isoler(db, 'fiches_declinees');
}
