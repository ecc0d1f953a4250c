import { z } from 'zod';
import { Jour } from './jour.ts';

/**
 * What people type in a French form, parsed into what the product computes with. Spaces of every kind are ignored, the comma is a comma.
 * Each refusal is the sentence shown beside the field.
 */

const sansEspaces = (t: string): string => t.replace(/[\s\u00a0\u202f]/g, '');

/** `12/03/2026`, `12.3.2026` or `2026-03-12`; undefined when it is not a day. */
export function lireJourTape(texte: string): Jour | undefined {
  const t = sansEspaces(texte);
  const [, j, m, a] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(t) ?? [];
  const iso = j === undefined ? t : `${a ?? ''}-${(m ?? '').padStart(2, '0')}-${j.padStart(2, '0')}`;
  return Jour.safeParse(iso).data;
}

/** `1 234,5` → 1234.5; undefined when it is not a number. */
export function lireNombreTape(texte: string): number | undefined {
  const t = sansEspaces(texte).replace(/[%€]$/, '').replace(',', '.').replace('−', '-');
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(t) ? Number(t) : undefined;
}

/** `1 250,50 €` → 125050 cents, without passing by a float; undefined when it is not an amount. */
export function lireCentimesTapes(texte: string): number | undefined {
  const [, signe, euros, suite = ''] = /^([-−]?)(\d{1,10})(?:[.,](\d{1,2}))?€?$/.exec(sansEspaces(texte)) ?? [];
  if (euros === undefined) return undefined;
  const centimes = Number(euros) * 100 + Number(suite.padEnd(2, '0'));
  return signe === '' ? centimes : -centimes;
}

/** `12 h 30`, `12h30`, `12:30`, `9h` → `12:30`, `09:00`; undefined when it is not an hour of the day. */
export function lireHeureTapee(texte: string): string | undefined {
  const [, h, m = '00'] = /^(\d{1,2})(?:[h:](\d{2})?)?$/i.exec(sansEspaces(texte)) ?? [];
  if (h === undefined || Number(h) > 23 || Number(m) > 59) return undefined;
  return `${h.padStart(2, '0')}:${m}`;
}

const tape = <T>(lire: (t: string) => T | undefined, message: string) =>
  z.string().max(60, message).transform((t, ctx): T => {
    const lu = lire(t);
    if (lu !== undefined) return lu;
    ctx.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

export const JourTape = tape(lireJourTape, 'Écrivez un jour, par exemple 12/03/2026.');
export const NombreTape = tape(lireNombreTape, 'Écrivez un nombre, par exemple 66,7.');
export const CentimesTapes = tape(lireCentimesTapes, 'Écrivez un montant en euros, par exemple 1 250,00.');

/** An empty field is an absent value. */
export const facultatif = <S extends z.ZodType>(s: S): z.ZodType<z.infer<S> | undefined> =>
  z.preprocess((v) => (v === undefined || (typeof v === 'string' && v.trim() === '') ? undefined : v), s.optional()) as z.ZodType<z.infer<S> | undefined>;
