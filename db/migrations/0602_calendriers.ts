import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** What is read of outside calendars (two ends of a busy time, nothing else) and the feeds one subscribes to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table agenda_calendriers (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    personne_id uuid not null references personnes,
    nom text not null constraint calendrier_nomme check (length(nom) between 1 and 120),
    adresse_scellee text,
    lu_le timestamptz,
    defaut text,
    constraint calendrier_dans_sa_cpts unique (cpts_id, id))`.execute(db);
  await sql`create index calendriers_par_personne on agenda_calendriers (cpts_id, personne_id)`.execute(db);
  await sql`create table agenda_occupations (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    calendrier_id uuid not null,
    personne_id uuid not null references personnes,
    debut timestamptz not null,
    fin timestamptz not null,
    constraint occupation_qui_dure check (fin > debut),
    foreign key (cpts_id, calendrier_id) references agenda_calendriers (cpts_id, id))`.execute(db);
  await sql`create index occupations_par_personne on agenda_occupations (cpts_id, personne_id, debut)`.execute(db);
  await sql`create index occupations_par_calendrier on agenda_occupations (cpts_id, calendrier_id)`.execute(db);
  // The secret of a feed is the signature of its address: a row revoked closes it.
  await sql`create table agenda_flux (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    personne_id uuid not null references personnes,
    groupe_id uuid,
    cree_le timestamptz not null,
    revoque_le timestamptz,
    foreign key (cpts_id, groupe_id) references groupes_travail (cpts_id, id))`.execute(db);
  await sql`create index flux_par_personne on agenda_flux (cpts_id, personne_id)`.execute(db);
  await isoler(db, 'agenda_flux', 'select, insert, update');
  for (const table of ['agenda_calendriers', 'agenda_occupations']) await isoler(db, table);
}
