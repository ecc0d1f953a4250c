import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { Jour } from '#core/jour.ts';
import { Indicateur, type Regle } from '../model.ts';
import { evaluerLigne, type LigneDue } from './lignes.ts';

const AU = Jour.parse('2027-04-15');
type Saisie = Partial<z.input<typeof Indicateur>>;
function evaluer(regle: unknown, valeur: number | boolean, avec: Saisie = {}, dejaPaye = 0): LigneDue {
  const i = Indicateur.parse({ id: 'x', mission: 'acces', annee: 1, libelle: 'Une ligne', regle, ...avec });
  return evaluerLigne(i, { releves: [{ indicateur: 'x', le: AU, valeur, preuve: true }], livrablesFournis: [] }, { au: AU, arrondi: 'au_plus_proche', dejaPaye });
}

const paliers = [{ seuil: 10, montant: 100 }, { seuil: 20, montant: 250 }, { seuil: 30, montant: 400 }];

describe('les cinq façons de payer', () => {
  test.each([[9.99, 0], [10, 100], [19.99, 100], [20, 250], [30, 400], [1000, 400]])('paliers sur la valeur, en hausse : %d paie %d', (valeur, du) => {
    expect(evaluer({ type: 'paliers_valeur', paliers }, valeur).montant).toBe(du);
  });

  test.each([[200, 190, 100], [200, 190.01, 0], [200, 170, 400], [200, 210, 0]])('paliers sur la variation absolue, en baisse : de %d à %d paie %d', (depart, valeur, du) => {
    expect(evaluer({ type: 'paliers_variation', mesure: 'absolue', paliers }, valeur, { sens: 'baisse', depart: { valeur: depart } }).montant).toBe(du);
  });

  test('un progrès relatif se compte sur le départ, exactement : de 64,08 à 70,488 il est de 10 %', () => {
    const regle = { type: 'paliers_variation', mesure: 'relative', paliers: [{ seuil: 0.1, montant: 500 }] };
    expect(evaluer(regle, 70.488, { depart: { valeur: 64.08 } }).montant).toBe(500);
    expect(evaluer(regle, 70.4879, { depart: { valeur: 64.08 } }).montant).toBe(0);
  });

  test('sans valeur de départ, ou d’un départ nul en relatif, rien n’est dû et la ligne le dit', () => {
    expect(evaluer({ type: 'paliers_variation', mesure: 'absolue', paliers }, 50)).toMatchObject({ etat: 'sans_depart', montant: 0 });
    expect(evaluer({ type: 'paliers_variation', mesure: 'relative', paliers }, 50, { depart: { valeur: 0 } })).toMatchObject({ etat: 'sans_depart', montant: 0 });
  });

  test.each([[0, 0], [2, 0], [3, 90], [12.9, 900], [12, 900], [13, 950], [14, 950], [500, 950]])('un compte de %d unités, deux non payées, 90 chacune, 950 au plus, paie %d', (valeur, du) => {
    expect(evaluer({ type: 'compte', prixUnitaire: 90, plafond: 950, aPartirDe: 2 }, valeur).montant).toBe(du);
  });

  test.each([[50, 0], [80, 0], [84.9, 0], [85, 250], [90, 500], [100, 1000], [120, 1000]])('au prorata de 80 à 100, plancher au quart : %d paie %d', (valeur, du) => {
    expect(evaluer({ type: 'lineaire', base: 80, cible: 100, plancher: 0.25, montant: 1000 }, valeur).montant).toBe(du);
  });

  test('un prorata qui descend : de 300 à 200', () => {
    const regle = { type: 'lineaire', base: 300, cible: 200, montant: 900 };
    expect([310, 300, 267, 200, 100].map((v) => evaluer(regle, v, { sens: 'baisse' }).montant)).toEqual([0, 0, 297, 900, 900]);
  });

  test.each([[true, 700], [false, 0], [1, 700], [0, 0]])('atteint ou non : %s paie %d', (valeur, du) => {
    expect(evaluer({ type: 'atteint', montant: 700 }, valeur).montant).toBe(du);
  });
});

