import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CentimesTapes, facultatif, JourTape, lireCentimesTapes, lireHeureTapee, lireJourTape, lireNombreTape } from './saisie.ts';

describe('ce que les gens tapent', () => {
  test.each([['12/03/2026', '2026-03-12'], ['1/2/2026', '2026-02-01'], [' 12 . 03 . 2026 ', '2026-03-12'], ['2026-03-12', '2026-03-12'], ['29/02/2026', undefined], ['32/01/2026', undefined], ['12/2026', undefined], ['demain', undefined]])('le jour « %s »', (t, attendu) => {
    expect(lireJourTape(t)).toBe(attendu);
  });

  test.each([['1 234,5', 1234.5], ['66.7', 66.7], ['1\u202f000', 1000], ['−3', -3], ['12 %', 12], ['1,2,3', undefined], ['', undefined], ['1e5', undefined]])('le nombre « %s »', (t, attendu) => {
    expect(lireNombreTape(t)).toBe(attendu);
  });

  test.each([['1 250,50 €', 125_050], ['1250', 125_000], ['0,5', 50], ['8,29', 829], ['-12,01', -1201], ['1,234', undefined], ['douze', undefined]])('le montant « %s »', (t, attendu) => {
    expect(lireCentimesTapes(t)).toBe(attendu);
  });

  test('tout montant écrit en euros et centimes se relit au centime', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 999_999_999 }), (c) => lireCentimesTapes(`${Math.floor(c / 100)},${String(c % 100).padStart(2, '0')}`) === c));
  });

  test.each([['12 h 30', '12:30'], ['9h', '09:00'], ['09:05', '09:05'], ['18', '18:00'], ['24h', undefined], ['12h60', undefined], ['midi', undefined]])('l’heure « %s »', (t, attendu) => {
    expect(lireHeureTapee(t)).toBe(attendu);
  });

  test('ce qui n’est pas lu a sa phrase, un champ vide facultatif est absent', () => {
    expect(JourTape.safeParse('hier').error?.issues[0]?.message).toBe('Écrivez un jour, par exemple 12/03/2026.');
    expect(facultatif(CentimesTapes).parse('  ')).toBeUndefined();
    expect(facultatif(CentimesTapes).parse('3')).toBe(300);
    expect(facultatif(CentimesTapes).safeParse('x').success).toBe(false);
  });
});
