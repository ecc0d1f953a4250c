import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** Signed sheets of meetings, received from the agenda: evidence that waits to be tied to what it proves. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table feuilles_recues (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    cle text not null,
    titre text not null,
    jour date not null,
    fichier_id uuid not null,
    empreinte text not null,
    recue_le timestamptz not null,
    versee_le timestamptz,
    constraint une_feuille_par_cle unique (cpts_id, cle),
    foreign key (cpts_id, fichier_id) references fichiers (cpts_id, id))`.execute(db);
  await isoler(db, 'feuilles_recues', 'select, insert, update');
}
