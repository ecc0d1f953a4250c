import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { phraseDuDisque } from './disque.ts';

const dossier = mkdtempSync(join(tmpdir(), 'maillage-disque-'));
afterAll(() => rmSync(dossier, { recursive: true }));

test('un fichier à la place du dossier des données est nommé, dans une phrase', () => {
  const fichier = join(dossier, 'notes.txt');
  writeFileSync(fichier, 'x');
  for (const voulu of [fichier, join(fichier, 'base')]) {
    let dit: string | undefined;
    try {
      mkdirSync(voulu, { recursive: true });
    } catch (e) {
      dit = phraseDuDisque(e, voulu);
    }
    expect(dit).toContain('notes.txt');
    expect(dit).toContain('n’est pas un dossier');
  }
});

test('un dossier interdit et un disque plein disent quoi faire ; un défaut du programme reste tel quel', () => {
  const du = (code: string, path = '/srv/maillage/base') => phraseDuDisque(Object.assign(new Error('x'), { code, path }), '/srv/maillage');
  expect(du('EACCES')).toMatch(/\/srv\/maillage.*pas le droit.*MAILLAGE_DATA/);
  expect(du('ENOSPC')).toMatch(/disque est plein.*libérez/);
  expect([du('EMFILE'), phraseDuDisque(new TypeError('x'), '/srv'), phraseDuDisque('x', '/srv')]).toEqual([undefined, undefined, undefined]);
  expect(du('EACCES', '/srv/ailleurs/extrait.csv'), 'un fichier que l’on lit n’est pas le dossier des données').toBeUndefined();
});
