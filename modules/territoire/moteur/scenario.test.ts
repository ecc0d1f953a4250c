import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { poidsTroisEtapes } from './aires.ts';
import { compresser } from './creux.ts';
import { peser, type Poids } from './poids.ts';
import { appliquerChangements, depuisJson, extraireVoisinage, habitantsSousSeuil, preparerScenario, versJson, type Changement } from './scenario.ts';

const POIDS: Poids = { forme: 'paliers', paliers: [{ jusqua: 10, poids: 1 }, { jusqua: 15, poids: 2 / 3 }, { jusqua: 20, poids: 1 / 3 }] };

// From a millionth up: quantities below the smallest normal number overflow when divided, and no commune counts in 1e-320 inhabitants.
const quantite = fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true }));
const unCas = fc
  .record({ origines: fc.integer({ min: 1, max: 25 }), destinations: fc.integer({ min: 1, max: 15 }) })
  .chain(({ origines, destinations }) =>
    fc.record({
      demande: fc.array(quantite, { minLength: origines, maxLength: origines }),
      offre: fc.array(quantite, { minLength: destinations, maxLength: destinations }),
      paires: fc.uniqueArray(
        fc.tuple(fc.nat(origines - 1), fc.nat(destinations - 1), fc.double({ min: 0, max: 30, noNaN: true })),
        { selector: ([i, j]) => i * destinations + j, maxLength: origines * destinations },
      ),
      changements: fc.array(
        fc.oneof(
          fc.record({ genre: fc.constant('offre' as const), destination: fc.nat(destinations - 1), quantite }),
          fc.record({ genre: fc.constant('demande' as const), origine: fc.nat(origines - 1), quantite }),
        ),
        { maxLength: 6 },
      ),
      troisEtapes: fc.boolean(),
    }),
  );

type Cas = typeof unCas extends fc.Arbitrary<infer T> ? T : never;

function preparer(cas: Cas) {
  const temps = compresser(
    {
      origine: Uint32Array.from(cas.paires, (p) => p[0]),
      destination: Uint32Array.from(cas.paires, (p) => p[1]),
      temps: Float64Array.from(cas.paires, (p) => p[2]),
    },
    cas.demande.length,
    cas.offre.length,
  );
  const entrees = { demande: Float64Array.from(cas.demande), offre: Float64Array.from(cas.offre), temps };
  const poids = cas.troisEtapes ? poidsTroisEtapes(temps, POIDS) : peser(temps.temps, POIDS);
  return { entrees, poids, habitants: Float64Array.from(cas.demande, (_, i) => 10 * i + 1) };
}

const changer = (v: Float64Array, genre: Changement['genre'], changements: readonly Changement[]): Float64Array => {
  const w = v.slice();
  for (const c of changements) if (c.genre === genre) w[c.genre === 'offre' ? c.destination : c.origine] = c.quantite;
  return w;
};

