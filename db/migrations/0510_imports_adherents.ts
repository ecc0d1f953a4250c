import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** Registers taken up from a spreadsheet: the sheet as read, what its columns hold, and what each import changed, so that it can be undone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table imports_adherents (
    id uuid primary key default uuidv7(),
    cpts_id uuid not null references cpts,
    statut text not null constraint statut_d_import_d_adherents check (statut in ('deposee', 'importee', 'annulee', 'abandonnee')),
    fichier text not null,
    empreinte text not null constraint empreinte_sha256 check (empreinte ~ '^[0-9a-f]{64}$'),
    rang integer not null,
    lignes jsonb,
    colonnes text[] not null,
    categorie text,
    depuis date not null,
    changements jsonb not null default '[]',
    deposee_le timestamptz not null,
    deposee_par uuid references personnes,
    importee_le timestamptz,
    acces_le timestamptz,
    annulee_le timestamptz)`.execute(db);
  await sql`create index imports_adherents_par_date on imports_adherents (cpts_id, id desc)`.execute(db);
  await isoler(db, 'imports_adherents', 'select, insert, update');
}
