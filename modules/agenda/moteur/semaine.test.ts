import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DemandeDeDate } from './demande.ts';
import { proposer } from './proposer.ts';
import { casesDe, estCase, plagesDe, semaineDe, SEMAINE_DE_CABINET, SEMAINE_LIBRE } from './semaine.ts';

const JOURS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const;
/** Starts of half an hour that a person with this week may take, over the ordinary week from Monday 11 January 2027. */
function libres(semaine: string): string[] {
  const r = proposer(DemandeDeDate.parse({ fenetre: { du: '2027-01-11', au: '2027-01-17' }, heures: { de: '00:00', a: '24:00' }, joursSemaine: [1, 2, 3, 4, 5, 6, 7], dureeMinutes: 30, unParJour: false, nombre: 100, personnes: [{ id: 'a', consultations: plagesDe(semaine) }] }));
  return r.ok ? r.valeur.dates.map((d) => d.debut.slice(0, 16)) : [];
}

describe('la semaine dite par demi-journées', () => {
  test.each([
    ['matin', '00:00', '12:00'], ['midi', '12:30', '13:30'], ['apres_midi', '14:00', '18:30'], ['soir', '19:00', '23:30'],
  ])('le %s va de %s à %s : une seule case libre ne laisse que ces heures', (moment, premier, dernier) => {
    const toutes = JOURS.flatMap((_, i) => ['matin', 'midi', 'apres_midi', 'soir'].map((m) => `${i + 1}-${m}`));
    expect(toutes.every(estCase)).toBe(true);
    const debuts = libres(semaineDe(toutes.filter((c) => c !== `3-${moment}`))).sort();
    expect([debuts.at(0), debuts.at(-1)]).toEqual([`2027-01-13T${premier}`, `2027-01-13T${dernier}`]);
  });

  test('un cabinet dont on ne sait rien est pris matin et après-midi, du lundi au vendredi', () => {
    expect(casesDe(SEMAINE_DE_CABINET)).toEqual([1, 2, 3, 4, 5].flatMap((j) => [`${j}-matin`, `${j}-apres_midi`]));
    expect(plagesDe(SEMAINE_DE_CABINET)).toEqual([{ jours: [1, 2, 3, 4, 5], de: '00:00', a: '12:30' }, { jours: [1, 2, 3, 4, 5], de: '14:00', a: '19:00' }]);
  });

  test('une semaine libre n’empêche rien', () => {
    expect([plagesDe(SEMAINE_LIBRE), casesDe(SEMAINE_LIBRE)]).toEqual([[], []]);
  });

  test('cocher, garder, relire : les mêmes cases', () => {
    fc.assert(fc.property(fc.subarray([...casesDe('x'.repeat(28))]), (cochees) => {
      expect(casesDe(semaineDe(cochees))).toEqual(cochees);
    }));
    expect(['0-matin', '8-soir', '1-nuit', 'matin', ''].some(estCase)).toBe(false);
  });
});