describe('scénarios', () => {
  test('recalculer ce qui dépend d’un changement, ou tout recalculer, c’est pareil', () => {
    fc.assert(
      fc.property(unCas, (cas) => {
        const { entrees, poids, habitants } = preparer(cas);
        const depart = preparerScenario(entrees, poids, { habitants });
        const gele = JSON.stringify(versJson(depart));
        const effet = appliquerChangements(depart, cas.changements);
        const entier = preparerScenario(
          { demande: changer(entrees.demande, 'demande', cas.changements), offre: changer(entrees.offre, 'offre', cas.changements), temps: entrees.temps },
          poids,
          { habitants },
        );
        // more than the promised 1e-9: the same sums in the same order
        expect(effet.scenario.valeurs).toEqual(entier.valeurs);
        expect(effet.scenario.demandes).toEqual(entier.demandes);
        expect(effet.sousSeuil.apres).toBe(habitantsSousSeuil(entier.valeurs, habitants, 2.5));
        expect(effet.sousSeuil.avant).toBe(habitantsSousSeuil(depart.valeurs, habitants, 2.5));
        expect(JSON.stringify(versJson(depart))).toBe(gele);
        const touchees = new Set(effet.touchees);
        expect(effet.scenario.valeurs.filter((_, i) => !touchees.has(i))).toEqual(depart.valeurs.filter((_, i) => !touchees.has(i)));
      }),
      { numRuns: 500 },
    );
  });

  test('mille changements puis le retour à l’état de départ ne laissent aucune dérive', () => {
    fc.assert(
      fc.property(unCas, (cas) => {
        const { entrees, poids } = preparer(cas);
        const depart = preparerScenario(entrees, poids);
        let s = depart;
        for (const c of cas.changements) s = appliquerChangements(s, [c]).scenario;
        const retour: Changement[] = [
          ...[...entrees.offre].map((q, destination) => ({ genre: 'offre' as const, destination, quantite: q })),
          ...[...entrees.demande].map((q, origine) => ({ genre: 'demande' as const, origine, quantite: q })),
        ];
        expect(appliquerChangements(s, retour).scenario.valeurs).toEqual(depart.valeurs);
      }),
      { numRuns: 200 },
    );
  });

  test('l’extrait d’un voisinage, passé par JSON, donne les mêmes valeurs que l’ensemble', () => {
    fc.assert(
      fc.property(unCas, fc.array(fc.nat(24)), (cas, choix) => {
        const { entrees, poids, habitants } = preparer(cas);
        const tout = preparerScenario(entrees, poids, { habitants });
        const { scenario, origines, destinations } = extraireVoisinage(tout, choix.filter((i) => i < entrees.demande.length));
        const local = depuisJson(JSON.parse(JSON.stringify(versJson(scenario))));
        expect([...local.valeurs]).toEqual([...origines].map((i) => tout.valeurs[i]));
        fc.pre(destinations.length > 0);
        const ici = appliquerChangements(local, [{ genre: 'offre', destination: 0, quantite: 1234 }]);
        const la = appliquerChangements(tout, [{ genre: 'offre', destination: destinations[0]!, quantite: 1234 }]);
        expect([...ici.scenario.valeurs]).toEqual([...origines].map((i) => la.scenario.valeurs[i]));
      }),
      { numRuns: 200 },
    );
  });

  test('un médecin part : sa commune et ses voisines perdent leurs consultations, les habitants au seuil de 2,5 ou dessous sont comptés', () => {
    const temps = compresser({ origine: Uint32Array.of(0, 1, 2), destination: Uint32Array.of(0, 0, 1), temps: Float64Array.of(0, 12, 0) }, 3, 2);
    const entrees = { demande: Float64Array.of(1000, 500, 100), offre: Float64Array.of(5000, 300), temps };
    const s = preparerScenario(entrees, peser(temps.temps, POIDS), { habitants: Float64Array.of(990, 510, 100) });
    const effet = appliquerChangements(s, [{ genre: 'offre', destination: 0, quantite: 0 }]);
    expect([...effet.touchees]).toEqual([0, 1]);
    expect([...effet.avant].map((v) => v.toFixed(2))).toEqual(['3.75', '2.50']);
    expect([...effet.apres]).toEqual([0, 0]);
    expect(effet.sousSeuil.apres).toBe(1500);
    expect(habitantsSousSeuil(Float64Array.of(2.5, 2.500001, 2.4), Float64Array.of(1, 10, 100), 2.5)).toBe(101);
  });

  test('un lieu inconnu, une quantité impossible, la demande d’un extrait sont refusés', () => {
    const temps = compresser({ origine: Uint32Array.of(0), destination: Uint32Array.of(0), temps: Float64Array.of(0) }, 1, 1);
    const s = preparerScenario({ demande: Float64Array.of(1), offre: Float64Array.of(1), temps }, Float64Array.of(1));
    expect(() => appliquerChangements(s, [{ genre: 'offre', destination: 1, quantite: 1 }])).toThrow(RangeError);
    expect(() => appliquerChangements(s, [{ genre: 'offre', destination: 0, quantite: Number.NaN }])).toThrow(RangeError);
    expect(() => appliquerChangements(s, [{ genre: 'demande', origine: -1, quantite: 1 }])).toThrow(RangeError);
    const { scenario } = extraireVoisinage(s, [0]);
    expect(() => appliquerChangements(scenario, [{ genre: 'demande', origine: 0, quantite: 1 }])).toThrow('extrait');
  });
});
