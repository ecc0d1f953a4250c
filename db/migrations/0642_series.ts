import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** Meetings that come back: the rule as calendars write it, and each of its meetings tied to the instant the rule gave it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table reunion_series (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    titre text not null constraint serie_titre check (length(titre) between 1 and 200),
    regle text not null constraint serie_bornee check (regle ~ '^FREQ=(WEEKLY|MONTHLY);.*COUNT=[0-9]+$'),
    rythme text not null,
    debut timestamptz not null,
    minutes integer not null constraint serie_qui_dure check (minutes between 15 and 1440),
    fuseau text not null,
    lieu text not null default '',
    lien_visio text not null default '',
    groupe_id uuid,
    organisateur_id uuid not null references personnes,
    uid text not null,
    exceptions timestamptz[] not null default '{}',
    ouverte_le timestamptz not null,
    constraint serie_dans_sa_cpts unique (cpts_id, id),
    constraint une_serie_par_uid unique (cpts_id, uid),
    foreign key (cpts_id, groupe_id) references groupes_travail (cpts_id, id))`.execute(db);
  await sql`create index series_par_groupe on reunion_series (cpts_id, groupe_id)`.execute(db);
  await sql`alter table reunions add column serie_id uuid, add column occurrence timestamptz,
    add constraint occurrence_d_une_serie check ((serie_id is null) = (occurrence is null)),
    add constraint une_reunion_par_occurrence unique (cpts_id, serie_id, occurrence),
    add foreign key (cpts_id, serie_id) references reunion_series (cpts_id, id)`.execute(db);
  await isoler(db, 'reunion_series', 'select, insert, update');
}
