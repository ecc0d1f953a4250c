import { describe, expect, test } from 'vitest';
import { indiceAge, indicesMortalite, RECOURS_PAR_CLASSE } from './besoin.ts';

describe('le besoin de soins selon l’âge', () => {
  const france = [23, 23, 26, 17, 10];
  test('la moyenne du pays vaut 1', () => expect(indiceAge(france, france)).toBeCloseTo(1, 12));
  test('les recours des cinq classes sont les moyennes du tableau de l’Irdes', () => expect(RECOURS_PAR_CLASSE[4]).toBeCloseTo((1.82 + 2.12 + 2.84 + 2.61) / 4, 12));
  test('une commune tout entière de 75 ans et plus', () => expect(indiceAge(france, france, 1)).toBeCloseTo(2.3475 / ((23 * 0.745 + 23 * 0.645 + 26 * 0.92 + 17 * (4.24 / 3) + 10 * 2.3475) / 99), 12));
  test('plus de personnes âgées, plus de besoin', () => expect(indiceAge(france, france, 0.2)).toBeGreaterThan(indiceAge(france, france, 0.05)));
});

describe('le besoin selon la mortalité', () => {
  const lieux = [{ zone: 'a', habitants: 100 }, { zone: 'b', habitants: 300 }, { zone: 'c', habitants: 500 }];
  const indice = indicesMortalite(lieux, new Map([['a', 8], ['b', 12]]));
  test('le taux sur la moyenne pondérée ; 1 où il n’est pas connu', () => expect(['a', 'b', 'c'].map((z) => indice?.(z))).toEqual([8 / 11, 12 / 11, 1]));
  test('sans aucun taux il n’y a pas d’indice', () => expect(indicesMortalite(lieux, new Map())).toBeUndefined());
});
