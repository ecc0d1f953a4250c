import { describe, expect, test } from 'vitest';
import { compresser } from './creux.ts';
import { agentsRationnels } from './raam.ts';

const carre = (demande: readonly number[], offre: readonly number[], temps: readonly (readonly number[])[]) => {
  const paires = temps.flatMap((ligne, i) => ligne.flatMap((t, j) => (Number.isNaN(t) ? [] : [[i, j, t] as const])));
  return {
    demande: Float64Array.from(demande),
    offre: Float64Array.from(offre),
    temps: compresser(
      {
        origine: Uint32Array.from(paires, (p) => p[0]),
        destination: Uint32Array.from(paires, (p) => p[1]),
        temps: Float64Array.from(paires, (p) => p[2]),
      },
      demande.length,
      offre.length,
    ),
  };
};

describe('agents rationnels', () => {
  test('sans ailleurs possible, le coût est le trajet plus l’encombrement', () => {
    // ρ = 300 / 3 = 100; place 0 : 100 / (1 · 100) + 0, place 1 : 200 / (2 · 100) + 6 / 60.
    const couts = agentsRationnels(carre([100, 200], [1, 2], [[0, Number.NaN], [Number.NaN, 6]]));
    expect([...couts]).toEqual([1, 1 + 6 / 60]);
  });
  test('deux lieux égaux et voisins finissent par coûter le même prix', () => {
    // Everyone lives in 0; ρ = 500: at equilibrium x/500 = (1000 − x)/500 + 6/60, so x = 525 and the cost is 1.05.
    const couts = agentsRationnels(carre([1000], [1, 1], [[0, 6]]));
    expect(couts[0]).toBeCloseTo(1.05, 2);
  });
  test('plus τ est grand, moins le trajet compte', () => {
    const cas = carre([1000, 10], [1, 1], [[0, 30], [30, 0]]);
    expect(agentsRationnels(cas, { tau: 1000 })[0]!).toBeLessThan(agentsRationnels(cas, { tau: 20 })[0]!);
  });
  test('sans demande ou sans offre à portée, il n’y a pas de coût', () => {
    const couts = agentsRationnels(carre([100, 0, 50], [1, 0], [[0, 1], [0, 1], [Number.NaN, 0]]));
    expect(couts[0]).not.toBeNaN();
    expect(couts[1]).toBeNaN();
    expect(couts[2]).toBeNaN();
  });
  test('à égalité, la première destination l’emporte, dans quelque ordre que les trajets soient donnés', () => {
    // A fifth of three residents is less than one: nobody moves after the first round, which shows where they went. ρ = 4 / 2.
    const trajets = [[0, 0, 6], [0, 1, 6], [1, 1, 0]] as const;
    const cas = (ordre: readonly (readonly [number, number, number])[]) => ({
      demande: Float64Array.of(3, 1), offre: Float64Array.of(1, 1),
      temps: compresser({ origine: Uint32Array.from(ordre, (t) => t[0]), destination: Uint32Array.from(ordre, (t) => t[1]), temps: Float64Array.from(ordre, (t) => t[2]) }, 2, 2),
    });
    for (const ordre of [trajets, [...trajets].reverse()]) {
      const [deux, un] = agentsRationnels(cas(ordre));
      expect(deux).toBeCloseTo(3 / 2 + 6 / 60, 12);
      expect(un).toBe(1 / 2);
    }
  });
  test('τ nul est refusé', () => {
    expect(() => agentsRationnels(carre([1], [1], [[0]]), { tau: 0 })).toThrow(RangeError);
  });
});
