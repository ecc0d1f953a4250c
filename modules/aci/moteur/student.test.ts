import { expect, test } from 'vitest';
import { repartitionStudent } from './student.ts';

/** @source tables of the t distribution, two-sided 90 %, 95 % and 99 % points */
test.each([
  [1, 6.313_751_514_675_04, 0.95], [1, 12.706_204_736_174_7, 0.975], [2, 2.919_985_580_353_73, 0.95], [5, 2.015_048_372_669_16, 0.95],
  [10, 2.228_138_851_986_27, 0.975], [30, 2.749_995_653_567_2, 0.995], [120, 1.657_650_899_303_92, 0.95],
])('à %d degrés de liberté, %d laisse %d derrière lui', (degres, t, p) => {
  expect(repartitionStudent(t, degres)).toBeCloseTo(p, 9);
  expect(repartitionStudent(-t, degres)).toBeCloseTo(1 - p, 9);
});

test('un degré de liberté est la loi de Cauchy', () => {
  for (const t of [-50, -1, -0.1, 0, 0.3, 2, 1000]) expect(repartitionStudent(t, 1)).toBeCloseTo(0.5 + Math.atan(t) / Math.PI, 12);
});

test('jusqu’à l’infini', () => {
  expect([repartitionStudent(Number.NEGATIVE_INFINITY, 3), repartitionStudent(Number.POSITIVE_INFINITY, 3)]).toEqual([0, 1]);
});
