import { type Kysely, sql } from 'kysely';
import { archiver, isoler } from '../politiques.ts';

/** What is said between a CPTS, its ARS and its CPAM about what was deposited; answers shared with every CPTS; start-up aids; who writes a section now. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table depot_remarques (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    depot_id uuid not null,
    paragraphe integer not null constraint paragraphe_positif check (paragraphe >= 0),
    parent_id uuid,
    texte text not null constraint remarque_au_plus check (length(texte) between 1 and 4000),
    institution text not null constraint institution_qui_remarque check (institution in ('cpts', 'ars', 'assurance_maladie')),
    auteur_id uuid references personnes,
    le timestamptz not null,
    reglee_le timestamptz,
    reglee_par uuid references personnes,
    constraint remarque_dans_sa_cpts unique (cpts_id, id),
    foreign key (cpts_id, parent_id) references depot_remarques (cpts_id, id),
    foreign key (cpts_id, depot_id) references depots (cpts_id, id))`.execute(db);
  await sql`create index remarques_par_depot on depot_remarques (cpts_id, depot_id, id)`.execute(db);

  await sql`create table questions (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    numero integer not null constraint numero_positif check (numero > 0),
    depot_id uuid,
    objet text not null constraint objet_au_plus check (length(objet) between 1 and 200),
    texte text not null constraint question_au_plus check (length(texte) between 1 and 4000),
    cle text not null,
    institution text not null constraint institution_qui_demande check (institution in ('cpts', 'ars', 'assurance_maladie')),
    posee_par uuid references personnes,
    posee_le timestamptz not null,
    destinataire text not null constraint institution_qui_repond check (destinataire in ('cpts', 'ars', 'assurance_maladie')),
    porteur_id uuid references personnes,
    echeance date,
    statut text not null constraint statut_de_question check (statut in ('posee', 'repondue')),
    reponse text constraint reponse_au_plus check (length(reponse) <= 8000),
    repondue_par uuid references personnes,
    repondue_le timestamptz,
    version integer not null default 1 constraint version_positive check (version > 0),
    constraint on_ne_se_demande_pas_a_soi check (institution <> destinataire),
    constraint repondue_avec_reponse check ((statut = 'repondue') = (reponse is not null)),
    constraint une_question_par_numero unique (cpts_id, numero),
    constraint question_dans_sa_cpts unique (cpts_id, id),
    foreign key (cpts_id, depot_id) references depots (cpts_id, id))`.execute(db);

  // Shared by an explicit gesture, with the words the person chose: it names no CPTS, no person, no document.
  await sql`create table reponses_partagees (
    id uuid primary key default uuidv7(),
    objet text not null constraint objet_partage_au_plus check (length(objet) between 1 and 200),
    question text not null constraint question_partagee_au_plus check (length(question) between 1 and 4000),
    reponse text not null constraint reponse_partagee_au_plus check (length(reponse) between 1 and 8000),
    cle text not null,
    mots tsvector not null generated always as (to_tsvector('french', cle)) stored,
    partagee_le date not null)`.execute(db);
  await sql`create index partagees_par_mots on reponses_partagees using gin (mots)`.execute(db);
  await sql`create table partages (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    question_id uuid not null,
    partage_id uuid not null,
    partage_le timestamptz not null,
    partage_par uuid references personnes,
    retire_le timestamptz,
    retire_par uuid references personnes,
    constraint un_partage_par_reponse unique (cpts_id, partage_id),
    foreign key (cpts_id, question_id) references questions (cpts_id, id))`.execute(db);

  await sql`create table aides (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    financeur text not null constraint financeur_d_aide check (financeur in ('ars', 'fir', 'assurance_maladie', 'autre')),
    objet text not null constraint objet_d_aide_au_plus check (length(objet) between 1 and 200),
    region text not null,
    demandee_centimes bigint constraint demande_positive check (demandee_centimes >= 0),
    demandee_le date,
    accordee_centimes bigint constraint accord_positif check (accordee_centimes >= 0),
    accordee_le date,
    versee_centimes bigint constraint versement_positif check (versee_centimes >= 0),
    versee_le date,
    fichier_id uuid,
    commentaire text not null,
    version integer not null default 1 constraint version_positive check (version > 0),
    supprimee_le timestamptz,
    constraint aide_dans_sa_cpts unique (cpts_id, id),
    foreign key (cpts_id, fichier_id) references fichiers (cpts_id, id))`.execute(db);

  // Who writes a section at this moment: it forbids nothing, it tells the others. A beat too old is nobody.
  await sql`create table redaction_presences (
    cpts_id uuid not null references cpts,
    genre text not null,
    cle text not null,
    personne_id uuid not null references personnes,
    depuis timestamptz not null,
    battue_le timestamptz not null,
    primary key (cpts_id, genre, cle))`.execute(db);

  await isoler(db, 'depot_remarques', 'select, insert, update');
  await isoler(db, 'questions', 'select, insert, update');
  await isoler(db, 'partages', 'select, insert, update');
  await isoler(db, 'aides', 'select, insert, update');
  await isoler(db, 'redaction_presences');

  await sql`alter table reponses_partagees enable row level security`.execute(db);
  await sql`alter table reponses_partagees force row level security`.execute(db);
  await sql`create policy lue_par_toutes on reponses_partagees for select to maillage_app using (true)`.execute(db);
  await sql`create policy partagee_par_geste on reponses_partagees for insert to maillage_app with check (true)`.execute(db);
  // Only the CPTS that shared may take back: the look into partages is itself held by its policy.
  await sql`create policy retiree_par_la_sienne on reponses_partagees for delete to maillage_app using (exists (select from partages p where p.partage_id = reponses_partagees.id))`.execute(db);
  await sql`create policy par_le_gardien on reponses_partagees for all to maillage_gardien, maillage_archiviste using (true) with check (true)`.execute(db);
  await sql`grant select, insert, delete on reponses_partagees to maillage_app`.execute(db);
  await archiver(db, 'reponses_partagees');
}
