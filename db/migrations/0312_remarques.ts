import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** Remarks between members on what they are writing; a pen that frees itself; where the amount of an aid was read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table redaction_remarques (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    genre text not null constraint genre_remarque check (genre in ('lettre_intention', 'projet_sante')),
    cle text not null,
    parent_id uuid,
    passage text not null constraint passage_au_plus check (length(passage) <= 500),
    texte text not null constraint remarque_au_plus check (length(texte) between 1 and 4000),
    auteur_id uuid references personnes,
    le timestamptz not null,
    reglee_le timestamptz,
    reglee_par uuid references personnes,
    constraint remarque_dans_sa_redaction unique (cpts_id, id),
    foreign key (cpts_id, parent_id) references redaction_remarques (cpts_id, id))`.execute(db);
  await sql`create index remarques_par_section on redaction_remarques (cpts_id, genre, cle, id)`.execute(db);
  await isoler(db, 'redaction_remarques', 'select, insert, update');

  // Without script a pen is kept a quarter of an hour; with one it is kept alive each minute and freed two minutes after the last beat.
  await sql`alter table redaction_presences add column expire_le timestamptz not null default now()`.execute(db);
  await sql`alter table redaction_presences alter column expire_le drop default`.execute(db);

  await sql`alter table aides add column source text not null default '' constraint source_d_aide_au_plus check (length(source) <= 300)`.execute(db);
}
