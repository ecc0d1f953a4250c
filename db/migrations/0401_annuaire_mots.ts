import { type Kysely, sql } from 'kysely';

/**
 * Typing errors are looked up as the few hundred words at one error of what was typed: a plain index answers in a millisecond
 * where similarity by trigrams took thirty to eighty (docs/decisions/0040), and costs the import less.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local role maillage_donnees`.execute(db);
  await sql`drop index annuaire.mots_par_trigramme`.execute(db);
  await sql`create unique index mot_par_lettres on annuaire.mots (mot)`.execute(db);
  await sql`reset role`.execute(db);
}
