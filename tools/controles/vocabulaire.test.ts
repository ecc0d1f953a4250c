import { expect, test } from 'vitest';
import { GLOSSAIRE, vocabulaire } from './vocabulaire.ts';
import type { Fichier } from './depot.ts';

const glossaire = (...mots: string[]): Fichier => ({ chemin: GLOSSAIRE, contenu: mots.map((m) => `| \`${m}\` | sens |`).join('\n') });
const manquants = (...fichiers: Fichier[]): (string | undefined)[] => vocabulaire(fichiers).map((p) => p.detail);

test.each([
  ['un module', { chemin: 'modules/aci/README.md', contenu: '' }, ['aci']],
  ['une table en SQL', { chemin: 'db/migrations/0001_socle.ts', contenu: 'create table if not exists seances (id uuid)' }, ['seances']],
  ['une table par Kysely', { chemin: 'db/migrations/0001_socle.ts', contenu: `db.schema.createTable('seances')` }, ['seances']],
  ['un statut en base', { chemin: 'db/migrations/0001_socle.ts', contenu: `check (statut in ('deposee', 'validee'))` }, ['deposee', 'validee']],
  ['un rôle', { chemin: 'core/tenancy.ts', contenu: `export const Role = z.enum(['adherent', 'ars']);` }, ['adherent', 'ars']],
  ['un statut du modèle', { chemin: 'modules/aci/model.ts', contenu: `export const StatutContrat = z.enum(['signe']);` }, ['aci', 'signe']],
  ['un statut de la table', { chemin: 'modules/aci/transitions.ts', contenu: `export const transitions = { signe: { resilier: 'resilie' } } as const satisfies T;` }, ['aci', 'signe']],
])('%s doit être au glossaire', (_, fichier, mots) => {
  expect(manquants(fichier)).toEqual(mots);
  expect(manquants(fichier, glossaire(...mots))).toEqual([]);
});

test('un mot écrit sans accents graves ne compte pas', () => {
  expect(manquants({ chemin: 'modules/aci/README.md', contenu: '' }, { chemin: GLOSSAIRE, contenu: 'aci' })).toEqual(['aci']);
});
