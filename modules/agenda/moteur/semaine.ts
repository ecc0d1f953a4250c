import type { Plage } from './demande.ts';

/** The four parts of a day: nothing is left between them. */
export const MOMENTS = [
  { cle: 'matin', libelle: 'Matin', de: '00:00', a: '12:30' },
  { cle: 'midi', libelle: 'Midi', de: '12:30', a: '14:00' },
  { cle: 'apres_midi', libelle: 'Après-midi', de: '14:00', a: '19:00' },
  { cle: 'soir', libelle: 'Soir', de: '19:00', a: '24:00' },
] as const;
const JOURS = [1, 2, 3, 4, 5, 6, 7] as const;

const PRIS = 'x';
const LIBRE = '-';
/** 28 letters: the four parts of Monday, then those of Tuesday… A part that is taken is an x. */
export const SEMAINE_LIBRE = LIBRE.repeat(JOURS.length * MOMENTS.length);
/** Until somebody told their week, a practice is taken to be busy in the morning and in the afternoon, from Monday to Friday. */
export const SEMAINE_DE_CABINET = 'x-x-'.repeat(5) + LIBRE.repeat(8);

/** The boxes of the grid: `1-matin` is Monday morning. */
const CASES = JOURS.flatMap((jour) => MOMENTS.map((m) => `${jour}-${m.cle}`));
export const estCase = (t: string): boolean => CASES.includes(t);
/** The week as its ticked boxes tell it. */
export const semaineDe = (cochees: readonly string[]): string => CASES.map((c) => (cochees.includes(c) ? PRIS : LIBRE)).join('');
export const casesDe = (semaine: string): readonly string[] => CASES.filter((_, i) => semaine[i] === PRIS);

/** What is taken, as the date engine reads it: one weekly span for each part of the day. */
export const plagesDe = (semaine: string): Plage[] =>
  MOMENTS.flatMap(({ cle, de, a }) => {
    const jours = JOURS.filter((j) => semaine[CASES.indexOf(`${j}-${cle}`)] === PRIS);
    return jours.length > 0 ? [{ jours: [...jours], de, a }] : [];
  });
