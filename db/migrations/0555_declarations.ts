import { type Kysely, sql } from 'kysely';
import { isoler } from '../politiques.ts';

/** What is told to the préfecture, beside its day: the receipt, and how near its term the last reminder was sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table declarations_prefecture (
    cpts_id uuid not null references cpts,
    objet text not null constraint objet_declare check (objet in ('mandat', 'fin_mandat', 'statuts')),
    objet_id uuid not null,
    numero text constraint numero_de_recepisse check (length(numero) between 1 and 120),
    fichier_id uuid,
    rappel integer,
    primary key (cpts_id, objet, objet_id))`.execute(db);
  await isoler(db, 'declarations_prefecture', 'select, insert, update');
}