describe('une ligne', () => {
  const regles: fc.Arbitrary<Regle> = fc.oneof(
    fc.record({ type: fc.constant('atteint' as const), montant: fc.nat(1_000_000), cible: fc.integer({ min: -100, max: 100 }) }),
    fc.record({ type: fc.constant('paliers_valeur' as const), paliers: fc.array(fc.record({ seuil: fc.integer({ min: -100, max: 100 }), montant: fc.nat(1_000_000) }), { minLength: 1, maxLength: 6 }) }),
    fc.record({ type: fc.constant('compte' as const), prixUnitaire: fc.nat(10_000), plafond: fc.nat(1_000_000), aPartirDe: fc.nat(10) }),
    fc.record({ type: fc.constant('lineaire' as const), base: fc.integer({ min: -50, max: 49 }), cible: fc.integer({ min: 50, max: 100 }), plancher: fc.constantFrom(0, 0.25, 0.5, 1), montant: fc.nat(1_000_000) }),
  );

  test('ne paie jamais moins que rien ni plus que son maximum, et le palier suivant promet juste', () => {
    fc.assert(
      fc.property(regles, fc.integer({ min: -200, max: 200 }), fc.nat(500_000), (regle, valeur, deja) => {
        const l = evaluer(regle, valeur, {}, deja);
        expect(l.montant).toBeGreaterThanOrEqual(0);
        expect(l.montant + Math.min(deja, l.montantMaximum)).toBeLessThanOrEqual(l.montantMaximum + (l.montant === 0 ? deja : 0));
        if (!l.prochain || deja > 0) return;
        expect(evaluer(regle, l.prochain.seuil).montant).toBe(l.montant + l.prochain.gain);
      }),
    );
  });

  test('quand plus c’est mieux, une valeur plus haute ne paie jamais moins si les paliers montent', () => {
    const montants = fc.array(fc.nat(1000), { minLength: 1, maxLength: 6 }).map((m) => m.toSorted((a, b) => a - b).map((montant, i) => ({ seuil: i * 10, montant })));
    fc.assert(fc.property(montants, fc.integer({ min: -20, max: 80 }), fc.nat(30), (p, v, de_plus) => evaluer({ type: 'paliers_valeur', paliers: p }, v + de_plus).montant >= evaluer({ type: 'paliers_valeur', paliers: p }, v).montant));
  });

  test('un objectif renégocié vaut à partir de sa date, le départ reste s’il n’est pas dit', () => {
    const avec = (le: string) => evaluer({ type: 'atteint', cible: 100, montant: 900 }, 60, { depart: { valeur: 40 }, revisions: [{ le, regle: { type: 'paliers_variation', mesure: 'absolue', paliers: [{ seuil: 20, montant: 900 }] } }] }).montant;
    expect(avec('2027-04-15')).toBe(900);
    expect(avec('2027-04-16')).toBe(0);
  });

  test('un départ négatif : le progrès relatif se compte sur sa grandeur', () => {
    const regle = { type: 'paliers_variation', mesure: 'relative', paliers: [{ seuil: 0.5, montant: 500 }] };
    // From -10 to -5: 5 of 10.
    expect([-5, -6, -15].map((v) => evaluer(regle, v, { depart: { valeur: -10 } }).montant)).toEqual([500, 0, 0]);
  });

  test('le palier suivant ne promet que ce qui dépasse le déjà payé', () => {
    // 100 earned, 150 already paid: nothing now, and the tier of 250 would bring 100.
    expect(evaluer({ type: 'paliers_valeur', paliers }, 10, {}, 150)).toMatchObject({ montant: 0, prochain: { seuil: 20, gain: 100 } });
  });

  test('seul un livrable obligatoire retient le paiement', () => {
    const livrables = (obligatoire: boolean) => ({ livrables: [{ id: 'note', libelle: 'Note', obligatoire }] });
    expect(evaluer({ type: 'atteint', montant: 700 }, true, livrables(true))).toMatchObject({ montant: 0, etat: 'livrables_manquants', livrablesManquants: ['note'] });
    expect(evaluer({ type: 'atteint', montant: 700 }, true, livrables(false))).toMatchObject({ montant: 700, etat: 'atteinte', livrablesManquants: [] });
  });

  test('de deux valeurs du même jour, celle que prouve un papier l’emporte ; sinon la première', () => {
    const i = Indicateur.parse({ id: 'x', mission: 'acces', annee: 1, libelle: 'x', regle: { type: 'atteint', cible: 10, montant: 5 } });
    const lues = (...preuves: boolean[]) => evaluerLigne(i, { releves: preuves.map((preuve, n) => ({ indicateur: 'x', le: AU, valeur: n, preuve })), livrablesFournis: [] }, { au: AU, arrondi: 'au_plus_proche', dejaPaye: 0 }).valeur;
    expect([lues(true, false), lues(false, true), lues(false, false)]).toEqual([0, 1, 0]);
  });

  test('la dernière valeur relevée compte', () => {
    const i = Indicateur.parse({ id: 'x', mission: 'acces', annee: 1, libelle: 'x', regle: { type: 'atteint', cible: 10, montant: 5 } });
    const releves = [{ indicateur: 'x', le: Jour.parse('2027-03-01'), valeur: 12, preuve: true }, { indicateur: 'x', le: Jour.parse('2027-04-01'), valeur: 9, preuve: false }];
    const options = { au: AU, arrondi: 'au_plus_proche', dejaPaye: 0 } as const;
    expect(evaluerLigne(i, { releves, livrablesFournis: [] }, options)).toMatchObject({ montant: 0, valeur: 9, preuve: false });
    expect(evaluerLigne(i, { releves, livrablesFournis: [], aujourdhui: Jour.parse('2027-03-31') }, options)).toMatchObject({ montant: 5, valeur: 12 });
  });
});
