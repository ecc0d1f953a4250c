import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** Documents written in sections by several people, version after version: the letter of intent today, the health project next. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table redactions (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    genre text not null constraint genre_de_redaction check (genre ~ '^[a-z_]{3,40}$'),
    commencee_le date not null,
    commencee_par uuid references personnes,
    constraint une_redaction_par_genre unique (cpts_id, genre),
    constraint redaction_dans_sa_cpts unique (cpts_id, id))`.execute(db);

  await sql`create table redaction_sections (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    redaction_id uuid not null,
    cle text not null constraint cle_de_section check (cle ~ '^[a-z_]{3,40}$'),
    version integer not null constraint version_positive check (version > 0),
    champs jsonb not null constraint champs_en_objet check (jsonb_typeof(champs) = 'object'),
    texte text constraint texte_au_plus check (length(texte) <= 200000),
    proposition text not null,
    modifiee_le timestamptz not null,
    modifiee_par uuid references personnes,
    constraint une_section_par_cle unique (cpts_id, redaction_id, cle),
    constraint section_dans_sa_cpts unique (cpts_id, id),
    foreign key (cpts_id, redaction_id) references redactions (cpts_id, id))`.execute(db);

  // A text set aside has no number: it never was the section's. Versions are never edited.
  await sql`create table redaction_versions (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    section_id uuid not null,
    numero integer,
    base integer,
    motif text not null,
    champs jsonb not null,
    texte text,
    proposition text not null,
    enregistree_le timestamptz not null,
    auteur_id uuid references personnes,
    constraint mise_de_cote_sans_numero check ((motif = 'mise_de_cote') = (numero is null)),
    constraint une_version_par_numero unique (cpts_id, section_id, numero),
    foreign key (cpts_id, section_id) references redaction_sections (cpts_id, id))`.execute(db);
  await sql`create index versions_par_section on redaction_versions (cpts_id, section_id, id desc)`.execute(db);

  await isoler(db, 'redactions', 'select, insert');
  await isoler(db, 'redaction_sections', 'select, insert, update');
  await isoler(db, 'redaction_versions', 'select, insert');
}
