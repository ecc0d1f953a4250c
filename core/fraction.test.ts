import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { additionner, approcher, type Arrondi, arrondir, comparer, decimale, diviser, enTexte, fraction, lireFraction, multiplier, soustraire } from './fraction.ts';

const petite = fc.tuple(fc.integer({ min: -10_000, max: 10_000 }), fc.integer({ min: 1, max: 10_000 })).map(([n, d]) => fraction(n, d));

describe('une fraction', () => {
  test('est réduite, son dénominateur positif', () => {
    expect(fraction(6, -4)).toEqual({ n: -3n, d: 2n });
    expect(fraction(0, -7)).toEqual({ n: 0n, d: 1n });
    expect(() => fraction(1, 0)).toThrow('zero');
  });

  test.each([
    [66.7, 667n, 10n],
    [-0.25, -1n, 4n],
    [1e-7, 1n, 10_000_000n],
    [1.5e21, 1_500_000_000_000_000_000_000n, 1n],
    [0.1, 1n, 10n],
  ])('%d se lit comme il s’écrit', (x, n, d) => {
    expect(decimale(x)).toEqual({ n, d });
  });

  test('lire puis approcher redonne le nombre', () => {
    fc.assert(fc.property(fc.integer(), fc.integer({ min: 0, max: 12 }), (n, k) => Math.abs(approcher(decimale(n / 10 ** k)) - n / 10 ** k) <= Math.abs(n / 10 ** k) * 4e-16));
  });

  test('un dixième et deux dixièmes font trois dixièmes', () => {
    expect(additionner(decimale(0.1), decimale(0.2))).toEqual(decimale(0.3));
    expect(soustraire(decimale(68.2), decimale(64.08))).toEqual(decimale(4.12));
  });

  test('diviser défait multiplier, soustraire défait additionner, comparer suit l’écart', () => {
    fc.assert(
      fc.property(petite, petite, (a, b) => {
        expect(soustraire(additionner(a, b), b)).toEqual(a);
        if (b.n !== 0n) expect(diviser(multiplier(a, b), b)).toEqual(a);
        expect(Math.sign(comparer(a, b))).toBe(Math.sign(approcher(soustraire(a, b))));
      }),
    );
  });
});

describe('arrondir', () => {
  test.each<[number, Arrondi, number]>([
    [2.5, 'au_plus_proche', 3], [-2.5, 'au_plus_proche', -3], [2.4, 'au_plus_proche', 2], [-2.6, 'au_plus_proche', -3],
    [2.5, 'au_pair', 2], [3.5, 'au_pair', 4], [-2.5, 'au_pair', -2], [2.51, 'au_pair', 3],
    [2.9, 'inferieur', 2], [-2.1, 'inferieur', -3], [2.1, 'superieur', 3], [-2.9, 'superieur', -2],
    [7, 'superieur', 7], [-7, 'inferieur', -7],
  ])('%d, %s, donne %d', (x, mode, attendu) => {
    expect(arrondir(decimale(x), mode)).toBe(attendu);
  });

  test('l’entier gardé est à moins d’un de la fraction', () => {
    fc.assert(fc.property(petite, fc.constantFrom<Arrondi>('au_plus_proche', 'inferieur', 'superieur', 'au_pair'), (f, mode) => Math.abs(arrondir(f, mode) - approcher(f)) < 1));
  });
});

describe('une quantité se lit comme elle est écrite', () => {
  test.each([
    [3, '3'], ['2/3', '2/3'], ['4/6', '2/3'], [0.1, '1/10'], ['0,25', '1/4'], ['60 %', '3/5'], ['33.3%', '333/1000'], [' 1 / 2 ', '1/2'], [0, '0'],
  ])('%s → %s', (ecrit, lu) => {
    const f = lireFraction(ecrit);
    expect(f && enTexte(f)).toBe(lu);
  });
  test.each(['-1', '1/0', '', 'moitié', '1e3', 1e-7, Number.NaN, Number.POSITIVE_INFINITY, '1/2/3', '1/-2'])('%s ne se lit pas', (ecrit) => expect(lireFraction(ecrit)).toBeUndefined());
});
