import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/**
 * The weekly letter, by person: wanted or not, on which day (1 is Monday), and the last day it was made. No line: wanted, on Monday.
 * The wish moves here from the membership: who has a role without a membership receives one too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table lettres_semaine (
    cpts_id uuid not null references cpts,
    personne_id uuid not null references personnes,
    voulue boolean not null default true,
    jour smallint not null default 1 constraint jour_de_la_semaine check (jour between 1 and 7),
    derniere_le date,
    primary key (cpts_id, personne_id))`.execute(db);
  await isoler(db, 'lettres_semaine');
  await sql`insert into lettres_semaine (cpts_id, personne_id, voulue) select distinct cpts_id, personne_id, false from adhesions where personne_id is not null and not resume_hebdomadaire`.execute(db);
  await sql`alter table adhesions drop column resume_hebdomadaire`.execute(db);
}
