import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { Contrat, type ContratSaisi, Indicateur, Regle } from '../model.ts';
import { calculerContrat } from './calculer.ts';
import { type FicheOuverte, gestesOuverts, parUnites, prochainePrise } from './gestes.ts';
import { evaluerLigne } from './lignes.ts';

const AU = Jour.parse('2027-01-01');
const entier = fc.integer({ min: 0, max: 40 });
const montant = fc.integer({ min: 0, max: 50 }).map((n) => n * 100);
const paliers = fc.array(fc.record({ seuil: entier, montant }), { minLength: 1, maxLength: 4 });
const regles = fc.oneof(
  fc.record({ type: fc.constant('atteint' as const), montant, cible: entier }),
  fc.record({ type: fc.constant('paliers_valeur' as const), paliers }),
  fc.record({ type: fc.constant('paliers_variation' as const), mesure: fc.constant('absolue' as const), paliers }),
  fc.record({ type: fc.constant('compte' as const), prixUnitaire: fc.oneof(fc.constant(0), fc.integer({ min: 25, max: 300 })), plafond: montant, aPartirDe: entier }),
  fc.record({ type: fc.constant('lineaire' as const), base: entier, cible: entier, plancher: fc.constantFrom(0, 0.25, 0.5, 0.73, 1), montant }).filter((r) => r.base !== r.cible),
);
const cas = fc.record({ regle: regles, valeur: entier, depart: entier, sens: fc.constantFrom<'hausse' | 'baisse'>('hausse', 'baisse'), dejaPaye: fc.constantFrom(0, 0, 700, 2500) });

/** What the line pays at a value, asked of the engine. */
function payeur({ regle, depart, sens, dejaPaye }: { regle: unknown; depart: number; sens: 'hausse' | 'baisse'; dejaPaye: number }) {
  const i = Indicateur.parse({ id: 'x', mission: 'acces', annee: 1, libelle: 'x', sens, depart: { valeur: depart }, regle });
  return { i, payer: (valeur: number) => evaluerLigne(i, { releves: [{ indicateur: 'x', le: AU, valeur, preuve: true }], livrablesFournis: [] }, { au: AU, arrondi: 'au_plus_proche', dejaPaye }).montant };
}

describe('la prise la moins coûteuse, contre l’essai de toutes les valeurs', () => {
  test('aucun nombre d’unités ne rapporte davantage par unité, et aucun plus petit n’en rapporte autant', () => {
    fc.assert(
      fc.property(cas, ({ regle, valeur, depart, sens, dejaPaye }) => {
        const { payer } = payeur({ regle, depart, sens, dejaPaye });
        const vers = regle.type === 'lineaire' ? Math.sign(regle.cible - regle.base) : sens === 'baisse' && regle.type !== 'compte' ? -1 : 1;
        const tous = Array.from({ length: 300 }, (_, k) => ({ unites: k + 1, gain: payer(valeur + vers * (k + 1)) - payer(valeur) })).filter((x) => x.gain > 0);
        const meilleur = tous.reduce<{ unites: number; gain: number } | undefined>((m, x) => (m === undefined || x.gain * m.unites > m.gain * x.unites ? x : m), undefined);
        const lu = Regle.parse(regle);
        const prise = prochainePrise(valeur, { regle: lu, depart: { valeur: depart }, sens }, { payer, entier: true, dejaPaye });
        if (meilleur === undefined || prise === undefined) {
          expect([meilleur, prise]).toEqual([undefined, undefined]);
          return;
        }
        expect(prise.gain).toBe(payer(prise.cible) - payer(valeur));
        expect(prise.unites).toBe(Math.abs(prise.cible - valeur));
        // A pro rata is rounded to the cent at each value: a cent more for the whole effort is noise, not a better way.
        if (regle.type === 'lineaire') expect(prise.gain / prise.unites).toBeGreaterThanOrEqual(meilleur.gain / meilleur.unites - 1);
        else expect(prise).toMatchObject(meilleur);
      }),
      { numRuns: 500 },
    );
  });

  test('un taux s’atteint au seuil même, sans compter par unités entières', () => {
    const { i, payer } = payeur({ regle: { type: 'paliers_valeur', paliers: [{ seuil: 69.7, montant: 100_000 }, { seuil: 75, montant: 350_000 }] }, depart: 66, sens: 'hausse', dejaPaye: 0 });
    const regle = i.regle;
    if (!regle) throw new Error('sans règle');
    expect(parUnites({ unite: '%' }, 69, { regle, depart: undefined })).toBe(false);
    // 1 000 € for 0.5 point is 2 000 € a point; 3 500 € for 5.8 points is 603 € a point.
    expect(prochainePrise(69.2, { regle, depart: i.depart, sens: 'hausse' }, { payer, entier: false, dejaPaye: 0 })).toEqual({ cible: 69.7, unites: 0.5, gain: 100_000 });
    // At 69.7 only the last tier remains.
    expect(prochainePrise(69.7, { regle, depart: i.depart, sens: 'hausse' }, { payer, entier: false, dejaPaye: 0 })).toEqual({ cible: 75, unites: 5.3, gain: 250_000 });
  });

  test('un palier lointain qui paie mieux l’effort passe avant le palier voisin', () => {
    const { i, payer } = payeur({ regle: { type: 'paliers_valeur', paliers: [{ seuil: 10, montant: 1000 }, { seuil: 12, montant: 90_000 }] }, depart: 0, sens: 'hausse', dejaPaye: 0 });
    if (!i.regle) throw new Error('sans règle');
    expect(prochainePrise(0, { regle: i.regle, depart: i.depart, sens: 'hausse' }, { payer, entier: true, dejaPaye: 0 })?.cible).toBe(12);
  });
});

