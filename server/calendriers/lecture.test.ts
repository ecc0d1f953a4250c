import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ecrireCalendrier, type EvenementIcs } from '#modules/agenda/moteur/calendrier-ics.ts';
import { lireCalendrier, OCTETS_MAX } from './lecture.ts';
import { lireReponses } from './reponse.ts';

const donnees = join(process.env['MAILLAGE_DONNEES'] ?? '', 'icalendar');
const presentes = process.env['MAILLAGE_DONNEES'] !== undefined && existsSync(donnees);
if (!presentes) console.log('MAILLAGE_DONNEES absent : le corpus de calendriers n’est pas lu.');
const ANNEES = { fuseau: 'Europe/Paris', du: new Date('1970-01-01T00:00:00Z'), au: new Date('2100-01-01T00:00:00Z') };
const lignes = (fichier: string): Record<string, unknown>[] => gunzipSync(readFileSync(join(donnees, fichier))).toString('utf8').trim().split('\n').map((l): Record<string, unknown> => Object(JSON.parse(l)));
const debuts = (texte: string, d = ANNEES): string[] => {
  const r = lireCalendrier(texte, d);
  return r.ok ? r.valeur.occupations.map((o) => o.debut.toISOString()) : [r.refus.code];
};
const evenement = (...corps: string[]): string => ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:1', ...corps, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');

describe.runIf(presentes)('le corpus de calendriers', () => {
  test('chaque fichier se lit sans panne ; ceux qu’un lecteur de référence accepte sont acceptés', () => {
    for (const { nom, contenu, lecture_reference: reference } of lignes('corpus_ics.jsonl.gz')) {
      const r = lireCalendrier(String(contenu), ANNEES);
      if (reference === 'ok') expect([nom, r.ok]).toEqual([nom, true]);
    }
  });

  test('les 120 répétitions donnent les mêmes occurrences que python-dateutil, lues comme heures de Paris', () => {
    for (const { id, dtstart, rrule, occurrences_max60: attendues } of lignes('rrule_vecteurs.jsonl.gz')) {
      const compact = (t: unknown): string => String(t).replace(/[-:]/g, '');
      const toutes = Array.isArray(attendues) ? attendues.map(String) : [];
      const texte = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', `DTSTART;TZID=UTC:${compact(dtstart)}`, 'DURATION:PT1M', `RRULE:${String(rrule)}`, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');
      expect([id, debuts(texte, { fuseau: 'UTC', du: new Date('1990-01-01Z'), au: new Date(Date.parse(`${toutes.at(-1)}Z`) + 1) })]).toEqual([id, toutes.map((t) => `${t}.000Z`)]);
    }
  });
});

describe('les heures', () => {
  test('une réunion hebdomadaire garde son heure de Paris au changement d’heure, ses exceptions sont retirées', () => {
    const t = evenement('DTSTART;TZID=Europe/Paris:20261019T193000', 'DTEND;TZID=Europe/Paris:20261019T213000', 'RRULE:FREQ=WEEKLY;COUNT=4', 'EXDATE;TZID=Europe/Paris:20261102T193000');
    expect(debuts(t)).toEqual(['2026-10-19T17:30:00.000Z', '2026-10-26T18:30:00.000Z', '2026-11-09T18:30:00.000Z']);
  });

  test('une occurrence déplacée remplace la sienne ; libre et annulé ne prennent pas de temps ; un jour entier prend le jour', () => {
    const t = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:a', 'DTSTART:20270104T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=3', 'END:VEVENT', 'BEGIN:VEVENT', 'UID:a', 'RECURRENCE-ID:20270105T080000Z', 'DTSTART:20270105T150000Z', 'DURATION:PT1H', 'END:VEVENT',
      'BEGIN:VEVENT', 'UID:b', 'DTSTART:20270107T080000Z', 'DURATION:PT1H', 'TRANSP:TRANSPARENT', 'END:VEVENT', 'BEGIN:VEVENT', 'UID:c', 'DTSTART:20270108T080000Z', 'DURATION:PT1H', 'STATUS:CANCELLED', 'END:VEVENT', 'BEGIN:VEVENT', 'UID:d', 'DTSTART;VALUE=DATE:20270110', 'END:VEVENT', 'END:VCALENDAR'].join('\n');
    expect(debuts(t)).toEqual(['2027-01-04T08:00:00.000Z', '2027-01-05T15:00:00.000Z', '2027-01-06T08:00:00.000Z', '2027-01-09T23:00:00.000Z']);
  });

  test('une zone que le fichier décrit lui-même est suivie', () => {
    const zone = ['BEGIN:VTIMEZONE', 'TZID:Bureau', 'BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:+0400', 'TZOFFSETTO:+0400', 'END:STANDARD', 'END:VTIMEZONE'];
    expect(debuts(['BEGIN:VCALENDAR', ...zone, 'BEGIN:VEVENT', 'DTSTART;TZID=Bureau:20270104T120000', 'DURATION:PT1H', 'END:VEVENT', 'END:VCALENDAR'].join('\r\n'))).toEqual(['2027-01-04T08:00:00.000Z']);
  });
});

