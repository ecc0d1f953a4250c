import { z } from 'zod';

const MS_PAR_JOUR = 86_400_000;

const jourValide = (texte: string): boolean => {
  const [a, m, j] = texte.split('-').map(Number);
  const d = new Date(Date.UTC(a ?? 0, (m ?? 1) - 1, j ?? 1));
  return d.getUTCFullYear() === a && d.getUTCMonth() + 1 === m && d.getUTCDate() === j;
};

/** A civil day, `AAAA-MM-JJ`. A day is not an instant: it has no hour and no time zone. */
export const Jour = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'Un jour s’écrit AAAA-MM-JJ, comme 2026-04-15.', abort: true })
  .refine(jourValide, 'Ce jour n’existe pas au calendrier.')
  .brand<'Jour'>();
export type Jour = z.infer<typeof Jour>;

const deUtc = (ms: number): Jour => Jour.parse(new Date(ms).toISOString().slice(0, 10));
const versUtc = (j: Jour): number => Date.parse(`${j}T00:00:00Z`);

export const plusJours = (j: Jour, n: number): Jour => deUtc(versUtc(j) + n * MS_PAR_JOUR);

/** Adds whole months; a day that does not exist in the target month falls back on its last day (31 Jan + 1 = 28 or 29 Feb). */
export function plusMois(j: Jour, n: number): Jour {
  const d = new Date(versUtc(j));
  const total = d.getUTCFullYear() * 12 + d.getUTCMonth() + n;
  const [annee, mois] = [Math.floor(total / 12), ((total % 12) + 12) % 12];
  const dernier = new Date(Date.UTC(annee, mois + 1, 0)).getUTCDate();
  return deUtc(Date.UTC(annee, mois, Math.min(d.getUTCDate(), dernier)));
}

/** Days from `debut` to `fin`; negative when `fin` comes first. */
export const ecartEnJours = (debut: Jour, fin: Jour): number => Math.round((versUtc(fin) - versUtc(debut)) / MS_PAR_JOUR);

const QUART_MS = 900_000;
const civils = new Map<string, { readonly civil: Intl.DateTimeFormat; quart: number; jour: Jour }>();

/**
 * The civil day of an instant in a time zone, e.g. `Europe/Paris` or `Indian/Reunion`. Asked of `Intl` when the quarter of an hour
 * changes: no zone begins a day inside one.
 */
export function jourDans(instant: Date, fuseau: string): Jour {
  const quart = Math.floor(instant.getTime() / QUART_MS);
  let zone = civils.get(fuseau);
  if (zone?.quart === quart) return zone.jour;
  const civil = zone?.civil ?? new Intl.DateTimeFormat('en-CA', { timeZone: fuseau, year: 'numeric', month: '2-digit', day: '2-digit' });
  zone = { civil, quart, jour: Jour.parse(civil.format(instant)) };
  civils.set(fuseau, zone);
  return zone.jour;
}