const JOUR = Jour.parse('2026-11-24');
const ligne = (id: string, avec: Partial<NonNullable<ContratSaisi['indicateurs']>[number]>): NonNullable<ContratSaisi['indicateurs']>[number] => ({ id, mission: 'acces', annee: 1, libelle: id, ...avec });
const fiche = (id: string, avec: Partial<FicheOuverte> = {}): FicheOuverte => ({ id, titre: `Fiche ${id}`, lignes: [], depenses: 1, aCharge: 0, resultatAttendu: null, ...avec });

function gestes(avec: Partial<ContratSaisi>, fiches: readonly FicheOuverte[] = [], aujourdhui = JOUR) {
  const contrat = Contrat.parse({ taille: 3, regime: 'ACI-AVENANT-2', signeLe: '2026-01-01', missions: [{ mission: 'acces', debut: '2026-01-01' }, { mission: 'crise', debut: '2026-01-01' }], aujourdhui, ...avec });
  const calcul = calculerContrat(contrat);
  if (!calcul.ok) throw new Error(calcul.refus.code);
  return gestesOuverts(contrat, calcul.valeur.annees, { aujourdhui, fiches });
}

describe('ce qui reste ouvert', () => {
  test('une preuve qui manque sauve le montant sans travail de plus, et passe devant', () => {
    const [premier, second] = gestes({
      indicateurs: [ligne('a', { regle: { type: 'atteint', montant: 200_000 } }), ligne('b', { sens: 'baisse', regle: { type: 'paliers_valeur', paliers: [{ seuil: 100, montant: 900_000 }] } })],
      releves: [{ indicateur: 'a', le: '2026-10-01', valeur: true, preuve: false }, { indicateur: 'b', le: '2026-10-01', valeur: 121 }],
    });
    expect(premier).toMatchObject({ indicateur: 'a', nature: 'preuve', gain: 200_000, cout: 0, echeance: '2027-01-01' });
    expect(second).toMatchObject({ indicateur: 'b', nature: 'palier', de: 121, cible: 100, unites: 21, gain: 900_000, cout: null, inconnus: ['sans_fiche'] });
  });

  test('livrable attendu, valeur jamais relevée, départ absent, chose à faire : chacun se dit', () => {
    const lus = gestes({ indicateurs: [
      ligne('annuaire', { regle: { type: 'atteint', montant: 500_000 }, livrables: [{ id: 'l', libelle: 'Version en ligne' }] }),
      ligne('taux', { regle: { type: 'paliers_valeur', paliers: [{ seuil: 70, montant: 300_000 }] } }),
      ligne('progres', { regle: { type: 'paliers_variation', mesure: 'absolue', paliers: [{ seuil: 2, montant: 100_000 }] } }),
      ligne('soiree', { regle: { type: 'atteint', montant: 50_000 } }),
    ], releves: [{ indicateur: 'progres', le: '2026-10-01', valeur: 12 }] });
    expect(lus.map((g) => [g.indicateur, g.nature, g.gain, g.auPlus])).toEqual([
      ['annuaire', 'livrable', 500_000, 500_000], ['soiree', 'faire', 50_000, 50_000], ['taux', 'releve', null, 300_000], ['progres', 'depart', null, 100_000],
    ]);
  });

  test('ce qui coûte et rapporte se range par euros gardés par euro dépensé ; un coût inconnu vient après, avec sa raison', () => {
    const seuil = (montant: number) => ({ type: 'paliers_valeur' as const, paliers: [{ seuil: 10, montant }] });
    const lus = gestes({
      indicateurs: ['a', 'b', 'c', 'd'].map((id, n) => ligne(id, { regle: seuil((n + 1) * 100_000) })),
      releves: ['a', 'b', 'c', 'd'].map((indicateur) => ({ indicateur, le: '2026-10-01', valeur: 0 })),
    }, [
      // a: 1 000 € for 200 €, five euros kept per euro; b: 2 000 € for 1 000 €, two; c: the sheet says no result; d: shared with a.
      fiche('1', { lignes: ['a'], depenses: 40_000, aCharge: 40_000, resultatAttendu: 20 }),
      fiche('2', { lignes: ['b'], depenses: 150_000, aCharge: 100_000, resultatAttendu: 10 }),
      fiche('3', { lignes: ['c'], depenses: 10_000, aCharge: 10_000 }),
      fiche('4', { lignes: ['d', 'a'], depenses: 10_000, aCharge: 10_000, resultatAttendu: 10 }),
    ]);
    expect(lus.map((g) => [g.indicateur, g.cout, g.inconnus])).toEqual([['a', 20_000, []], ['b', 100_000, []], ['d', null, ['fiche_partagee']], ['c', null, ['resultat_inconnu']]]);
  });

  test('une mission fermée ou une enveloppe pleine n’ouvre rien', () => {
    expect(gestes({ indicateurs: [ligne('plan', { mission: 'crise', regle: { type: 'atteint', montant: 500_000 } })] })).toEqual([]);
    const plein = { indicateurs: [ligne('a', { regle: { type: 'atteint' as const, montant: 3_500_000 } }), ligne('b', { regle: { type: 'atteint' as const, montant: 100_000 } })], releves: [{ indicateur: 'a', le: '2026-10-01', valeur: true }] };
    expect(gestes(plein)).toEqual([]);
    // Without the cap, or with the first line reached without proof, there is something to gain or to save again.
    expect(gestes({ ...plein, reglages: { plafonnerVariable: false } }).map((g) => g.indicateur)).toEqual(['b']);
    expect(gestes({ ...plein, releves: [{ indicateur: 'a', le: '2026-10-01', valeur: true, preuve: false }] })).toMatchObject([{ nature: 'preuve', gain: 3_500_000 }]);
  });

  test('l’année finie, il ne reste que les papiers, jusqu’au solde', () => {
    const avec: Partial<ContratSaisi> = { indicateurs: [ligne('a', { regle: { type: 'compte', prixUnitaire: 1000, plafond: 100_000 } }), ligne('b', { regle: { type: 'atteint', montant: 50_000 } })], releves: [{ indicateur: 'a', le: '2026-12-20', valeur: 40, preuve: false }] };
    expect(gestes(avec, [], Jour.parse('2027-02-01'))).toMatchObject([{ indicateur: 'a', nature: 'preuve', gain: 40_000, echeance: '2027-04-01' }]);
    expect(gestes(avec, [], Jour.parse('2027-04-01'))).toEqual([]);
  });

  test('ce qu’une année précédente a payé ne se gagne pas deux fois', () => {
    const compte = { regle: { type: 'compte' as const, prixUnitaire: 1000, plafond: 100_000 } };
    const lus = gestes({ signeLe: '2025-06-01', missions: [{ mission: 'acces', debut: '2025-06-01' }], indicateurs: [ligne('a', compte), ligne('a-2', { ...compte, annee: 2, reporteDe: 'a' })], releves: [{ indicateur: 'a', le: '2026-05-20', valeur: 40 }, { indicateur: 'a-2', le: '2026-10-01', valeur: 30 }] });
    // 30 units pay nothing: 40 were paid last year. One more euro comes at the 41st, and 600 € at the hundredth: 60 000 ÷ 70 beats 1 000 ÷ 11.
    expect(lus).toMatchObject([{ indicateur: 'a-2', de: 30, cible: 100, unites: 70, gain: 60_000 }]);
  });
});
