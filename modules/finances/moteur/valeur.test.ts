import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Jour, plusJours } from '#core/jour.ts';
import type { Taux } from '../model.ts';
import { evaluer, minutesQuiTiennent, tauxApplicable, valeurDe } from './valeur.ts';

const minutes = fc.integer({ min: 1, max: 1440 });
const heure = fc.integer({ min: 1, max: 100_000 });

/** Another way to the same cents: whole hours, then the rest counted in sixtieths of a cent, one by one. */
function aLaMain(m: number, taux: number): number {
  let centimes = 0;
  let soixantiemes = 0;
  for (let i = 0; i < m; i++) {
    soixantiemes += taux;
    centimes += Math.floor(soixantiemes / 60);
    soixantiemes %= 60;
  }
  return centimes + (soixantiemes >= 30 ? 1 : 0);
}

describe('ce que vaut un temps', () => {
  test('le même montant compté minute par minute', () => {
    fc.assert(fc.property(minutes, heure, (m, t) => { expect(valeurDe(m, t)).toBe(aLaMain(m, t)); }), { numRuns: 500 });
  });
  test('une heure vaut le taux ; le demi-centime monte', () => {
    expect(valeurDe(60, 5000)).toBe(5000);
    expect(valeurDe(30, 5001)).toBe(2501);
    expect(valeurDe(1, 29)).toBe(0);
    expect(valeurDe(1, 30)).toBe(1);
  });
  test('les minutes qui tiennent sont les plus nombreuses qui tiennent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000_000 }), heure, (reste, t) => {
        const m = minutesQuiTiennent(reste, t);
        expect(valeurDe(m, t)).toBeLessThanOrEqual(reste);
        expect(valeurDe(m + 1, t)).toBeGreaterThan(reste);
      }),
    );
  });
  test('au plafond juste, cela tient ; un centime de plus, non', () => {
    expect(evaluer({ minutes: 60, centimesHeure: 5000, plafond: 4_806_000, engage: 4_801_000 })).toMatchObject({ tient: true, apres: { reste: 0 } });
    expect(evaluer({ minutes: 60, centimesHeure: 5000, plafond: 4_806_000, engage: 4_801_001 })).toMatchObject({ tient: false, minutesAuPlus: 59 });
  });
  test('l’alerte vient à 80 %, pas avant', () => {
    expect(evaluer({ minutes: 60, centimesHeure: 100, plafond: 1000, engage: 699 }).apres.alerte).toBe(false);
    expect(evaluer({ minutes: 60, centimesHeure: 100, plafond: 1000, engage: 700 }).apres.alerte).toBe(true);
  });
});

const J = Jour.parse('2026-01-01');
const un = (t: Partial<Taux>): Taux => ({ id: '0198f000-0000-7000-8000-000000000000', nature: 'indemnite', profession: null, mission: null, centimesHeure: 5000, depuis: J, voteReference: 'AG du 1er décembre', voteLe: J, pourTous: false, ...t });

describe('le taux du jour', () => {
  const taux = [un({}), un({ centimesHeure: 6000, profession: '10' }), un({ centimesHeure: 5500, depuis: plusJours(J, 100) }), un({ nature: 'remuneration', centimesHeure: 4500 }), un({ nature: 'remuneration', centimesHeure: 4800, mission: 'Accès aux soins' })];
  const le = (c: Partial<Parameters<typeof tauxApplicable>[1]>) => tauxApplicable(taux, { nature: 'indemnite', profession: null, mission: '', jour: J, ...c })?.centimesHeure;
  test('la veille du premier vote, aucun', () => expect(le({ jour: plusJours(J, -1) })).toBeUndefined());
  test('le jour même, le premier', () => expect(le({})).toBe(5000));
  test('celui de la profession passe avant le commun, même plus récent', () => expect(le({ profession: '10', jour: plusJours(J, 200) })).toBe(6000));
  test('sinon le plus récent', () => expect(le({ profession: '60', jour: plusJours(J, 100) })).toBe(5500));
  test('la rémunération ne regarde pas la profession, mais la mission', () => {
    expect(le({ nature: 'remuneration', profession: '10' })).toBe(4500);
    expect(le({ nature: 'remuneration', mission: 'Accès aux soins' })).toBe(4800);
  });

  test('le même pour tous : dès son jour, ceux d’avant ne valent plus, même plus précis ; la veille, rien ne change', () => {
    const jourDit = plusJours(J, 150);
    const avec = [...taux, un({ pourTous: true, centimesHeure: 5200, depuis: jourDit })];
    const au = (jour: Jour, nature: 'indemnite' | 'remuneration' = 'indemnite') => tauxApplicable(avec, { nature, profession: '10', mission: '', jour })?.centimesHeure;
    expect([au(plusJours(jourDit, -1)), au(jourDit), au(plusJours(jourDit, 400))]).toEqual([6000, 5200, 5200]);
    expect(au(jourDit, 'remuneration')).toBe(4500);
    expect(tauxApplicable([...avec, un({ profession: '10', centimesHeure: 7000, depuis: plusJours(jourDit, 10) })], { nature: 'indemnite', profession: '10', mission: '', jour: plusJours(jourDit, 10) })?.centimesHeure).toBe(7000);
  });
});
