import { read, utils } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { celluleSure, repondreTableau } from './tableurs.ts';

describe('une cellule qu’un tableur exécuterait devient du texte', () => {
  test.each(['=1+1', '+33 5 55', '-2+3', '@SOMME(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x")', '-1;=2'])('%j', (v) => expect(celluleSure(v)).toBe(`'${v}`));
  test.each(['-12,50', '-3', '12', 'a=b', 'Jean-Luc', '', ' = 1'])('%j reste tel quel', (v) => expect(celluleSure(v)).toBe(v));
});

test('le CSV et le XLSX portent les mêmes cellules neutralisées, titres compris', async () => {
  const table = [['=nom', 'dit'], ['@x', 'a;"b"'], ['-2', 'ligne\nsuivante']];
  const demande = { nom: 'essai', feuille: 'Essai' };
  expect((await repondreTableau(table, { ...demande, format: 'csv' }).text()).replace('\ufeff', '')).toBe('\'=nom;dit\r\n\'@x;"a;""b"""\r\n-2;"ligne\nsuivante"\r\n');
  const classeur = read(await repondreTableau(table, { ...demande, format: 'xlsx' }).arrayBuffer());
  const feuille = classeur.Sheets['Essai'];
  expect(feuille && utils.sheet_to_json(feuille, { header: 1 })).toEqual([["'=nom", 'dit'], ["'@x", 'a;"b"'], ['-2', 'ligne\nsuivante']]);
});
