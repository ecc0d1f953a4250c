import { expect, test } from 'vitest';
import { disposer } from './tableaux.ts';

const parts = (entetes: readonly string[], lignes: readonly (readonly string[])[]) => disposer({ entetes, lignes });

test('un tableau qui tient donne à chaque colonne ce qu’elle contient', () => {
  const { largeurs, serree } = parts(['Commune', 'Habitants'], [['Saint-Pierre-de-la-Rivière', '5 091'], ['Saint-Bonnet-la-Rivière', '389']]);
  expect(serree).toBe(false);
  expect(largeurs[0]).toBeGreaterThan(largeurs[1] ?? 0);
});

test('serrées par des cases longues, les colonnes gardent entier le plus long mot de leur titre', () => {
  const masque = 'masqué (moins de 11)';
  const titres = ['Commune', 'Assurés de 16 ans et plus', 'Sans médecin traitant', 'En ALD sans médecin traitant', 'À la C2S sans médecin traitant', '70 ans et plus sans médecin traitant'];
  const { largeurs, serree } = parts(titres, Array.from({ length: 20 }, () => ['Saint-Pierre-de-la-Rivière', '38 618', '3 275', masque, masque, masque]));
  // 84 letters a line: each column has room for the longest word of its title and for its margins.
  const echelle = 84 / largeurs.reduce((a, b) => a + b, 0);
  const mots = [7, 7, 8, 8, 8, 8];
  expect(serree).toBe(false);
  largeurs.forEach((l, i) => expect(l * echelle).toBeGreaterThanOrEqual((mots[i] ?? 0) + 2));
});

test('trop de mots longs pour la page : le tableau s’écrit plus petit', () => {
  expect(parts(['Commune', 'Habitants', 'Hôpitaux, court séjour', 'Services d’urgences', 'Maternités', 'Centres de santé', 'Maisons de santé', 'Laboratoires', 'Pharmacies'], [['Brive-la-Gaillarde', '47 095', '3', '1', '1', '3', '0', '7', '20']]).serree).toBe(true);
});

test('un mot de 10 000 lettres ne prend pas toute la page', () => {
  const { largeurs } = parts(['a', 'b'], [['é'.repeat(10_000), '12']]);
  expect((largeurs[0] ?? 0) / (largeurs[1] ?? 1)).toBeLessThan(8);
});

test('sans ligne, les titres suffisent', () => expect(parts(['Un', 'Deux'], []).largeurs).toHaveLength(2));
