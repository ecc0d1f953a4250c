import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** What each meeting was before the rest of its series changed, so that the change can be undone; and what people had answered to that date. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table reunion_changements (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    serie_id uuid not null,
    reunion_id uuid not null,
    changee_le timestamptz not null,
    debut timestamptz not null,
    fin timestamptz not null,
    lieu text not null,
    lien_visio text not null,
    sequence integer not null,
    defait_le timestamptz,
    foreign key (cpts_id, serie_id) references reunion_series (cpts_id, id),
    foreign key (cpts_id, reunion_id) references reunions (cpts_id, id))`.execute(db);
  await sql`create index changements_par_serie on reunion_changements (cpts_id, serie_id, changee_le)`.execute(db);
  await sql`create index changements_par_reunion on reunion_changements (cpts_id, reunion_id)`.execute(db);
  await sql`alter table reunion_invites add column reponse_avant text
    constraint reponse_avant_connue check (reponse_avant in ('attendue', 'acceptee', 'provisoire', 'refusee'))`.execute(db);
  await isoler(db, 'reunion_changements', 'select, insert, update');
}
