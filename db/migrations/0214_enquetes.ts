import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/**
 * Surveys. Choices are kept as counts and texts apart, under numbers drawn at random: no row holds what one person answered. Who took
 * part is known by a hash until the survey is over, so that nobody answers twice; then it is forgotten.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table enquetes (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    titre text not null constraint titre_d_enquete check (length(titre) between 1 and 120),
    but text not null constraint but_d_enquete check (length(but) between 1 and 500),
    adressee text not null constraint adressee_au_public_ou_aux_membres check (adressee in ('public', 'membres')),
    cloture date not null,
    questions jsonb not null default '[]' constraint douze_questions_au_plus check (jsonb_array_length(questions) <= 12),
    statut text not null default 'preparee' constraint statut_d_enquete check (statut in ('preparee', 'ouverte', 'close', 'abandonnee')),
    reponses integer not null default 0 constraint reponses_comptees check (reponses >= 0),
    comptes jsonb not null default '[]',
    version integer not null default 1,
    ecrite_le timestamptz not null,
    ecrite_par uuid references personnes,
    ouverte_le timestamptz,
    constraint enquete_dans_sa_cpts unique (cpts_id, id))`.execute(db);
  await sql`create index enquetes_par_cpts on enquetes (cpts_id, id desc)`.execute(db);

  await sql`create table enquete_textes (
    id uuid primary key default gen_random_uuid(),
    cpts_id uuid not null references cpts,
    enquete_id uuid not null,
    question integer not null constraint question_d_enquete check (question between 0 and 11),
    texte text not null constraint texte_d_enquete check (length(texte) between 1 and 500),
    foreign key (cpts_id, enquete_id) references enquetes (cpts_id, id))`.execute(db);
  await sql`create index enquete_textes_par_enquete on enquete_textes (cpts_id, enquete_id)`.execute(db);

  await sql`create table enquete_participations (
    cpts_id uuid not null references cpts,
    enquete_id uuid not null,
    empreinte text not null,
    primary key (cpts_id, enquete_id, empreinte),
    foreign key (cpts_id, enquete_id) references enquetes (cpts_id, id))`.execute(db);

  await isoler(db, 'enquetes', 'select, insert, update');
  await isoler(db, 'enquete_textes', 'select, insert, delete');
  await isoler(db, 'enquete_participations', 'select, insert, delete');

  await sql`alter table constats add column enquete jsonb`.execute(db);
}
