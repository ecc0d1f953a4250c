import { expect, test } from 'vitest';
import { cascades, migrations, SCEAUX, sceller } from './migrations.ts';
import type { Fichier } from './depot.ts';

const UP = 'export async function up(db: Kysely<unknown>): Promise<void> {}';
const migration = (nom: string, contenu = UP): Fichier => ({ chemin: `db/migrations/${nom}`, contenu });
const details = (...fichiers: Fichier[]): (string | undefined)[] => migrations(fichiers).map((p) => p.detail);

test('deux migrations bien nommées et de numéros différents passent', () => {
  expect(details(migration('0001_socle.ts'), migration('0002_journal.ts'))).toEqual([]);
});

test.each([
  ['nom', [migration('socle.ts')]],
  ['numero', [migration('0001_socle.ts'), migration('0001_autre.ts')]],
  ['up', [migration('0001_socle.ts', 'export const x = 1;')]],
  ['down', [migration('0001_socle.ts', `${UP}\nexport async function down(): Promise<void> {}`)]],
])('%s', (detail, fichiers) => {
  expect(details(...fichiers)).toEqual([detail]);
});

test('une migration scellée ne change ni ne disparaît', () => {
  const premiere = migration('0001_socle.ts');
  const scellees = { chemin: SCEAUX, contenu: sceller([premiere]) };
  expect(details(premiere, migration('0002_neuve.ts'), scellees)).toEqual([]);
  expect(details(migration('0001_socle.ts', `${UP} // retouche`), scellees)).toEqual(['modifiee']);
  expect(details(scellees)).toEqual(['disparue']);
});

test.each([
  ['create table seances (\n  id uuid,\n  personne_id uuid references personnes on delete cascade)', 'seances.personne_id'],
  [`db.schema.createTable('seances')\n  .addColumn('personne_id', 'uuid', (c) => c.references('personnes.id').onDelete('cascade'))`, 'seances.personne_id'],
])('une cascade se nomme par sa table et sa colonne', (sql, detail) => {
  expect(cascades([migration('0001_socle.ts', sql)]).map((p) => p.detail)).toEqual([detail]);
  expect(cascades([migration('0001_socle.ts', sql.replace('cascade', 'restrict'))])).toEqual([]);
});
