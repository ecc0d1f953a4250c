import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ecartEnJours, Jour, jourDans, plusJours, plusMois } from './jour.ts';

const jour = (texte: string): Jour => Jour.parse(texte);
const unJour = fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2200-12-31T00:00:00Z'), noInvalidDate: true }).map((d) => jour(d.toISOString().slice(0, 10)));

describe('un jour', () => {
  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '26-04-01', '2026-4-1', '2026-04-01T00:00', ' 2026-04-01', ''])('« %s » n’en est pas un', (texte) => {
    expect(Jour.safeParse(texte).success).toBe(false);
  });
  test.each(['2024-02-29', '2026-12-31', '1900-01-01'])('« %s » en est un', (texte) => {
    expect(Jour.safeParse(texte).success).toBe(true);
  });
});

describe('ajouter des mois', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-11-22', 2, '2027-01-22'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2024-02-29', 12, '2025-02-28'],
  ])('%s et %i mois : %s', (depart, mois, attendu) => {
    expect(plusMois(jour(depart), mois)).toBe(attendu);
  });
  test('le jour du mois reste, ou devient le dernier du mois d’arrivée', () => {
    fc.assert(
      fc.property(unJour, fc.integer({ min: -600, max: 600 }), (j, n) => {
        const fin = plusMois(j, n);
        const quantieme = (x: Jour): number => Number(x.slice(8));
        expect(quantieme(fin) === quantieme(j) || plusJours(fin, 1).endsWith('-01')).toBe(true);
        expect(quantieme(fin)).toBeLessThanOrEqual(quantieme(j));
      }),
    );
  });
});

test('l’écart défait l’ajout, changements d’heure et années bissextiles compris', () => {
  fc.assert(fc.property(unJour, fc.integer({ min: -40_000, max: 40_000 }), (j, n) => {
    expect(ecartEnJours(j, plusJours(j, n))).toBe(n);
  }));
});

test.each([
  ['2026-11-22T23:30:00Z', 'Europe/Paris', '2026-11-23'],
  ['2026-11-22T22:30:00Z', 'Europe/Paris', '2026-11-22'],
  ['2026-07-22T22:30:00Z', 'Europe/Paris', '2026-07-23'],
  ['2026-11-22T20:30:00Z', 'Indian/Reunion', '2026-11-23'],
  ['2026-11-23T02:30:00Z', 'America/Cayenne', '2026-11-22'],
])('à %s, il est à %s le %s', (instant, fuseau, attendu) => {
  expect(jourDans(new Date(instant), fuseau)).toBe(attendu);
});
