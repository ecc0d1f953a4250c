import { expect, test } from 'vitest';
import { simulerAnnee } from './simulation.ts';

test('une année simulée se rejoue à l’identique', () => {
  const petite = { personnes: 20, reunions: 6 };
  expect(simulerAnnee(7, petite)).toEqual(simulerAnnee(7, petite));
});

test('sur une année, le moteur fait mieux que le plus de voix sur les trois mesures', () => {
  const [voix, , moteur] = simulerAnnee(101);
  expect(moteur?.declinees).toBeLessThan(voix?.declinees ?? 0);
  expect((moteur?.quorumsManques ?? 99) + (moteur?.sansDate ?? 99)).toBeLessThan((voix?.quorumsManques ?? 0) + (voix?.sansDate ?? 0));
  expect(moteur?.ecartType).toBeLessThan(voix?.ecartType ?? 0);
});
