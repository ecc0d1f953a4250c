import { type CompiledQuery, DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type SelectQueryBuilder, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

const MARQUE: unique symbol = Symbol('repere');
/** Stands in a statement for the value that each call gives. */
type Repere = { readonly [MARQUE]: string };

const estRepere = (v: unknown): v is Repere => typeof v === 'object' && v !== null && MARQUE in v;
const reperes = new Proxy({}, { get: (_, cle): Repere => ({ [MARQUE]: String(cle) }) });

/** Writes statements, and reaches no database. */
const redacteur = new Kysely<Schema>({ dialect: { createAdapter: () => new PostgresAdapter(), createDriver: () => new DummyDriver(), createIntrospector: (db) => new PostgresIntrospector(db), createQueryCompiler: () => new PostgresQueryCompiler() } });

/**
 * A list whose text is the same at each call: built and written out once, not at each page (that cost as much as sending it).
 * `construire` sees the values as marks: it puts them where they go and decides nothing on them.
 */
export function preparee<P extends object, DB, T extends keyof DB, L>(construire: (db: Kysely<Schema>, valeurs: P) => SelectQueryBuilder<DB, T, L>): (tx: Transaction<Schema>, valeurs: P) => Promise<L[]> {
  let ecrite: CompiledQuery<L> | undefined;
  return async (tx, valeurs) => {
    ecrite ??= construire(redacteur, reperes as P).compile() as CompiledQuery<L>;
    const parametres = ecrite.parameters.map((v) => (estRepere(v) ? valeurs[v[MARQUE] as keyof P] : v));
    return (await tx.executeQuery<L>({ ...ecrite, parameters: parametres })).rows;
  };
}
