import { RRuleTemporal } from 'rrule-temporal';
import { expect, test } from 'vitest';
import { Jour } from '#core/jour.ts';
import { defautDuPremier, direRythme, raisonDeSauter, regleDe, RYTHMES } from '#modules/agenda/moteur/serie.ts';
import { occurrencesDe } from './occurrences.ts';

const FUSEAU = 'Europe/Paris';
const j = (t: string): Jour => Jour.parse(t);
const debuts = (regle: string, jour: string, minutes = 1170): string[] => {
  const r = occurrencesDe(regle, { jour: j(jour), minutes, fuseau: FUSEAU });
  return r.ok ? r.valeur.map((o) => o.debut.toISOString()) : [r.refus.code];
};

test('19 h 30 reste 19 h 30 quand l’heure change', () => {
  expect(debuts('FREQ=WEEKLY;BYDAY=TU;COUNT=3', '2026-10-20')).toEqual(['2026-10-20T17:30:00.000Z', '2026-10-27T18:30:00.000Z', '2026-11-03T18:30:00.000Z']);
});

test.each(['2026-09-08', '2026-10-27', '2027-01-29', '2027-03-30', '2028-02-29'])('à partir du %s, chaque rythme donne les dates d’une autre bibliothèque', (jour) => {
  for (const rythme of RYTHMES) {
    if (defautDuPremier(rythme, j(jour))) continue;
    const regle = `${regleDe(rythme, j(jour))};COUNT=24`;
    const autre = new RRuleTemporal({ rruleString: `DTSTART;TZID=${FUSEAU}:${jour.replaceAll('-', '')}T193000\nRRULE:${regle}` }).all().map((z) => new Date(z.epochMilliseconds).toISOString());
    expect([rythme, debuts(regle, jour)]).toEqual([rythme, autre]);
  }
});

test('une répétition sans fin, ou illisible, est refusée sans être suivie', () => {
  expect(debuts('FREQ=WEEKLY;BYDAY=TU', '2026-10-20')).toEqual(['sans_fin']);
  expect(debuts('FREQ=SOUVENT;COUNT=3', '2026-10-20')).toEqual(['illisible']);
});

test('le rythme se dit, et la première date doit le tenir', () => {
  expect(RYTHMES.map((r) => direRythme(r, j('2026-12-08')))).toEqual(['chaque mardi', 'un mardi sur deux', 'un mardi sur trois', 'le 2e mardi de chaque mois', 'le dernier mardi de chaque mois', 'le 8e de chaque mois']);
  expect(defautDuPremier('mois_rang', j('2026-12-29'))).toContain('que quatre mardis');
  expect(defautDuPremier('mois_dernier', j('2026-12-22'))).toContain('pas le dernier mardi');
  expect(defautDuPremier('mois_dernier', j('2026-12-29'))).toBeUndefined();
});

test('fériés et vacances se sautent, avec leur raison', () => {
  expect(raisonDeSauter(j('2026-05-01'), { feries: 'metropole', vacances: null })).toBe('jour férié (fête du Travail)');
  expect(raisonDeSauter(j('2026-02-10'), { feries: null, vacances: 'A' })).toBe('vacances scolaires (hiver)');
  expect(raisonDeSauter(j('2026-02-10'), { feries: 'metropole', vacances: 'C' })).toBeUndefined();
});
