import { type Kysely, sql } from 'kysely';

/** Lists of numbers of the directory. */
const LISTES = { professionnels: ['structures', 'profils'], mots: ['professionnels'], presences: ['professionnels', 'profils'], equipes: ['structures', 'professionnels'], profils: ['professionnels'] };

/**
 * What is inside a list helps no plan and misleads some: once measured by the server, a word was said to be borne by three persons, and
 * two words of a name were crossed one by one. Nothing is measured there any more. Places are found by sector, as FHIR asks for them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local role maillage_donnees`.execute(db);
  for (const [table, colonnes] of Object.entries(LISTES)) for (const c of colonnes) await sql`alter table annuaire.${sql.ref(table)} alter column ${sql.ref(c)} set statistics 0`.execute(db);
  await sql`create index structures_par_secteur on annuaire.structures (secteur) where secteur is not null`.execute(db);
  await sql`create index etablissements_par_categorie on annuaire.etablissements (categorie) where categorie is not null`.execute(db);
  await sql`reset role`.execute(db);
}
