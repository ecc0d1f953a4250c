import type { Jour } from '#core/jour.ts';
import { arrondir, fraction } from '#core/fraction.ts';
import { ALERTE_CENTIEMES } from '../constants.ts';
import type { Taux, Versement } from '../model.ts';

/** What is asked of a rate: for whom, for what, when. `profession` is a code of TRE_G15. */
export type Circonstance = { readonly nature: Versement; readonly profession: string | null; readonly mission: string; readonly jour: Jour };

const precision = (t: Taux): number => (t.profession === null ? 0 : 2) + (t.mission === null ? 0 : 1);

/**
 * The rate in force that day: among those voted for this ledger and already begun, the most precise (profession, then mission), then
 * the latest. One voted for everybody ends all those that began before it; a more precise one may be voted after it. Undefined when none
 * was voted: nothing is worth anything without a vote.
 */
export function tauxApplicable<T extends Taux>(taux: readonly T[], c: Circonstance): T | undefined {
  const commences = taux.filter((t) => t.nature === c.nature && t.depuis <= c.jour);
  const pourTous = commences.filter((t) => t.pourTous).map((t) => t.depuis).toSorted().at(-1) ?? '';
  return commences
    .filter((t) => t.depuis >= pourTous && (t.profession === null || (c.nature === 'indemnite' && t.profession === c.profession)) && (t.mission === null || t.mission === c.mission))
    .toSorted((a, b) => precision(b) - precision(a) || b.depuis.localeCompare(a.depuis))[0];
}

/** Cents that `minutes` are worth at a rate in cents an hour; the exact fraction rounded once, halves up. */
export const valeurDe = (minutes: number, centimesHeure: number): number => arrondir(fraction(BigInt(minutes) * BigInt(centimesHeure), 60));

/** The most minutes whose value fits in `reste` cents: value ≤ reste ⟺ minutes × rate < 60 × reste + 30. */
export const minutesQuiTiennent = (reste: number, centimesHeure: number): number => (reste < 0 ? 0 : Number((60n * BigInt(reste) + 29n) / BigInt(centimesHeure)));

export type Situation = { readonly plafond: number; readonly engage: number; readonly reste: number; readonly alerte: boolean };

/** Where a person stands under the cap of a year, in cents. `alerte` from 80 % on. */
export const situer = (plafond: number, engage: number): Situation => ({ plafond, engage, reste: plafond - engage, alerte: engage * 100 >= plafond * ALERTE_CENTIEMES });

export type Evaluation = { readonly centimes: number; readonly tient: boolean; readonly minutesAuPlus: number; readonly avant: Situation; readonly apres: Situation };

/** What an entry is worth and whether it fits under the cap. It fits whole or not at all: a time is never shortened in silence. */
export function evaluer(p: { readonly minutes: number; readonly centimesHeure: number; readonly plafond: number; readonly engage: number }): Evaluation {
  const centimes = valeurDe(p.minutes, p.centimesHeure);
  const avant = situer(p.plafond, p.engage);
  return { centimes, tient: centimes <= avant.reste, minutesAuPlus: minutesQuiTiennent(avant.reste, p.centimesHeure), avant, apres: situer(p.plafond, p.engage + centimes) };
}
