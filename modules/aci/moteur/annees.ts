import { type Fraction, fraction } from '#core/fraction.ts';
import { ecartEnJours, type Jour, plusMois } from '#core/jour.ts';
import type { Contrat, Reglages } from '../model.ts';

/** A year of the contract: `[debut, fin[`, `fin` being the next anniversary. */
export type Annee = { readonly numero: number; readonly debut: Jour; readonly fin: Jour };

const MOIS_PAR_AN = 12;

export const priseEffet = (c: Contrat): Jour => c.priseEffet ?? c.signeLe;

/** The years of the contract, counted from its first day; a contract of 29 February has its anniversaries on 28 February, then on 29. */
export const annees = (c: Contrat): readonly Annee[] =>
  Array.from({ length: c.dureeAnnees }, (_, i) => ({ numero: i + 1, debut: plusMois(priseEffet(c), i * MOIS_PAR_AN), fin: plusMois(priseEffet(c), (i + 1) * MOIS_PAR_AN) }));

const parties = (j: Jour): readonly [number, number, number] => {
  const [a = 0, m = 0, d = 0] = j.split('-').map(Number);
  return [a, m, d];
};

/** How many 29 Februaries come before a day. */
function vingtNeuf(j: Jour): number {
  const [a, m] = parties(j);
  // Through the last whole year, or this one once February is behind.
  const n = m > 2 ? a : a - 1;
  return Math.floor(n / 4) - Math.floor(n / 100) + Math.floor(n / 400);
}

const trente = (j: Jour): number => {
  const [a, m, d] = parties(j);
  return 360 * a + 30 * m + Math.min(d, 30);
};

/** Days from `debut` to `fin` (excluded), as the setting counts them. Adds up: a period cut in two counts what its halves count. */
export function compterJours(debut: Jour, fin: Jour, regle: Reglages['jours']): number {
  switch (regle) {
    case 'reels':
      return ecartEnJours(debut, fin);
    case 'sans_29_fevrier':
      return ecartEnJours(debut, fin) - (vingtNeuf(fin) - vingtNeuf(debut));
    case 'mois_de_30':
      return trente(fin) - trente(debut);
  }
}

/** The share of a year that `[debut, fin[` covers, 0 when it is empty; the part outside the year does not count. */
export function partDeLAnnee(annee: Annee, { debut, fin }: { readonly debut: Jour; readonly fin: Jour }, regle: Reglages['jours']): Fraction {
  const [de, a] = [debut > annee.debut ? debut : annee.debut, fin < annee.fin ? fin : annee.fin];
  if (de >= a) return fraction(0);
  return fraction(compterJours(de, a, regle), compterJours(annee.debut, annee.fin, regle));
}
