import pg from 'pg';

const parLePilote = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ) as (texte: string) => Date;

const deux = (t: string, i: number): number => (t.charCodeAt(i) - 48) * 10 + t.charCodeAt(i + 1) - 48;

/** Milliseconds of a fraction of `n` digits that starts at `i`; what is beyond the third digit is cut. */
const millisecondes = (t: string, i: number, n: number): number => [100, 10, 1].reduce((ms, poids, k) => (k < n ? ms + (t.charCodeAt(i + k) - 48) * poids : ms), 0);

/**
 * An instant as PostgreSQL writes it in universal time, `2026-11-22 17:24:05.123456+00`, read by position: a list of fifty lines has
 * fifty of them, and the driver's expression cost as much as the rest of their reading. Any other form is left to the driver.
 */
export function lireInstant(t: string): Date {
  const n = t.length - 3;
  if (t.charCodeAt(4) !== 45 || n < 19 || n === 20 || n > 26 || !t.endsWith('+00') || (n > 19 && t.charCodeAt(19) !== 46)) return parLePilote(t);
  const ms = n > 19 ? millisecondes(t, 20, n - 20) : 0;
  return new Date(Date.UTC(deux(t, 0) * 100 + deux(t, 2), deux(t, 5) - 1, deux(t, 8), deux(t, 11), deux(t, 14), deux(t, 17), ms));
}
