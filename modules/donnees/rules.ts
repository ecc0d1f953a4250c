import { type Jour, plusMois } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { ANNEES_DE_COMPTABILITE, MOIS_DE_PLUS, MOIS_POUR_REPONDRE } from './constants.ts';
import type { Demande, GesteDemande, RefusDemande, StatutDemande } from './model.ts';
import { transitions } from './transitions.ts';

/**
 * The last day to answer: one month after the request came in, three when it was extended. Taken without the days that a closed day
 * would add (règlement 1182/71, art. 3 § 4): a deadline shown early is never a deadline missed.
 */
export const echeanceDe = (d: Pick<Demande, 'recueLe' | 'prolongeeLe'>): Jour => plusMois(d.recueLe, MOIS_POUR_REPONDRE + (d.prolongeeLe === null ? 0 : MOIS_DE_PLUS));

/** What a gesture leads to. The person is told of an extension within the first month: later, it is too late. @source RGPD, art. 12 § 3 */
export function deciderDemande(d: Demande | undefined, geste: GesteDemande, { version, aujourdhui }: { readonly version: number; readonly aujourdhui: Jour }): Result<StatutDemande, RefusDemande> {
  if (!d) return refuser({ code: 'demande_inconnue' });
  const vers = transitions[d.statut][geste];
  if (!vers || (geste === 'effacer' && d.genre !== 'effacement')) return refuser({ code: 'geste_impossible', statut: d.statut });
  if (d.version !== version) return refuser({ code: 'demande_modifiee' });
  return geste === 'prolonger' && aujourdhui > echeanceDe(d) ? refuser({ code: 'delai_passe' }) : ok(vers);
}

/** Until when the accounts name somebody last paid, or last paying, in a year. */
export const finDeComptabilite = (annee: number): string => `${annee + ANNEES_DE_COMPTABILITE}-12-31`;
