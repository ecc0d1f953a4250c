import { expect, test } from 'vitest';
import { excuser } from './exceptions.ts';

const PROBLEMES = [
  { chemin: 'core/a.ts', detail: 'fichier', message: 'trop long' },
  { chemin: 'core/b.ts', detail: 'fichier', message: 'trop long' },
];
const avec = (contenu: string): string[] => excuser('taille', PROBLEMES, [{ chemin: 'tools/exceptions/taille.txt', contenu }]).map((p) => `${p.chemin}:${p.detail}`);

test('une exception motivée et datée excuse son fichier, et lui seul', () => {
  expect(avec('core/a.ts | table de la loi | 2 | 2026-11-22')).toEqual(['core/b.ts:fichier']);
});

test('elle peut ne viser qu’un détail', () => {
  expect(avec('core/a.ts#fichier | table de la loi | 2 | 2026-11-22')).toEqual(['core/b.ts:fichier']);
  expect(avec('core/a.ts#dossier | table de la loi | 2 | 2026-11-22')).toContain('core/a.ts:fichier');
});

test('une exception qui n’excuse plus rien est une faute', () => {
  expect(avec('core/c.ts | ancienne | 2 | 2026-11-22')).toContain('tools/exceptions/taille.txt:perimee');
});

test.each(['core/a.ts', 'core/a.ts | raison', 'core/a.ts | raison | 2', 'core/a.ts | | 2 | 2026-11-22', 'core/a.ts | raison | 2 | hier'])('incomplète : %s', (ligne) => {
  expect(avec(ligne)).toContain('tools/exceptions/taille.txt:incomplete');
});
