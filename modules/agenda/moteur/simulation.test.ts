import { expect, test } from 'vitest';
import { simulerAnnee } from './simulation.ts';

test('une année simulée se rejoue à l’identique, et le moteur fait mieux que le plus de voix sur les trois mesures', () => {
  const annee = simulerAnnee(101);
  expect(simulerAnnee(101)).toEqual(annee);
  const [voix, , moteur] = annee;
  expect(moteur?.declinees).toBeLessThan(voix?.declinees ?? 0);
  expect((moteur?.quorumsManques ?? 99) + (moteur?.sansDate ?? 99)).toBeLessThan((voix?.quorumsManques ?? 0) + (voix?.sansDate ?? 0));
  expect(moteur?.ecartType).toBeLessThan(voix?.ecartType ?? 0);
});
