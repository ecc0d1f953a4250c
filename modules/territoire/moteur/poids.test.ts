import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { peser, porteeDe, repartitionNormale } from './poids.ts';

const paliers = [{ jusqua: 10, poids: 1 }, { jusqua: 15, poids: 2 / 3 }, { jusqua: 20, poids: 1 / 3 }];

describe('poids du trajet', () => {
  test.each([[0, 1], [9.9, 1], [10, 1], [10.1, 2 / 3], [15, 2 / 3], [15.1, 1 / 3], [20, 1 / 3], [20.1, 0], [Number.NaN, 0]])(
    'à %d minutes, le palier vaut %d',
    (t, attendu) => {
      expect(peser(Float64Array.of(t), { forme: 'paliers', paliers })[0]).toBe(attendu);
    },
  );
  test('le poids est celui du premier palier qui contient le temps, où que tombent les bornes', () => {
    const temps = fc.oneof(fc.double({ min: -1, max: 120, noNaN: true }), fc.integer({ min: 0, max: 60 }), fc.constant(Number.POSITIVE_INFINITY), fc.constant(Number.NaN));
    const bornes = fc.uniqueArray(fc.oneof(fc.integer({ min: 0, max: 60 }), fc.double({ min: 0, max: 60, noNaN: true })), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(temps, { maxLength: 60 }), bornes, fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 1, max: 60 })), (ts, bs, seuil) => {
        const marches = bs.map((jusqua, k) => ({ jusqua, poids: k + 1 }));
        const tous = [...ts, ...bs];
        const simple = tous.map((t) => (t <= seuil ? (marches.toSorted((a, b) => a.jusqua - b.jusqua).find((p) => t <= p.jusqua)?.poids ?? 0) : 0));
        expect([...peser(Float64Array.from(tous), { forme: 'paliers', paliers: marches, seuil })]).toEqual(simple);
      }),
      { numRuns: 1000 },
    );
  });
  test('le seuil coupe les paliers', () => {
    expect([...peser(Float64Array.of(12, 12.1), { forme: 'paliers', paliers, seuil: 12 })]).toEqual([2 / 3, 0]);
  });
  test('un temps incertain pèse ce que l’on attend de lui : à mi-chemin sur une marche, presque le palier loin d’elle', () => {
    const marche = { forme: 'paliers', paliers: [{ jusqua: 10, poids: 1 }], incertitude: 2 } as const;
    const w = peser(Float64Array.of(0, 1, 10, 12, 18, 18.01), marche);
    expect(w[0]).toBe(1);
    expect(w[1]).toBeCloseTo(1, 4);
    expect(w[2]).toBeCloseTo(0.5, 7);
    expect(w[3]).toBeCloseTo(0.158655, 5);
    expect(w[4]).toBeGreaterThan(0);
    expect(w[5]).toBe(0);
  });
  test('la loi normale est celle des tables', () => {
    expect(repartitionNormale(0)).toBeCloseTo(0.5, 7);
    expect(repartitionNormale(1.96)).toBeCloseTo(0.9750021, 6);
    expect(repartitionNormale(-1)).toBeCloseTo(0.1586553, 6);
  });
  test('la portée est le dernier temps qui pèse', () => {
    expect(porteeDe({ forme: 'paliers', paliers })).toBe(20);
    expect(porteeDe({ forme: 'paliers', paliers, incertitude: 3 })).toBe(32);
    expect(porteeDe({ forme: 'paliers', paliers, seuil: 12 })).toBe(12);
    expect(porteeDe({ forme: 'gaussienne', sigma: 3 })).toBe(Number.POSITIVE_INFINITY);
  });
  test('un poids négatif, un écart-type ou une échelle nuls sont refusés', () => {
    const t = Float64Array.of(1);
    expect(() => peser(t, { forme: 'paliers', paliers: [{ jusqua: 1, poids: -1 }] })).toThrow(RangeError);
    expect(() => peser(t, { forme: 'gaussienne', sigma: 0 })).toThrow(RangeError);
    expect(() => peser(t, { forme: 'gravite', echelle: 0, puissance: -1 })).toThrow(RangeError);
  });
});
