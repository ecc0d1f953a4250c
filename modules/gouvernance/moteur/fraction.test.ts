import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, divise, enTexte, fois, fraction, lireFraction, moins, plus } from './fraction.ts';

describe('une quantité se lit comme elle est écrite', () => {
  test.each([
    [3, '3'], ['2/3', '2/3'], ['4/6', '2/3'], [0.1, '1/10'], ['0,25', '1/4'], ['60 %', '3/5'], ['33.3%', '333/1000'], [' 1 / 2 ', '1/2'], [0, '0'],
  ])('%s → %s', (ecrit, lu) => {
    const f = lireFraction(ecrit);
    expect(f && enTexte(f)).toBe(lu);
  });
  test.each(['-1', '1/0', '', 'moitié', '1e3', 1e-7, Number.NaN, Number.POSITIVE_INFINITY, '1/2/3', '1/-2'])('%s ne se lit pas', (ecrit) => expect(lireFraction(ecrit)).toBeUndefined());
});

test('les opérations sont exactes', () => {
  const q = fc.tuple(fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: 1n, max: 1000n })).map(([n, d]) => fraction(n, d));
  fc.assert(
    fc.property(q, q, (a, b) => {
      expect(moins(plus(a, b), b)).toEqual(a);
      if (b.n !== 0n) expect(divise(fois(a, b), b)).toEqual(a);
      expect(Math.sign(compare(a, b))).toBe(-Math.sign(compare(b, a)) + 0);
      expect(compare(plus(a, fraction(1n, 7n)), a)).toBeGreaterThan(0);
    }),
  );
});
