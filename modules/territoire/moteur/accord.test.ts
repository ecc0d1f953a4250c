import { describe, expect, test } from 'vitest';
import { agreger, decomposerSousSeuil, mesurerAccord, pearson, rangs } from './accord.ts';
import { ajuster, mesurerErreur, validerParGroupe } from './calibrage.ts';

describe('accord', () => {
  test('une relation exacte vaut 1, son opposée −1, un poids nul efface un point', () => {
    const x = Float64Array.of(1, 2, 3, 100);
    expect(pearson(x, Float64Array.of(2, 4, 6, 200))).toBeCloseTo(1, 12);
    expect(pearson(x, x.map((v) => -v))).toBeCloseTo(-1, 12);
    expect(pearson(x, Float64Array.of(2, 4, 6, -7), Float64Array.of(1, 1, 1, 0))).toBeCloseTo(1, 12);
  });
  test('les ex æquo partagent leur rang moyen', () => {
    expect([...rangs(Float64Array.of(10, 20, 10, 5))]).toEqual([2.5, 4, 2.5, 1]);
  });
  test('l’écart absolu moyen et les moyennes sont pondérés par la population', () => {
    const a = mesurerAccord(Float64Array.of(1, 3), Float64Array.of(2, 3), Float64Array.of(300, 100));
    expect(a.ecartAbsoluMoyen).toBe(0.75);
    expect(a.moyenneSimulee).toBe(1.5);
    expect(a.moyenneOfficielle).toBe(2.25);
  });
  test('l’agrégat d’un groupe est une moyenne pondérée', () => {
    const g = agreger(['a', 'b', 'a'], Float64Array.of(1, 5, 3), Float64Array.of(10, 7, 20));
    expect(g.groupes).toEqual(['a', 'b']);
    expect([...g.poids]).toEqual([4, 5]);
    expect([...g.moyennes[0]!]).toEqual([17.5, 7]);
  });
});

describe('calibrage', () => {
  const observations = Array.from({ length: 60 }, (_, k) => ({ variables: [1, k, k % 7], minutes: 4 + 1.25 * k + 0.5 * (k % 7), groupe: k % 3 }));
  test('une relation exacte est retrouvée, même avec des îles aberrantes', () => {
    const avecIles = observations.map((o, k) => (k % 20 === 0 ? { ...o, minutes: o.minutes + 90 } : o));
    ajuster(avecIles).forEach((c, k) => expect(c).toBeCloseTo([4, 1.25, 0.5][k]!, 1));
  });
  test('la validation ne juge un groupe que par les autres', () => {
    expect(Math.max(...validerParGroupe(observations).map(Math.abs))).toBeLessThan(1e-6);
    const decale = observations.map((o) => (o.groupe === 2 ? { ...o, minutes: o.minutes + 10 } : o));
    const ecarts = validerParGroupe(decale);
    expect(ecarts[2]).toBeCloseTo(-10, 6);
  });
  test('des variables liées sont refusées, comme l’absence d’observation', () => {
    expect(() => ajuster([{ variables: [1, 1], minutes: 1, groupe: 0 }, { variables: [2, 2], minutes: 2, groupe: 0 }])).toThrow(RangeError);
    expect(() => mesurerErreur(new Float64Array())).toThrow(RangeError);
  });
  test('la médiane, le 68e centile et le biais', () => {
    const e = mesurerErreur(Float64Array.of(-1, 1, 2, -4));
    expect(e).toEqual({ nombre: 4, moyenne: 2, mediane: 2, centile68: 2, biais: -0.5 });
  });
});

describe('habitants sous le seuil', () => {
  // Officially 1, 3, 5 (mean 3, spread √(8/3)); simulated twice as wide around a mean one lower: -2, 2, 6.
  const [officiel, simule, poids] = [Float64Array.of(1, 3, 5), Float64Array.of(-2, 2, 6), Float64Array.of(10, 10, 10)];

  test('le niveau, l’étalement et les deux sont dits à part', () => {
    // The level alone gives -1, 3, 7; the spread alone 0, 2, 4; both give back 1, 3, 5.
    expect(decomposerSousSeuil(simule, officiel, poids, 2.5)).toEqual({ officiel: 10, simule: 20, auNiveauOfficiel: 10, aLEtalementOfficiel: 20, auxDeux: 10, ecartTypeSimule: Math.sqrt(32 / 3), ecartTypeOfficiel: Math.sqrt(8 / 3) });
  });

  test('une simulation juste n’est pas changée', () => {
    const d = decomposerSousSeuil(officiel, officiel, poids, 3);
    expect([d.simule, d.auNiveauOfficiel, d.aLEtalementOfficiel, d.auxDeux]).toEqual([20, 20, 20, 20]);
  });
});