describe('ce qui ne finit pas', () => {
  test('une répétition pour toujours est bornée par la fenêtre', () => {
    const r = lireCalendrier(evenement('DTSTART:20260101T080000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY'), { fuseau: 'Europe/Paris', du: new Date('2027-01-01T00:00:00Z'), au: new Date('2027-01-11T00:00:00Z') });
    expect(r.ok && [r.valeur.occupations.length, r.valeur.coupe]).toEqual([10, false]);
  });

  test.each(['FREQ=SECONDLY', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=31'])('%s : arrêtée ou coupée', (regle) => {
    const r = lireCalendrier(evenement('DTSTART:20260101T080000Z', 'DURATION:PT1S', `RRULE:${regle}`), ANNEES);
    expect(r.ok ? r.valeur.coupe : r.refus.code === 'trop_long_a_lire').toBe(true);
  });

  test.each([[OCTETS_MAX, true], [OCTETS_MAX + 1, false]])('un calendrier de %i octets : lu %s', (octets, lu) => {
    const entete = 'BEGIN:VCALENDAR\r\n';
    expect(lireCalendrier(entete + 'X'.repeat(octets - entete.length), ANNEES).ok).toBe(lu);
  });

  test.each(['', 'bonjour', '<html>', '\u0000'.repeat(100)])('ce qui n’est pas un calendrier est dit tel : %j', (t) => {
    expect(lireCalendrier(t, ANNEES)).toEqual({ ok: false, refus: { code: 'pas_un_calendrier' } });
  });
});

describe('aller et retour avec ical.js', () => {
  const base: EvenementIcs = {
    uid: 'réunion,1@exemple.invalid', sequence: 2, titre: 'Bureau ; ordre, du jour \\ fin\nà 19 h 30', debut: new Date('2026-10-20T17:30:00Z'), fin: new Date('2026-10-20T19:30:00Z'), ecritLe: new Date('2026-10-01T08:00:00Z'), lieu: 'É'.repeat(80), statut: 'CONFIRMED',
    organisateur: { nom: 'Camille "la" Coordinatrice', courriel: 'c@exemple.invalid' }, invites: [{ nom: 'Basile', courriel: 'b@exemple.invalid', reponse: 'NEEDS-ACTION' }],
  };

  test('aucune ligne ne dépasse 75 octets et l’événement revient à la même heure', () => {
    const t = ecrireCalendrier({ methode: 'REQUEST', evenements: [base] });
    for (const l of t.split('\r\n')) expect(Buffer.byteLength(l)).toBeLessThanOrEqual(75);
    expect(debuts(t)).toEqual(['2026-10-20T17:30:00.000Z']);
  });

  test('une série avec exception revient entière, à l’heure de Paris avant et après le changement', () => {
    const t = ecrireCalendrier({ methode: 'PUBLISH', evenements: [{ ...base, recurrence: { regle: 'FREQ=WEEKLY;COUNT=4', exceptions: [new Date('2026-11-03T18:30:00Z')], fuseau: 'Europe/Paris' } }] });
    const attendus = ['2026-10-20T17:30:00.000Z', '2026-10-27T18:30:00.000Z', '2026-11-10T18:30:00.000Z'];
    expect(debuts(t)).toEqual(attendus);
    // The same, read through the zone that the file describes, under a name that no system knows.
    expect(debuts(t.replaceAll('Europe/Paris', 'Zone-du-fichier'))).toEqual(attendus);
  });

  test('écrite à cent personnes, une série ne fait lire son fuseau qu’une fois', () => {
    const Vrai = Intl.DateTimeFormat;
    let faits = 0;
    Intl.DateTimeFormat = class extends Vrai {
      constructor(...args: ConstructorParameters<typeof Vrai>) {
        super(...args);
        faits++;
      }
    } as typeof Vrai;
    try {
      for (let i = 0; i < 100; i++) ecrireCalendrier({ methode: 'REQUEST', evenements: [{ ...base, recurrence: { regle: 'FREQ=WEEKLY;COUNT=4', exceptions: [], fuseau: 'America/Cayenne' } }] });
    } finally {
      Intl.DateTimeFormat = Vrai;
    }
    expect(faits).toBe(1);
  });

  test('une annulation ne prend plus de temps', () => expect(debuts(ecrireCalendrier({ methode: 'CANCEL', evenements: [{ ...base, statut: 'CANCELLED' }] }))).toEqual([]));

  test.each(['ACCEPTED', 'TENTATIVE', 'DECLINED'] as const)('une réponse %s se relit : quelle réunion, qui, quoi', (reponse) => {
    const t = ecrireCalendrier({ methode: 'REPLY', evenements: [{ ...base, invites: [{ nom: 'Basile', courriel: 'B@exemple.invalid', reponse }] }] });
    expect(lireReponses(t, 'b@exemple.invalid')).toEqual([{ uid: base.uid, sequence: 2, courriel: 'b@exemple.invalid', partstat: reponse, ecriteLe: base.ecritLe, occurrence: null }]);
    expect(lireReponses(ecrireCalendrier({ methode: 'REQUEST', evenements: [base] }), '')).toEqual([]);
    expect(lireReponses('n’importe quoi', '')).toEqual([]);
  });
});
