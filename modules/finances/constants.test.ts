import { expect, test } from 'vitest';
import { plafondDe, PLAFONDS } from './constants.ts';

test('le plafond de l’année en cours est connu : sinon, lire l’arrêté et l’ajouter à PLAFONDS', () => {
  // The real clock, on purpose: this test goes red on the first of January.
  const annee = new Date().getFullYear();
  expect(plafondDe(annee)?.verifie, `plafond ${annee}`).toBe(true);
});

test('une année sans plafond lu n’en emprunte pas à la précédente', () => {
  expect(plafondDe(Math.max(...Object.keys(PLAFONDS).map(Number)) + 1)).toBeUndefined();
  expect(plafondDe(2021)).toBeUndefined();
});

test('les plafonds lus, en centimes ; ceux de mémoire sont à vérifier', () => {
  expect([2023, 2025, 2026].map((a) => plafondDe(a)?.centimes)).toEqual([4_399_200, 4_710_000, 4_806_000]);
  expect([2022, 2024].map((a) => plafondDe(a)?.verifie)).toEqual([false, false]);
});
