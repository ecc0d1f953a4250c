import { describe, expect, test } from 'vitest';
import { direRythmes, presenterSerie } from './view-series.ts';

const FUSEAU = 'Europe/Paris';
const MAINTENANT = new Date('2026-11-22T12:00:00Z');
/** `2027-01-12 19:30 [> 2027-01-14 20:00]`: where the rule puts a date, in winter time, and where it is. */
const date = (t: string, i: number, statut = 'prevue') => {
  const [regle = '', ici = regle] = t.split(' > ');
  const instant = (x: string): Date => new Date(`${x.replace(' ', 'T')}:00+01:00`);
  return { id: `r${i}`, occurrence: instant(regle), debut: instant(ici), fin: new Date(instant(ici).getTime() + 7_200_000), statut, arretee: false };
};
const MOIS = { regle: 'FREQ=MONTHLY;BYDAY=2TU;COUNT=5', rythme: 'le 2e mardi de chaque mois' };
const serie = (dates: readonly string[], avec: Partial<typeof MOIS> = {}) => ({ ...MOIS, ...avec, id: 's', titre: 'Soins', exceptions: [], fuseau: FUSEAU, reunions: dates.map((d, i) => date(d, i)), debut: date(dates[0] ?? '', 0).occurrence });
const dire = (dates: readonly string[], avec?: Partial<typeof MOIS>): string => direRythmes(serie(dates, avec), MAINTENANT).replace(/\u00a0/g, ' ');

const [DEC, JAN, FEV, MAR] = ['2026-12-08 19:30', '2027-01-12 19:30', '2027-02-09 19:30', '2027-03-09 19:30'] as const;

describe('le rythme d’une série est celui de ses dates', () => {
  test.each([
    ['rien n’a changé', [DEC, JAN, FEV], 'Le 2e mardi de chaque mois, à 19 h 30.'],
    ['la suite a changé de jour et d’heure', [DEC, `${JAN} > 2027-01-14 20:00`, `${FEV} > 2027-02-11 20:00`], 'Le 2e mardi de chaque mois, à 19 h 30. À partir du jeudi 14 janvier : le jeudi qui suit le 2e mardi de chaque mois, à 20 h.'],
    ['tout a changé', [`${DEC} > 2026-12-07 19:30`, `${JAN} > 2027-01-11 19:30`], 'Le lundi qui précède le 2e mardi de chaque mois, à 19 h 30.'],
    ['l’heure seule a changé', [`${DEC} > 2026-12-08 12:30`, `${JAN} > 2027-01-12 12:30`], 'Le 2e mardi de chaque mois, à 12 h 30.'],
    ['une date seule est déplacée : le rythme reste', [DEC, `${JAN} > 2027-01-14 20:00`, FEV], 'Le 2e mardi de chaque mois, à 19 h 30.'],
    ['deux dates séparées, déplacées pareil, ne font pas un rythme', [DEC, `${JAN} > 2027-01-14 20:00`, FEV, `${MAR} > 2027-03-11 20:00`], 'Le 2e mardi de chaque mois, à 19 h 30.'],
    ['plus d’une semaine plus tard', [`${DEC} > 2026-12-17 19:30`, `${JAN} > 2027-01-21 19:30`], '9 jours après le 2e mardi de chaque mois, à 19 h 30.'],
    ['ce qui est passé ne se dit plus', ['2026-10-13 19:30', `${DEC} > 2026-12-10 20:00`, `${JAN} > 2027-01-14 20:00`], 'Le jeudi qui suit le 2e mardi de chaque mois, à 20 h.'],
  ])('%s', (_, dates, attendu) => {
    expect(dire(dates)).toBe(attendu);
  });

  test('chaque semaine, un autre jour : il se dit par son nom', () => {
    const semaine = { regle: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=3', rythme: 'un mardi sur deux' };
    expect(dire([`${DEC} > 2026-12-10 19:30`, '2026-12-22 19:30 > 2026-12-24 19:30'], semaine)).toBe('Un jeudi sur deux, à 19 h 30.');
  });

  test('le quantième n’a pas de jour de semaine : l’écart se dit en jours', () => {
    const quantieme = { regle: 'FREQ=MONTHLY;BYMONTHDAY=8;COUNT=2', rythme: 'le 8 de chaque mois' };
    expect(dire([`${DEC} > 2026-12-10 19:30`, '2027-01-08 19:30 > 2027-01-10 19:30'], quantieme)).toBe('2 jours après le 8 de chaque mois, à 19 h 30.');
  });

  test('seules les dates hors du rythme sont dites déplacées ; une annulée ne compte pas', () => {
    const s = serie([DEC, `${JAN} > 2027-01-14 20:00`, `${FEV} > 2027-02-11 20:00`, `${MAR} > 2027-03-10 12:00`]);
    const reunions = [...s.reunions.slice(0, 2), date(FEV, 9, 'annulee'), ...s.reunions.slice(2)];
    expect(presenterSerie({ ...s, reunions }, { base: '/b', fuseau: FUSEAU, maintenant: MAINTENANT }).reunions.map((r) => r.note)).toEqual(['', '', 'Annulée', '', 'Déplacée']);
  });
});
