import { expect, test } from 'vitest';
import { euros, eurosParAn, plus } from './money.ts';
import { formaterMontant } from './texte.ts';

test.each([
  [0.1, 10],
  [0.29, 29],
  [48_060, 4_806_000],
  [-12.34, -1234],
])('%d € font %i centimes', (n, centimes) => {
  expect(euros(n).centimes).toBe(centimes);
});

test('dix fois dix centimes font un euro', () => {
  expect(Array.from({ length: 10 }, () => euros(0.1)).reduce(plus)).toEqual(euros(1));
});

test('une dotation annuelle et une dépense ne s’ajoutent pas', () => {
  // @ts-expect-error — a yearly grant and a one-off expense do not add up
  expect(plus(eurosParAn(75_000), euros(120)).unite).toBe('€/an');
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e300])('%d n’est pas un montant', (n) => {
  expect(() => euros(n)).toThrow('Not an amount');
});

test.each([
  [euros(1250), '1\u202f250,00\u00a0€'],
  [euros(-0.5), '-0,50\u00a0€'],
  [eurosParAn(75_000), '75\u202f000,00\u00a0€/an'],
])('un montant se lit en français', (montant, attendu) => {
  expect(formaterMontant(montant)).toBe(attendu);
});
