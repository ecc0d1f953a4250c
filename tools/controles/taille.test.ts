import { expect, test } from 'vitest';
import { longs, taille } from './taille.ts';
import type { Fichier } from './depot.ts';

const de = (n: number, chemin = 'core/a.ts'): Fichier => ({ chemin, contenu: 'export {};\n'.repeat(n) });

test.each([
  [400, []],
  [401, ['fichier']],
])('un fichier de %i lignes', (n, attendu) => {
  expect(taille([de(n)]).map((p) => p.detail)).toEqual(attendu);
});

test.each([
  [250, 0],
  [251, 1],
  [401, 0],
])('à %i lignes, %i conseil', (n, attendu) => {
  expect(longs([de(n)])).toHaveLength(attendu);
});

test.each([
  [25, []],
  [26, ['dossier']],
])('un dossier de %i fichiers, essais non comptés', (n, attendu) => {
  const fichiers = Array.from({ length: n }, (_, i) => [de(1, `core/f${i}.ts`), de(1, `core/f${i}.test.ts`)]).flat();
  expect(taille(fichiers).map((p) => p.detail)).toEqual(attendu);
});
