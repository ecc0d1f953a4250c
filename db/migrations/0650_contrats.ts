import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/**
 * The contract and what happens to it. The contract itself is one document, kept version after version; values, deliverables and
 * payments are lines of their own: a wrong one is withdrawn, never rewritten.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table contrats (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    statut text not null constraint statut_de_contrat check (statut in ('en_preparation', 'signee', 'resiliee', 'echue')),
    version integer not null constraint version_de_contrat check (version > 0),
    contenu jsonb not null constraint contrat_en_objet check (jsonb_typeof(contenu) = 'object'),
    modifie_le timestamptz not null,
    modifie_par uuid references personnes,
    constraint contrat_dans_sa_cpts unique (cpts_id, id))`.execute(db);
  await sql`create unique index un_contrat_en_cours_par_cpts on contrats (cpts_id) where statut in ('en_preparation', 'signee')`.execute(db);

  await sql`create table contrat_versions (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    contrat_id uuid not null,
    numero integer not null,
    contenu jsonb not null,
    motif text not null,
    enregistree_le timestamptz not null,
    auteur_id uuid references personnes,
    constraint une_version_de_contrat_par_numero unique (cpts_id, contrat_id, numero),
    foreign key (cpts_id, contrat_id) references contrats (cpts_id, id))`.execute(db);

  await sql`create table releves_indicateurs (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    contrat_id uuid not null,
    indicateur text not null,
    le date not null,
    nombre numeric(18, 6),
    vrai boolean,
    origine text not null constraint origine_de_releve check (origine in ('saisie', 'importee', 'calculee')),
    source text,
    formule text,
    preuves integer not null default 0 constraint preuves_positives check (preuves >= 0),
    note_le timestamptz not null,
    note_par uuid references personnes,
    retire_le timestamptz,
    retire_par uuid references personnes,
    constraint une_valeur_ou_un_fait check ((nombre is null) <> (vrai is null)),
    constraint formule_d_une_valeur_calculee check ((origine = 'calculee') = (formule is not null)),
    constraint releve_dans_sa_cpts unique (cpts_id, id),
    foreign key (cpts_id, contrat_id) references contrats (cpts_id, id))`.execute(db);
  await sql`create unique index un_releve_par_jour on releves_indicateurs (cpts_id, contrat_id, indicateur, le) where retire_le is null`.execute(db);

  await sql`create table livrables_fournis (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    contrat_id uuid not null,
    indicateur text not null,
    livrable text not null,
    le date not null,
    fichier_id uuid,
    note_le timestamptz not null,
    note_par uuid references personnes,
    retire_le timestamptz,
    foreign key (cpts_id, fichier_id) references fichiers (cpts_id, id),
    foreign key (cpts_id, contrat_id) references contrats (cpts_id, id))`.execute(db);
  await sql`create unique index un_livrable_fourni_une_fois on livrables_fournis (cpts_id, contrat_id, indicateur, livrable) where retire_le is null`.execute(db);

  await sql`create table versements_recus (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    contrat_id uuid not null,
    le date not null,
    montant bigint not null constraint versement_non_nul check (montant <> 0),
    poste text,
    annee integer,
    nature text constraint nature_de_versement check (nature in ('avance', 'solde', 'variable')),
    reference text,
    note_le timestamptz not null,
    note_par uuid references personnes,
    retire_le timestamptz,
    foreign key (cpts_id, contrat_id) references contrats (cpts_id, id))`.execute(db);
  await sql`create index versements_par_contrat on versements_recus (cpts_id, contrat_id, le)`.execute(db);

  await isoler(db, 'contrats', 'select, insert, update');
  await isoler(db, 'contrat_versions', 'select, insert');
  for (const table of ['releves_indicateurs', 'livrables_fournis', 'versements_recus']) await isoler(db, table, 'select, insert, update');
}
