import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceKm, pairesProches } from './proximite.ts';
import { minutesEstimees, MODELE_DISTANCE, MODELE_RELIEF, reliefAutour, tempsEstimes } from './temps-estime.ts';

const unPoint = fc.tuple(fc.double({ min: 41, max: 51.5, noNaN: true }), fc.double({ min: -5.5, max: 10, noNaN: true }));
const points = (liste: readonly (readonly [number, number])[]) => ({
  lat: Float64Array.from(liste, (p) => p[0]),
  lon: Float64Array.from(liste, (p) => p[1]),
});

describe('proximité', () => {
  test('Paris–Marseille fait environ 661 km, Saint-Denis de La Réunion et Paris plus de 9 300', () => {
    expect(distanceKm(48.8566, 2.3522, 43.2965, 5.3698)).toBeCloseTo(660.5, 0);
    expect(distanceKm(48.8566, 2.3522, -20.8789, 55.4481)).toBeGreaterThan(9300);
  });
  test('l’index trouve exactement ce que trouve la comparaison de toutes les paires', () => {
    fc.assert(
      fc.property(fc.array(unPoint, { maxLength: 40 }), fc.array(unPoint, { maxLength: 40 }), fc.double({ min: 0.5, max: 400, noNaN: true }), (a, b, portee) => {
        const m = pairesProches(points(a), points(b), portee);
        const toutes = a.map(([lat, lon]) => b.map(([lat2, lon2]) => distanceKm(lat, lon, lat2, lon2)));
        fc.pre(toutes.flat().every((d) => Math.abs(d - portee) > 1e-6));
        const trouvees = toutes.map((_, i) => new Map(Array.from(m.cibles.subarray(m.debuts[i], m.debuts[i + 1]), (j, k) => [j, m.temps[m.debuts[i]! + k]!])));
        expect(trouvees.map((t) => [...t.keys()].sort((x, y) => x - y))).toEqual(toutes.map((ds) => [...ds.keys()].filter((j) => ds[j]! < portee)));
        expect(trouvees.every((t, i) => [...t].every(([j, d]) => Math.abs(toutes[i]![j]! - d) < 1e-6))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
  test('un point sans position n’est près de personne', () => {
    const m = pairesProches(points([[Number.NaN, 2], [48, 2]]), points([[48, 2], [48, Number.NaN]]), 10);
    expect([...m.debuts]).toEqual([0, 0, 1]);
    expect([...m.cibles]).toEqual([0]);
  });
  test('près d’un pôle et sur l’équateur aussi', () => {
    expect(pairesProches(points([[89.9, 0]]), points([[89.9, 180], [0, 0]]), 30).cibles).toEqual(Uint32Array.of(0));
    expect(pairesProches(points([[0, 0]]), points([[0.05, -0.05], [-0.2, 0]]), 10).cibles).toEqual(Uint32Array.of(0));
  });
});

describe('temps estimé', () => {
  const lieux = points([[48, 2], [48.1, 2], [48.2, 2]]);
  test('sur place le temps est nul, ailleurs il suit le modèle, et le maximum coupe', () => {
    const m = tempsEstimes(lieux, lieux, 20);
    expect([...m.cibles]).toEqual([0, 1, 0, 1, 2, 1, 2]);
    expect(m.temps[0]).toBe(0);
    expect(m.temps[1]).toBeCloseTo(minutesEstimees(distanceKm(48, 2, 48.1, 2), MODELE_DISTANCE), 6);
  });
  test('le relief allonge le trajet et peut le sortir du maximum', () => {
    const plat = { origines: new Float64Array(3), destinations: new Float64Array(3) };
    const montagne = { origines: Float64Array.of(4, 4, 4), destinations: Float64Array.of(4, 4, 4) };
    const sans = tempsEstimes(lieux, lieux, 20, { modele: MODELE_RELIEF, relief: plat });
    const avec = tempsEstimes(lieux, lieux, 20, { modele: MODELE_RELIEF, relief: montagne });
    expect(sans.temps.length).toBe(7);
    expect(avec.temps.length).toBe(3);
  });
  test('le relief est l’écart-type des altitudes alentour, nul quand on en connaît moins de trois', () => {
    const connus = points([[48, 2], [48.01, 2], [48.02, 2], [49, 3]]);
    const r = reliefAutour(points([[48.01, 2], [49, 3]]), connus, Float64Array.of(100, 200, 300, 900));
    expect(r[0]).toBeCloseTo(Math.sqrt(20000 / 3) / 100, 9);
    expect(r[1]).toBe(0);
  });
});
