import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { preparerSchema } from '#server/demarrage.ts';
import { dossierDonnees } from '#tools/racine.ts';
import { type Adresse, ouvrirPool } from './connexion.ts';
import { lancerServeur } from './embarque.ts';

/**
 * The databases of a test run, one for each worker: fresh, migrated once, dropped at the end. On the embedded server by default,
 * on any other with MAILLAGE_ESSAIS_URL (an owner who may create databases and roles).
 */
export async function setup(projet: TestProject): Promise<() => Promise<void>> {
  const run = `essais_${process.pid}_${Date.now().toString(36)}`;
  const noms = Array.from({ length: projet.config.maxWorkers }, (_, i) => `${run}_${i + 1}`);
  const { adresseDe, arreter } = serveur();
  const admin = ouvrirPool(adresseDe('postgres'), undefined, 1);
  const adresses = noms.map(adresseDe);
  for (const nom of noms) await admin.query(`create database ${nom}`);
  // One after the other: the roles that the first migrations make belong to the whole server.
  for (const adresse of adresses) await preparerSchema(adresse);
  projet.provide('adressesEssais', adresses);
  return async () => {
    for (const nom of noms) await admin.query(`drop database if exists ${nom} with (force)`);
    const { rows } = await admin.query<{ n: number }>("select count(*)::int as n from pg_database where datname like 'essais_%'");
    await admin.end();
    if (rows[0]?.n === 0) arreter();
  };
}

/** The server of the run, and how to reach a database of it. */
function serveur(): { readonly adresseDe: (nom: string) => Adresse; readonly arreter: () => void } {
  const url = process.env.MAILLAGE_ESSAIS_URL;
  if (url) return { adresseDe: (nom) => ({ url: Object.assign(new URL(url), { pathname: `/${nom}` }).href }), arreter: () => {} };
  const dossier = join(dossierDonnees(), 'essais');
  mkdirSync(dossier, { recursive: true });
  // The data of a test run may be lost with the machine: no fsync. Two runs at once share the server and not the bases.
  const { hote, port, arreter } = lancerServeur({ dossier, reglages: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] });
  return { adresseDe: (base) => ({ hote, port, base }), arreter };
}
