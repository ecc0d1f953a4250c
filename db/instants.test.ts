import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lireInstant } from './instants.ts';

const deux = (n: number): string => String(n).padStart(2, '0');

test('un instant se lit comme il a été écrit', () => {
  const instant = fc.date({ min: new Date('1000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true });
  fc.assert(
    fc.property(instant, fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 6 }), (d, micros, chiffres) => {
      const fraction = (String(d.getUTCMilliseconds()).padStart(3, '0') + String(micros).padStart(3, '0')).slice(0, chiffres);
      const ecrit = `${d.getUTCFullYear()}-${deux(d.getUTCMonth() + 1)}-${deux(d.getUTCDate())} ${deux(d.getUTCHours())}:${deux(d.getUTCMinutes())}:${deux(d.getUTCSeconds())}${fraction && `.${fraction}`}+00`;
      const attendu = new Date(d);
      attendu.setUTCMilliseconds(Number(fraction.slice(0, 3).padEnd(3, '0')));
      return lireInstant(ecrit).getTime() === attendu.getTime();
    }),
  );
});

test('les autres écritures de PostgreSQL restent lues par le pilote', () => {
  expect(lireInstant('2026-11-22 18:24:05+01')).toEqual(new Date('2026-11-22T17:24:05Z'));
  expect(lireInstant('2026-11-22 22:54:05.5+05:30')).toEqual(new Date('2026-11-22T17:24:05.500Z'));
  expect(lireInstant('12026-11-22 17:24:05+00').getUTCFullYear()).toBe(12_026);
  expect(lireInstant('0044-03-15 12:00:00+00 BC').getUTCFullYear()).toBe(-43);
  expect(lireInstant('infinity')).toBe(Number.POSITIVE_INFINITY);
});
