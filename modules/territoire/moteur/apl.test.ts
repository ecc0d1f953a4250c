import { describe, expect, test } from 'vitest';
import { activiteMoyenneBornee, apl, bornerActivite, demandeStandardisee, offreBornee, PALIERS_APL, PALIERS_APL_2012, POIDS_AGE } from './apl.ts';
import { compresser } from './creux.ts';
import type { Poids } from './poids.ts';

/** One origin without inhabitants, and one served population by place that gives each place its published ratio. */
function apl100000(lignes: readonly (readonly [minutes: number, etp: number, r: number])[], poids: Poids): number {
  const n = lignes.length;
  const temps = compresser(
    {
      origine: Uint32Array.from([...lignes.map(() => 0), ...lignes.map((_, j) => j + 1)]),
      destination: Uint32Array.from([...lignes.keys(), ...lignes.keys()]),
      temps: Float64Array.from([...lignes.map((l) => l[0]), ...lignes.map(() => 0)]),
    },
    n + 1,
    n,
  );
  const demande = Float64Array.from([0, ...lignes.map(([, etp, r]) => (etp / r) * 100_000)]);
  return apl({ demande, offre: Float64Array.from(lignes, (l) => l[1]), temps }, poids).valeurs[0]! * 100_000;
}

describe('décompositions publiées (Irdes, document de travail n° 70)', () => {
  test('tableau 18, commune A, paliers 5/10/15 : 23 ETP pour 100 000 habitants', () => {
    const a = apl100000([[3, 1, 8], [5, 1, 8], [6, 5, 22], [10, 2, 15], [12, 4.4, 24], [13.5, 2, 13], [14, 4.7, 14]], {
      // the published table gives 0.3 to the trip of exactly 5 minutes and 0.1 to that of 10: its bounds open the next step
      forme: 'paliers', paliers: [{ jusqua: 4.999, poids: 1 }, { jusqua: 9.999, poids: 0.3 }, { jusqua: 15, poids: 0.1 }],
    });
    expect(Math.abs(a - 23)).toBeLessThanOrEqual(1.5);
  });
  test('tableau 20, commune B, paliers 5/10/15 : 83', () => {
    expect(Math.abs(apl100000([[0, 5, 82.7]], PALIERS_APL_2012) - 83)).toBeLessThanOrEqual(1.5);
  });
  test('tableau 21, commune B, exp(−0,12 d) : 43', () => {
    const poids = [0, 18.5, 21].map((t) => ({ jusqua: t, poids: Math.exp(-0.12 * t) }));
    const b = apl100000([[0, 5.4, 33.2], [18.5, 72.6, 61.3], [21, 31.7, 38.8]], { forme: 'paliers', paliers: poids });
    expect(Math.abs(b - 43)).toBeLessThanOrEqual(1.5);
  });
});

describe('APL', () => {
  test('deux communes à 12 minutes : 3,75 et 2,5 consultations, et toute l’offre est distribuée', () => {
    const temps = compresser({ origine: Uint32Array.of(0, 1), destination: Uint32Array.of(0, 0), temps: Float64Array.of(0, 12) }, 2, 1);
    const r = apl({ demande: Float64Array.of(1000, 500), offre: Float64Array.of(5000), temps }, PALIERS_APL);
    expect(r.ratios[0]).toBeCloseTo(3.75, 12);
    expect(r.valeurs[0]).toBeCloseTo(3.75, 12);
    expect(r.valeurs[1]).toBeCloseTo(2.5, 12);
    expect(1000 * r.valeurs[0]! + 500 * r.valeurs[1]!).toBeCloseTo(5000, 9);
  });
  test.each([[0, 3600], [3599, 3600], [3600, 3600], [5000, 5000], [6000, 6000], [6001, 6000]])('%i actes comptent pour %i', (actes, comptes) => {
    expect(bornerActivite(actes)).toBe(comptes);
  });
  test('l’offre d’une commune est la somme des activités bornées de ses médecins', () => {
    expect([...offreBornee(Float64Array.of(1000, 5000, 9000), Uint32Array.of(1, 1, 0), 3)]).toEqual([6000, 8600, 0]);
  });
  test('l’activité moyenne bornée est celle d’une loi log-normale tirée finement', () => {
    const sigma = 0.5;
    const mu = Math.log(4973) - sigma ** 2 / 2;
    let somme = 0;
    let masse = 0;
    for (let z = -6; z <= 6; z += 0.001) {
      const densite = Math.exp(-z * z / 2);
      somme += densite * bornerActivite(Math.exp(mu + sigma * z));
      masse += densite;
    }
    expect(activiteMoyenneBornee(4973, sigma)).toBeCloseTo(somme / masse, 0);
    expect(activiteMoyenneBornee(9000, 0)).toBe(6000);
    expect(activiteMoyenneBornee(100, 0.01)).toBeCloseTo(3600, 6);
  });
  test('la standardisation déplace la demande vers les plus âgés sans changer le total', () => {
    const d = demandeStandardisee([Float64Array.of(100, 0), Float64Array.of(0, 100)], [0.5, 1.5]);
    expect([...d]).toEqual([50, 150]);
    expect(() => demandeStandardisee([Float64Array.of(1)], [1, 2])).toThrow(RangeError);
  });
  test('les dix-neuf classes d’âge publiées y sont', () => {
    expect(POIDS_AGE.length).toBe(19);
    expect(POIDS_AGE.find((c) => c.classe === '85-89')?.poids).toBe(2.84);
  });
});
