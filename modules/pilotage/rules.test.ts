import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { CHOIX_DE_DEPART } from './model-semaine.ts';
import { depuisQuand, estDue, jourDeSemaine } from './rules.ts';

const j = (s: string) => Jour.parse(s);

describe('le jour de la lettre', () => {
  // 23 November 2026 is a Monday.
  test.each([['2026-11-23', 1], ['2026-11-24', 2], ['2026-11-28', 6], ['2026-11-29', 7]])('%s est le jour %i', (jour, attendu) => expect(jourDeSemaine(j(jour))).toBe(attendu));
  test.each([
    [{}, '2026-11-23', true], [{}, '2026-11-24', false], [{ voulue: false }, '2026-11-23', false], [{ jour: 2 as const }, '2026-11-24', true],
    [{ derniereLe: j('2026-11-23') }, '2026-11-23', false], [{ derniereLe: j('2026-11-16') }, '2026-11-23', true],
  ])('%o le %s : %s', (avec, jour, attendu) => expect(estDue({ ...CHOIX_DE_DEPART, ...avec }, j(jour))).toBe(attendu));
  test('elle raconte depuis la précédente, une semaine la première fois, quinze jours au plus', () => {
    expect([null, j('2026-11-19'), j('2026-10-01')].map((d) => depuisQuand(d, j('2026-11-23')))).toEqual(['2026-11-16', '2026-11-19', '2026-11-09']);
  });
});
