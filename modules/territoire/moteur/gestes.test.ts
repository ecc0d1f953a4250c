import { describe, expect, test } from 'vitest';
import { ACTIVITE_MOYENNE } from './apl.ts';
import { changementsDe, preparerScenarioApl } from './gestes.ts';
import { appliquerChangements } from './scenario.ts';

// Three communes on a line: 0 and 1 are 5.6 km apart, 2 is 111 km away.
const communes = {
  lieux: { lat: Float64Array.of(48, 48.05, 49), lon: Float64Array.of(2, 2, 2) },
  demande: Float64Array.of(3000, 1000, 800),
  offre: Float64Array.of(2 * ACTIVITE_MOYENNE, 0, 0),
  habitants: Float64Array.of(2900, 1100, 850),
};

describe('gestes', () => {
  test('dans sa propre commune le trajet est connu et compte 1 ; chez la voisine il compte ce que l’on attend', () => {
    const s = preparerScenarioApl(communes);
    const w = s.poids[s.temps.debuts[0]! + [...s.temps.cibles.subarray(s.temps.debuts[0], s.temps.debuts[1])].indexOf(1)]!;
    expect(s.valeurs[0]! * (3000 + 1000 * w)).toBeCloseTo(2 * ACTIVITE_MOYENNE, 6);
    expect(s.valeurs[1]! / s.valeurs[0]!).toBeCloseTo(w, 12);
    // 10.8 minutes, known within 2.9: between the first two steps
    expect(w).toBeGreaterThan(2 / 3);
    expect(w).toBeLessThan(1);
    expect(s.valeurs[2]).toBe(0);
  });

  test('un médecin part, puis un centre de trois ouvre à côté', () => {
    const s = preparerScenarioApl(communes);
    const depart = appliquerChangements(s, changementsDe(s, [{ destination: 0, medecins: -1 }]));
    expect(depart.scenario.valeurs[0]).toBeCloseTo(s.valeurs[0]! / 2, 12);
    expect(depart.sousSeuil).toEqual({ avant: 850 + (s.valeurs[1]! <= 2.5 ? 1100 : 0), apres: 2900 + 1100 + 850 });
    const centre = appliquerChangements(s, changementsDe(s, [{ destination: 0, medecins: -1 }, { destination: 2, medecins: 3 }]));
    expect(centre.scenario.valeurs[2]).toBeCloseTo((3 * ACTIVITE_MOYENNE) / 800, 12);
    expect(centre.sousSeuil.apres).toBe(2900 + 1100);
  });

  test('les gestes d’un même lieu s’ajoutent, l’activité est bornée, l’offre ne devient pas négative', () => {
    const s = preparerScenarioApl(communes);
    expect(changementsDe(s, [{ destination: 1, medecins: 1, actes: 9000 }, { destination: 1, medecins: 0.5, actes: 100 }])).toEqual([{ genre: 'offre', destination: 1, quantite: 6000 + 1800 }]);
    expect(changementsDe(s, [{ destination: 0, medecins: -5 }])).toEqual([{ genre: 'offre', destination: 0, quantite: 0 }]);
    expect(changementsDe(s, [{ destination: 0, medecins: -1 }, { destination: 0, medecins: 1 }])).toEqual([{ genre: 'offre', destination: 0, quantite: 2 * ACTIVITE_MOYENNE }]);
  });

  test('le relief éloigne', () => {
    const plat = preparerScenarioApl({ ...communes, relief: Float64Array.of(0, 0, 0) });
    const montagne = preparerScenarioApl({ ...communes, relief: Float64Array.of(4, 4, 4) });
    expect(montagne.valeurs[1]!).toBeLessThan(plat.valeurs[1]!);
  });
});
