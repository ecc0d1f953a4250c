import { afterAll, beforeAll } from 'vitest';
import type { Kysely } from 'kysely';
import { preparerSchema } from '#server/demarrage.ts';
import { type Adresse, ouvrirDb, ouvrirPool } from './connexion.ts';
import { essaiAvecBase } from './essais.ts';
import type { Schema } from './schema.ts';

export type BaseASoi = { readonly adresse: Adresse; readonly db: Kysely<Schema>; readonly proprietaire: Kysely<Schema> };

/**
 * A database of the test's own, for what every CPTS shares and a test replaces whole (the open directory): tests of other
 * files would see it change under them. It exists once `beforeAll` has run.
 */
export function baseASoi(nom: string): BaseASoi {
  const commune = essaiAvecBase();
  const base = `essais_${nom}_${process.pid}_${Date.now().toString(36)}`;
  const admin = ouvrirPool(commune.adresse, undefined, 1);
  const adresse: Adresse = 'url' in commune.adresse ? { url: Object.assign(new URL(commune.adresse.url), { pathname: `/${base}` }).href } : { ...commune.adresse, base };
  const [pool, poolProprietaire] = [ouvrirPool(adresse, 'maillage_app', 4), ouvrirPool(adresse, undefined, 2)];
  beforeAll(async () => {
    await admin.query(`create database ${base}`);
    await preparerSchema(adresse);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([pool.end(), poolProprietaire.end()]);
    await admin.query(`drop database if exists ${base} with (force)`);
    await admin.end();
  });
  return { adresse, db: ouvrirDb(pool), proprietaire: ouvrirDb(poolProprietaire) };
}
