import { describe, expect, test } from 'vitest';
import { deuxEtapes, deuxEtapesPonderees, offreAccessible, ratioFlottant, troisEtapes } from './aires.ts';
import { compresser, premiereRepetition, transposer } from './creux.ts';

const matrice = (paires: readonly (readonly [number, number, number])[], origines: number, destinations: number) =>
  compresser(
    {
      origine: Uint32Array.from(paires, (p) => p[0]),
      destination: Uint32Array.from(paires, (p) => p[1]),
      temps: Float64Array.from(paires, (p) => p[2]),
    },
    origines,
    destinations,
  );

// Two places A and B, 12 minutes apart; the supply is in A (faits.md §5.2).
const deuxCommunes = {
  demande: Float64Array.of(1000, 500),
  offre: Float64Array.of(5000, 0),
  temps: matrice([[0, 0, 0], [0, 1, 12], [1, 0, 12], [1, 1, 0]], 2, 2),
};

describe('matrice creuse', () => {
  test('les paires données en désordre sont rangées par origine, dans leur ordre', () => {
    const m = matrice([[1, 0, 7], [0, 1, 5], [1, 1, 6], [0, 0, 4]], 2, 2);
    expect([...m.debuts]).toEqual([0, 2, 4]);
    expect([...m.cibles]).toEqual([1, 0, 0, 1]);
    expect([...m.temps]).toEqual([5, 4, 7, 6]);
  });
  test('vue par destination, chaque paire garde sa place', () => {
    const m = matrice([[1, 0, 7], [0, 1, 5], [1, 1, 6]], 2, 2);
    const t = transposer(m);
    expect([...t.debuts]).toEqual([0, 1, 3]);
    expect([...t.origines]).toEqual([1, 0, 1]);
    expect([...t.positions].map((p) => m.temps[p])).toEqual([7, 5, 6]);
  });
  test('une paire hors des bornes est un défaut du programme', () => {
    expect(() => matrice([[2, 0, 1]], 2, 2)).toThrow(RangeError);
    expect(() => matrice([[0, 2, 1]], 2, 2)).toThrow(RangeError);
  });
  test('une paire donnée deux fois est trouvée, une destination partagée ne l’est pas', () => {
    expect(premiereRepetition(matrice([[0, 1, 1], [1, 1, 2]], 2, 2))).toBe(-1);
    expect(premiereRepetition(matrice([[0, 1, 1], [1, 0, 1], [0, 1, 2]], 2, 2))).toBe(1);
  });
});

describe('aires flottantes', () => {
  test('2SFCA : la borne est comprise', () => {
    expect([...deuxEtapes(deuxCommunes, 12).valeurs]).toEqual([5000 / 1500, 5000 / 1500]);
    expect([...deuxEtapes(deuxCommunes, 11.999).valeurs]).toEqual([5, 0]);
  });
  test('E2SFCA par paliers : la borne de chaque palier est comprise', () => {
    const poids = (t: number) => ({ forme: 'paliers', paliers: [{ jusqua: 12, poids: t }, { jusqua: 5, poids: 1 }] }) as const;
    const r = deuxEtapesPonderees(deuxCommunes, poids(0.5));
    expect([...r.demandes]).toEqual([1250, 1000]);
    expect([...r.valeurs]).toEqual([4, 2]);
  });
  test('E2SFCA gaussienne : exp(−t² / 2σ²), rien au-delà du seuil', () => {
    const w = Math.exp(-144 / 200);
    const { valeurs } = deuxEtapesPonderees(deuxCommunes, { forme: 'gaussienne', sigma: 10, seuil: 12 });
    expect(valeurs[0]).toBeCloseTo(5000 / (1000 + 500 * w), 10);
    expect(valeurs[1]).toBeCloseTo((5000 * w) / (1000 + 500 * w), 10);
    expect([...deuxEtapesPonderees(deuxCommunes, { forme: 'gaussienne', sigma: 10, seuil: 11 }).valeurs]).toEqual([5, 0]);
  });
  test('3SFCA : la demande d’un lieu se partage entre toutes ses destinations, même sans offre', () => {
    const paliers = { forme: 'paliers', paliers: [{ jusqua: 0, poids: 1 }, { jusqua: 12, poids: 0.5 }] } as const;
    // G_AA = 1 / 1.5, G_BA = 0.5 / 1.5: D_A = 1000 · 1 · 2/3 + 500 · 0.5 · 1/3 = 750
    const { valeurs, demandes } = troisEtapes(deuxCommunes, paliers);
    expect(demandes[0]).toBeCloseTo(750, 10);
    expect(valeurs[0]).toBeCloseTo((5000 / 750) * (2 / 3), 10);
    expect(valeurs[1]).toBeCloseTo((5000 / 750) * (1 / 6), 10);
  });
  test('3SFCA : un seuil coupe après le partage ; ce qui est au-delà garde sa part', () => {
    // G_AA = 1 / 1.5 as above, though the trip to B is cut: D_A = 1000 · 2/3, and B reaches nothing.
    const { valeurs, demandes } = troisEtapes(deuxCommunes, { forme: 'paliers', paliers: [{ jusqua: 0, poids: 1 }, { jusqua: 12, poids: 0.5 }], seuil: 11 });
    expect(demandes[0]).toBeCloseTo(1000 * (2 / 3), 10);
    expect(valeurs[0]).toBeCloseTo((5000 / (1000 * (2 / 3))) * (2 / 3), 10);
    expect(troisEtapes(deuxCommunes, { forme: 'binaire', seuil: 11 }).valeurs[0]).toBe(5);
  });
  test('gravité : l’offre s’ajoute, divisée par la distance, sans la demande', () => {
    const entrees = { ...deuxCommunes, offre: Float64Array.of(10, 4), temps: matrice([[0, 0, 2], [0, 1, 20], [1, 0, 20], [1, 1, 0.5]], 2, 2) };
    const poids = { forme: 'gravite', echelle: 5, puissance: -1, minimum: 1, seuil: 20 } as const;
    expect([...offreAccessible(entrees.offre, entrees.temps, poids)]).toEqual([10 * 2.5 + 4 * 0.25, 10 * 0.25 + 4 * 5]);
  });
  test('rapport flottant : offre proche sur demande proche du même lieu', () => {
    expect([...ratioFlottant(deuxCommunes, deuxCommunes.temps, 11)]).toEqual([5, 0]);
    expect([...ratioFlottant(deuxCommunes, deuxCommunes.temps, 12)]).toEqual([5000 / 1500, 5000 / 1500]);
  });
  test('une offre que personne n’atteint ne donne rien, et rien n’est infini', () => {
    const entrees = { ...deuxCommunes, demande: Float64Array.of(0, 0) };
    expect([...deuxEtapes(entrees, 12).valeurs]).toEqual([0, 0]);
    expect([...troisEtapes(entrees, { forme: 'binaire', seuil: 12 }).valeurs]).toEqual([0, 0]);
  });
  test('des longueurs qui ne s’accordent pas sont refusées', () => {
    expect(() => deuxEtapes({ ...deuxCommunes, offre: Float64Array.of(1) }, 12)).toThrow('offre');
    expect(() => deuxEtapes({ ...deuxCommunes, demande: Float64Array.of(1) }, 12)).toThrow('demande');
  });
});
