import { nomDuFerie, jourDeLaSemaine, type ZoneFeries } from '#core/calendrier.ts';
import type { Jour } from '#core/jour.ts';
import { VACANCES_SCOLAIRES, type ZoneScolaire } from '../constants.ts';

/** How often a group meets, told from its first date: that date's weekday, its place in the month, or its day of the month. */
export const RYTHMES = ['semaine', 'deux_semaines', 'trois_semaines', 'mois_rang', 'mois_dernier', 'mois_jour'] as const;
export type Rythme = (typeof RYTHMES)[number];

/** Enough for a group that meets every week but in summer; a rule without an end is never written. */
export const OCCURRENCES_MAX = 60;
export const HORIZON_JOURS = 800;

const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const NOMS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const;
const quantieme = (j: Jour): number => Number(j.slice(8));
const code = (j: Jour): string => CODES[jourDeLaSemaine(j) - 1] ?? 'MO';
export const jourEnLettres = (j: Jour): string => NOMS[jourDeLaSemaine(j) - 1] ?? 'lundi';
const rang = (j: Jour): number => Math.ceil(quantieme(j) / 7);

/** The rule as calendars write it, without its end. @source RFC 5545 §3.3.10 */
export function regleDe(rythme: Rythme, premier: Jour): string {
  switch (rythme) {
    case 'semaine': return `FREQ=WEEKLY;BYDAY=${code(premier)}`;
    case 'deux_semaines': return `FREQ=WEEKLY;INTERVAL=2;BYDAY=${code(premier)}`;
    case 'trois_semaines': return `FREQ=WEEKLY;INTERVAL=3;BYDAY=${code(premier)}`;
    case 'mois_rang': return `FREQ=MONTHLY;BYDAY=${rang(premier)}${code(premier)}`;
    case 'mois_dernier': return `FREQ=MONTHLY;BYDAY=-1${code(premier)}`;
    case 'mois_jour': return `FREQ=MONTHLY;BYMONTHDAY=${quantieme(premier)}`;
  }
}

const ordinal = (n: number): string => (n === 1 ? '1er' : `${n}e`);

/** `le 2e mardi de chaque mois`. */
export function direRythme(rythme: Rythme, premier: Jour): string {
  switch (rythme) {
    case 'semaine': return `chaque ${jourEnLettres(premier)}`;
    case 'deux_semaines': return `un ${jourEnLettres(premier)} sur deux`;
    case 'trois_semaines': return `un ${jourEnLettres(premier)} sur trois`;
    case 'mois_rang': return `le ${ordinal(rang(premier))} ${jourEnLettres(premier)} de chaque mois`;
    case 'mois_dernier': return `le dernier ${jourEnLettres(premier)} de chaque mois`;
    case 'mois_jour': return `le ${ordinal(quantieme(premier))} de chaque mois`;
  }
}

/** What the first date must be for the rhythm to hold it; undefined when it does. */
export function defautDuPremier(rythme: Rythme, premier: Jour): string | undefined {
  if (rythme === 'mois_rang' && rang(premier) > 4) return `Certains mois n’ont que quatre ${jourEnLettres(premier)}s : choisissez « le dernier ${jourEnLettres(premier)} ».`;
  if (rythme === 'mois_dernier' && quantieme(premier) + 7 <= new Date(Date.UTC(Number(premier.slice(0, 4)), Number(premier.slice(5, 7)), 0)).getUTCDate()) return `Ce n’est pas le dernier ${jourEnLettres(premier)} de son mois.`;
  return undefined;
}

export type Sauts = { readonly feries: ZoneFeries | null; readonly vacances: ZoneScolaire | null };

/** Why a day is left out of a series: its bank holiday or its school holidays. */
export function raisonDeSauter(jour: Jour, { feries, vacances }: Sauts): string | undefined {
  const ferie = feries && nomDuFerie(jour, feries);
  if (ferie) return `jour férié (${ferie})`;
  const v = vacances && VACANCES_SCOLAIRES.flatMap((a) => a.zones[vacances]).find((x) => x.du <= jour && jour <= x.au);
  return v ? `vacances scolaires (${v.nom})` : undefined;
}
