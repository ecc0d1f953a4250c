import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** Values of the contract that are counted here, or read in a spreadsheet: the formula chosen for a line, the file, what its rows mean. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table calculs_lignes (
    cpts_id uuid not null references cpts,
    contrat_id uuid not null,
    indicateur text not null,
    formule text not null,
    parametre text not null default '',
    choisi_le timestamptz not null,
    choisi_par uuid references personnes,
    primary key (cpts_id, contrat_id, indicateur),
    foreign key (cpts_id, contrat_id) references contrats (cpts_id, id))`.execute(db);
  await sql`create table imports_releves (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    contrat_id uuid not null,
    statut text not null constraint statut_d_import_de_releves check (statut in ('deposee', 'importee', 'abandonnee')),
    annee integer not null,
    fichier text not null,
    empreinte text not null,
    le date not null,
    source text not null,
    contenu jsonb,
    valeurs integer,
    depose_le timestamptz not null,
    depose_par uuid references personnes,
    constraint contenu_d_un_depot check ((statut = 'deposee') = (contenu is not null)),
    foreign key (cpts_id, contrat_id) references contrats (cpts_id, id))`.execute(db);
  await sql`create index imports_releves_par_date on imports_releves (cpts_id, depose_le)`.execute(db);
  await sql`create table correspondances_releves (
    cpts_id uuid not null references cpts,
    signature text not null,
    contenu jsonb not null,
    retenue_le timestamptz not null,
    primary key (cpts_id, signature))`.execute(db);
  for (const table of ['calculs_lignes', 'correspondances_releves']) await isoler(db, table);
  await isoler(db, 'imports_releves', 'select, insert, update');
}
