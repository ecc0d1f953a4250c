import { type Kysely, sql } from 'kysely';

/** What tells the file of an import from another: the same one is known before it is read again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local role maillage_donnees`.execute(db);
  await sql`alter table annuaire.imports add column octets bigint, add column sha256 text constraint sha256_en_hexadecimal check (sha256 ~ '^[0-9a-f]{64}$')`.execute(db);
  await sql`reset role`.execute(db);
}
