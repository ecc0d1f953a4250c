import { randomBytes } from 'node:crypto';
import { preparerSchema } from '#server/demarrage.ts';
import { type Adresse, ouvrirPool } from './connexion.ts';

/** The same server, another database. */
export const autreBase = (adresse: Adresse, nom: string): Adresse => ('url' in adresse ? { url: Object.assign(new URL(adresse.url), { pathname: `/${nom}` }).href } : { ...adresse, base: nom });

/** A database for one test alone, migrated and empty, for what looks at the whole instance (outbox, backup, operator page). Drop it with `supprimer`. */
export async function baseAPart(adresse: Adresse, migree = true): Promise<{ adresse: Adresse; supprimer: () => Promise<void> }> {
  const nom = `essais_${process.pid}_${randomBytes(6).toString('hex')}`;
  const admin = ouvrirPool(adresse, undefined, 1);
  await admin.query(`create database ${nom}`);
  const aPart = autreBase(adresse, nom);
  if (migree) await preparerSchema(aPart);
  return {
    adresse: aPart,
    supprimer: async () => {
      await admin.query(`drop database if exists ${nom} with (force)`);
      await admin.end();
    },
  };
}
