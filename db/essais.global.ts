import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { assurerBase, preparerSchema } from '#server/demarrage.ts';
import { dossierDonnees } from '#tools/racine.ts';
import { type Adresse, ouvrirPool } from './connexion.ts';
import { lancerServeur } from './embarque.ts';

/**
 * The database of a test run: fresh, migrated once, dropped at the end. On the embedded server by default,
 * on any other with MAILLAGE_ESSAIS_URL (an owner who may create databases and roles).
 */
export async function setup(projet: TestProject): Promise<() => Promise<void>> {
  const nom = `essais_${process.pid}_${Date.now().toString(36)}`;
  const url = process.env.MAILLAGE_ESSAIS_URL;
  if (url) {
    const admin = ouvrirPool({ url }, undefined, 1);
    await admin.query(`create database ${nom}`);
    const adresse: Adresse = { url: Object.assign(new URL(url), { pathname: `/${nom}` }).href };
    await preparerSchema(adresse);
    projet.provide('adresseEssais', adresse);
    return async () => {
      await admin.query(`drop database if exists ${nom} with (force)`);
      await admin.end();
    };
  }
  const dossier = join(dossierDonnees(), 'essais');
  mkdirSync(dossier, { recursive: true });
  // The data of a test run may be lost with the machine: no fsync. Two runs at once share the server and not the base.
  const serveur = lancerServeur({ dossier, reglages: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] });
  await assurerBase(serveur, nom);
  const adresse: Adresse = { hote: serveur.hote, port: serveur.port, base: nom };
  await preparerSchema(adresse);
  projet.provide('adresseEssais', adresse);
  return async () => {
    const admin = ouvrirPool({ hote: serveur.hote, port: serveur.port, base: 'postgres' }, undefined, 1);
    await admin.query(`drop database if exists ${nom} with (force)`);
    const { rows } = await admin.query<{ n: number }>("select count(*)::int as n from pg_database where datname like 'essais_%'");
    await admin.end();
    if (rows[0]?.n === 0) serveur.arreter();
  };
}
