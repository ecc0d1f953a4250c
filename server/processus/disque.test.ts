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
      dit = phraseDuDisque(e);
    }
    expect(dit).toContain('notes.txt');
    expect(dit).toContain('n’est pas un dossier');
  }
});

test('un dossier interdit et un disque plein disent quoi faire ; un défaut du programme reste tel quel', () => {
  const du = (code: string) => phraseDuDisque(Object.assign(new Error('x'), { code, path: '/srv/maillage' }));
  expect(du('EACCES')).toMatch(/\/srv\/maillage.*pas le droit.*MAILLAGE_DATA/);
  expect(du('ENOSPC')).toMatch(/disque est plein.*libérez/);
  expect([du('EMFILE'), phraseDuDisque(new TypeError('x')), phraseDuDisque('x')]).toEqual([undefined, undefined, undefined]);
});
