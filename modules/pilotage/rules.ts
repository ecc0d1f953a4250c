import { type Jour, plusJours } from '#core/jour.ts';
import { type ChoixSemaine, JourDeSemaine, type Semaine } from './model-semaine.ts';

/** The day of the week of a date. @source ISO 8601: 1 is Monday */
export function jourDeSemaine(j: Jour): JourDeSemaine {
  const n = new Date(`${j}T00:00:00Z`).getUTCDay();
  return JourDeSemaine.parse(n === 0 ? 7 : n);
}

/** One letter a week, on the day chosen; twice on the same day is once. */
export const estDue = (c: ChoixSemaine, aujourdhui: Jour): boolean => c.voulue && c.jour === jourDeSemaine(aujourdhui) && (c.derniereLe === null || c.derniereLe < aujourdhui);

const AU_PLUS = 14;
/** From which day on a letter tells what happened: since the last one, and never more than a fortnight back. */
export function depuisQuand(derniereLe: Jour | null, aujourdhui: Jour): Jour {
  const plancher = plusJours(aujourdhui, -AU_PLUS);
  const debut = derniereLe ?? plusJours(aujourdhui, -7);
  return debut < plancher ? plancher : debut;
}

/** Nothing concerns this person: no letter. */
export const estVide = (s: Semaine): boolean => s.choses.length + s.dates.length + s.decisions.length + s.reponses.length === 0;
