import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Jour, plusJours, plusMois } from '#core/jour.ts';
import { chances, marchesDe, prevoir, prevoirLigne, saisonDe, SANS_SAISON, tempsVecu } from './prevision.ts';

const D = Jour.parse('2026-01-01');
const FIN = Jour.parse('2027-01-01');
const serie = (valeurs: readonly number[], pas = 30) => valeurs.map((valeur, i) => ({ le: plusJours(D, i * pas), valeur }));

describe('prévoir', () => {
  test('une droite parfaite se prolonge en s’essoufflant : un peu sous la droite, jamais en arrière', () => {
    const p = prevoir(serie([10, 20, 30, 40, 50]), plusJours(D, 240));
    // 120 days left, at 121.75 a year losing half of its pace a year
    expect(p?.centre).toBeCloseTo(50 + (121.75 * (1 - Math.exp((-0.5 * 120) / 365.25))) / 0.5, 9);
    expect(p?.centre).toBeLessThan(90);
    expect(p?.parAn).toBeCloseTo(10 / (30 / 365.25), 6);
  });

  test('avec moins de deux dates, rien n’est prévu', () => {
    expect(prevoir([], FIN)).toBeUndefined();
    expect(prevoir(serie([5]), FIN)).toBeUndefined();
    expect(prevoir([{ le: D, valeur: 1 }, { le: D, valeur: 2 }], FIN)).toBeUndefined();
  });

  test('à la date même, la valeur est connue : les chances sont 0 ou 1', () => {
    const points = [...serie([10, 20]), { le: FIN, valeur: 42 }];
    const p = prevoir(points, FIN);
    if (!p) throw new Error('prévision');
    expect([chances(p, 42, 'hausse'), chances(p, 42.01, 'hausse'), chances(p, 42, 'baisse'), chances(p, 41.9, 'baisse')]).toEqual([1, 0, 1, 0]);
  });

  test('plus le but est loin, plus les chances baissent ; plus il reste de temps, plus l’incertitude croît', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 12 }), fc.integer({ min: -2000, max: 2000 }), fc.nat(500), fc.integer({ min: 1, max: 300 }), (valeurs, seuil, plus, jours) => {
        const points = serie(valeurs);
        const dernier = points.at(-1)?.le ?? D;
        const [proche, loin] = [prevoir(points, plusJours(dernier, jours)), prevoir(points, plusJours(dernier, jours + 30))];
        if (!proche || !loin) throw new Error('prévision');
        expect(chances(proche, seuil + plus, 'hausse')).toBeLessThanOrEqual(chances(proche, seuil, 'hausse') + 1e-12);
        expect(chances(proche, seuil, 'hausse') + chances(proche, seuil, 'baisse')).toBeCloseTo(1, 9);
        expect(loin.echelle).toBeGreaterThanOrEqual(proche.echelle);
      }),
    );
  });

  test('ajouter une constante, ou changer d’unité, déplace la prévision d’autant', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 3, maxLength: 12 }), fc.integer({ min: 1, max: 50 }), fc.integer({ min: -500, max: 500 }), (v, k, c) => {
        const [p, q] = [prevoir(serie(v), plusJours(D, 500)), prevoir(serie(v.map((x) => x * k + c)), plusJours(D, 500))];
        if (!p || !q) throw new Error('prévision');
        expect(q.centre).toBeCloseTo(p.centre * k + c, 6);
        if (p.echelle > 0.01) expect(q.echelle / p.echelle).toBeCloseTo(k, 6);
      }),
    );
  });
});

describe('la saison', () => {
  const rythme = [0.2, 0.2, 0.5, 1, 1, 1, 0.3, 0.1, 2, 3, 2, 0.7];
  const annee = Array.from({ length: 25 }, (_, i) => ({ le: plusMois(D, i), valeur: Array.from({ length: i }, (__, k) => rythme[k % 12] ?? 0).reduce((s, x) => s + x, 0) * 100 }));

  test('deux ans d’octobres forts font un octobre plus fort que le reste, sans aller jusqu’au bout', () => {
    const saison = saisonDe(annee);
    expect(saison[9]).toBeGreaterThan(1.8);
    expect(saison[9]).toBeLessThan(3);
    expect(saison[7]).toBeLessThan(0.5);
    expect(saison.reduce((s, x) => s + x, 0)).toBeCloseTo(12, 9);
  });

  test('moins d’un an d’histoire, ou des relevés trop espacés : pas de saison', () => {
    expect(saisonDe(annee.slice(0, 8))).toBe(SANS_SAISON);
    expect(saisonDe(annee.filter((_, i) => i % 3 === 0))).toBe(SANS_SAISON);
  });

  test('avec la saison, un creux d’été n’est pas pris pour un retard', () => {
    const debut = annee.slice(0, 9).map((p) => ({ le: plusMois(p.le, 24), valeur: p.valeur }));
    const terme = plusMois(D, 36);
    const [sans, avec] = [prevoir(debut, terme), prevoir(debut, terme, saisonDe(annee))];
    const vrai = rythme.reduce((s, x) => s + x, 0) * 100;
    expect(Math.abs((avec?.centre ?? 0) - vrai)).toBeLessThan(0.6 * Math.abs((sans?.centre ?? 0) - vrai));
  });

  test('une année entière dure un an, quelle que soit la saison', () => {
    expect(tempsVecu(D, FIN, saisonDe(annee))).toBeCloseTo(tempsVecu(D, FIN, SANS_SAISON), 1);
  });
});

describe('l’argent au bout', () => {
  const p = prevoir(serie([60, 61, 62, 63]), plusJours(D, 240));
  if (!p) throw new Error('prévision');

  test('l’espérance est la somme des montants pesés par leurs chances, palier par palier', () => {
    const regle = { type: 'paliers_valeur' as const, paliers: [{ seuil: 64, montant: 1000 }, { seuil: 70, montant: 3000 }] };
    const l = prevoirLigne(p, regle, { sens: 'hausse' });
    const [a, b] = l?.marches.map((m) => m.chances) ?? [];
    expect(l?.esperance).toBe(Math.round((a ?? 0) * 1000 + (b ?? 0) * 2000));
    expect(l?.manque).toBe(3000 - (l?.esperance ?? 0));
  });

  test('les marches d’un progrès se comptent depuis le départ', () => {
    const regle = { type: 'paliers_variation' as const, mesure: 'relative' as const, paliers: [{ seuil: 0.1, montant: 5 }] };
    expect(marchesDe(regle, { sens: 'baisse', depart: { valeur: 200 } })).toEqual([{ nom: null, seuil: 180, montant: 5 }]);
    expect(marchesDe(regle, { sens: 'baisse' })).toEqual([]);
  });
});
