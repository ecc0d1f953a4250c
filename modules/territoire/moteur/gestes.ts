import { ACTIVITE_MOYENNE, bornerActivite, PALIERS_APL } from './apl.ts';
import { peser, porteeDe, type Poids } from './poids.ts';
import type { Points } from './proximite.ts';
import { type Changement, preparerScenario, type Scenario } from './scenario.ts';
import { MODELE_DISTANCE, MODELE_RELIEF, tempsEstimes } from './temps-estime.ts';

/** Communes, each at once a place of residents and a place where a doctor may settle. All vectors have the length of `lieux`. */
export type Communes = {
  /** Decimal degrees. */
  readonly lieux: Points;
  /** Inhabitants standardised by age (total inhabitants where ages are not known). */
  readonly demande: Float64Array;
  /** Consultations a year. */
  readonly offre: Float64Array;
  /** Total inhabitants, to count those under the threshold; the demand by default. */
  readonly habitants?: Float64Array;
  /** Hundreds of metres (`reliefAutour`); without it, times come from distance alone. */
  readonly relief?: Float64Array;
};

/**
 * Scenario of the APL between communes: times estimated from positions, expected weights (the error of the estimate is known),
 * every commune a possible place of supply. Origins and destinations have the rank of the commune.
 * @throws RangeError when lengths disagree
 */
export function preparerScenarioApl({ lieux, demande, offre, habitants, relief }: Communes, seuil?: number): Scenario {
  const modele = relief ? MODELE_RELIEF : MODELE_DISTANCE;
  const poids: Poids = { ...PALIERS_APL, incertitude: modele.erreur.centile68 };
  const temps = tempsEstimes(lieux, lieux, porteeDe(poids), {
    modele,
    memeLieu: Int32Array.from(demande.keys()),
    ...(relief && { relief: { origines: relief, destinations: relief } }),
  });
  return preparerScenario({ demande, offre, temps }, peser(temps.temps, poids), { ...(habitants && { habitants }), ...(seuil !== undefined && { seuil }) });
}

/** What one imagines: doctors who leave or retire (negative) or who settle (positive), in full-time equivalents. */
export type Geste = {
  /** Rank of the commune among the destinations of the scenario. */
  readonly destination: number;
  readonly medecins: number;
  /** Acts a year of each; counted between the bounds of the APL. Default: the mean activity. */
  readonly actes?: number;
};

/**
 * Changes of supply that gestes amount to, one by place; several gestes at a place add up, and a place never has less than nothing.
 * Gestes start from the supply of the scenario given: play them all on the starting scenario, so that taking one back is easy.
 */
export function changementsDe(scenario: Scenario, gestes: readonly Geste[]): readonly Changement[] {
  const ecarts = new Map<number, number>();
  for (const { destination, medecins, actes = ACTIVITE_MOYENNE } of gestes) {
    ecarts.set(destination, (ecarts.get(destination) ?? 0) + medecins * bornerActivite(actes));
  }
  return [...ecarts].map(([destination, ecart]) => ({ genre: 'offre', destination, quantite: Math.max(0, (scenario.offre[destination] ?? 0) + ecart) }));
}
