import { demandeParDestination, ratiosOffreDemande, sommeParOrigine, type Entrees } from './aires.ts';
import { exigerLongueur, transposer, type TempsCreux, type Transposee } from './creux.ts';

/** Threshold of under-served communes, consultations a year and per standardised inhabitant. Source: arrêté du 13 novembre 2017, zoning of general practitioners. */
export const SEUIL_SOUS_DENSE = 2.5;

/** A « what-if » ready to be played: only typed arrays and numbers, so that it crosses to a worker or a browser as it is. */
export type Scenario = {
  readonly temps: TempsCreux;
  /** Weight of each pair, in the order of `temps` (after the sharing of the three-step method, if any). */
  readonly poids: Float64Array;
  readonly colonnes: Transposee;
  readonly demande: Float64Array;
  readonly offre: Float64Array;
  /** Weighted demand of each destination; sums over all origins, also those outside an extract. */
  readonly demandes: Float64Array;
  readonly ratios: Float64Array;
  readonly valeurs: Float64Array;
  /** Residents of each origin, to count those under the threshold (total population, not standardised). */
  readonly habitants: Float64Array;
  readonly seuil: number;
  /** An extract holds some origins only: its demand may not change, since the other origins of its destinations are not there. */
  readonly complet: boolean;
};

/** What is imagined: supply at a place, or demand at a place, becomes `quantite` (same units as the entries). */
export type Changement =
  | { readonly genre: 'offre'; readonly destination: number; readonly quantite: number }
  | { readonly genre: 'demande'; readonly origine: number; readonly quantite: number };

export type Effet = {
  readonly scenario: Scenario;
  /** Origins whose value was computed again, increasing. */
  readonly touchees: Uint32Array;
  /** Their values before and after, in the same order. */
  readonly avant: Float64Array;
  readonly apres: Float64Array;
  /** Residents of origins at or under the threshold. */
  readonly sousSeuil: { readonly avant: number; readonly apres: number };
};

/** Residents of the origins whose value is at or under the threshold (`APL ≤ 2,5` is under-served). */
export function habitantsSousSeuil(valeurs: Float64Array, habitants: Float64Array, seuil: number): number {
  let total = 0;
  for (let i = 0; i < valeurs.length; i++) if (valeurs[i]! <= seuil) total += habitants[i]!;
  return total;
}

/**
 * Full computation, with what is needed to compute again only what a change touches.
 * @param poids one weight per pair of `entrees.temps` (from `peser`, or `poidsTroisEtapes`)
 * @param options `habitants` residents of each origin (the demand by default); `seuil` 2.5 by default
 * @throws RangeError when lengths disagree
 */
export function preparerScenario(
  entrees: Entrees,
  poids: Float64Array,
  options: { readonly habitants?: Float64Array; readonly seuil?: number } = {},
): Scenario {
  const { demande, offre, temps } = entrees;
  const { habitants = demande, seuil = SEUIL_SOUS_DENSE } = options;
  exigerLongueur('demande', demande, temps.origines);
  exigerLongueur('offre', offre, temps.destinations);
  exigerLongueur('poids', poids, temps.cibles.length);
  exigerLongueur('habitants', habitants, temps.origines);
  const demandes = demandeParDestination(demande, temps, poids);
  const ratios = ratiosOffreDemande(offre, demandes);
  const valeurs = sommeParOrigine(ratios, temps, poids);
  return { temps, poids, colonnes: transposer(temps), demande, offre, demandes, ratios, valeurs, habitants, seuil, complet: true };
}

/** Checks one change and writes it in copies of supply and demand; returns the places of supply whose weighted demand must be summed again. */
function ecrire(s: Scenario, offre: Float64Array, demande: Float64Array, c: Changement): readonly number[] {
  if (!(c.quantite >= 0) || c.quantite === Number.POSITIVE_INFINITY) throw new RangeError(`Quantité invalide : ${c.quantite}.`);
  if (c.genre === 'offre') {
    if (!(c.destination in offre)) throw new RangeError(`Destination inconnue : ${c.destination}.`);
    offre[c.destination] = c.quantite;
    return [];
  }
  if (!s.complet) throw new RangeError('La demande d’un extrait ne peut pas changer.');
  if (!(c.origine in demande)) throw new RangeError(`Origine inconnue : ${c.origine}.`);
  demande[c.origine] = c.quantite;
  return [...s.temps.cibles.subarray(s.temps.debuts[c.origine], s.temps.debuts[c.origine + 1])];
}

function resommerDemande({ colonnes, poids }: Scenario, demande: Float64Array, j: number): number {
  let d = 0;
  for (let p = colonnes.debuts[j]!; p < colonnes.debuts[j + 1]!; p++) d += poids[colonnes.positions[p]!]! * demande[colonnes.origines[p]!]!;
  return d;
}

/** Origins for which one of the places weighs something, increasing. */
function originesDe({ colonnes, poids }: Scenario, places: Iterable<number>): Uint32Array {
  const marquees = new Set<number>();
  for (const j of places) {
    for (let p = colonnes.debuts[j]!; p < colonnes.debuts[j + 1]!; p++) {
      if (poids[colonnes.positions[p]!]! > 0) marquees.add(colonnes.origines[p]!);
    }
  }
  return Uint32Array.from(marquees).sort();
}

/**
 * Plays changes on a scenario, which is left as it was. Demand is summed beforehand by place of supply; a change of supply
 * only changes its own ratio, and a change of demand the ratios in reach. Each touched sum is done again from its terms, in
 * the same order as the full computation, so nothing drifts however long one plays.
 * @throws RangeError on an unknown place, a quantity that is not a positive number, or a change of demand in an extract
 */
export function appliquerChangements(scenario: Scenario, changements: readonly Changement[]): Effet {
  const { temps, poids, habitants, seuil } = scenario;
  const change = (genre: Changement['genre']): boolean => changements.some((c) => c.genre === genre);
  const offre = change('offre') ? scenario.offre.slice() : scenario.offre;
  const [demande, demandes] = change('demande') ? [scenario.demande.slice(), scenario.demandes.slice()] : [scenario.demande, scenario.demandes];
  const ratios = scenario.ratios.slice();
  const valeurs = scenario.valeurs.slice();
  const aResommer = new Set(changements.flatMap((c) => ecrire(scenario, offre, demande, c)));
  for (const j of aResommer) demandes[j] = resommerDemande(scenario, demande, j);
  const places = new Set([...aResommer, ...changements.flatMap((c) => (c.genre === 'offre' ? [c.destination] : []))]);
  for (const j of places) ratios[j] = demandes[j]! > 0 ? offre[j]! / demandes[j]! : 0;
  const touchees = originesDe(scenario, places);
  for (const i of touchees) {
    let a = 0;
    for (let k = temps.debuts[i]!; k < temps.debuts[i + 1]!; k++) a += poids[k]! * ratios[temps.cibles[k]!]!;
    valeurs[i] = a;
  }
  return {
    scenario: { ...scenario, offre, demande, demandes, ratios, valeurs },
    touchees,
    avant: Float64Array.from(touchees, (i) => scenario.valeurs[i]!),
    apres: Float64Array.from(touchees, (i) => valeurs[i]!),
    sousSeuil: { avant: habitantsSousSeuil(scenario.valeurs, habitants, seuil), apres: habitantsSousSeuil(valeurs, habitants, seuil) },
  };
}

/** An extract and the numbers its origins and destinations had in the whole. */
export type Extrait = { readonly scenario: Scenario; readonly origines: Uint32Array; readonly destinations: Uint32Array };

/**
 * The neighbourhood of some origins (the communes of a CPTS and around): their rows, and every destination they reach, with the
 * demand that those serve in the whole. Supply may change in it; values are those of the whole.
 */
export function extraireVoisinage(scenario: Scenario, origines: Iterable<number>): Extrait {
  const gardees = Uint32Array.from(new Set(origines)).sort();
  const nouvelle = new Map<number, number>();
  const { temps } = scenario;
  const debuts = new Uint32Array(gardees.length + 1);
  const cibles: number[] = [];
  const positions: number[] = [];
  gardees.forEach((i, rang) => {
    if (i >= temps.origines) throw new RangeError(`Origine inconnue : ${i}.`);
    for (let k = temps.debuts[i]!; k < temps.debuts[i + 1]!; k++) {
      if (!(scenario.poids[k]! > 0)) continue;
      const j = temps.cibles[k]!;
      if (!nouvelle.has(j)) nouvelle.set(j, nouvelle.size);
      cibles.push(nouvelle.get(j)!);
      positions.push(k);
    }
    debuts[rang + 1] = cibles.length;
  });
  const destinations = Uint32Array.from(nouvelle.keys());
  const reduit: TempsCreux = {
    origines: gardees.length, destinations: destinations.length, debuts,
    cibles: Uint32Array.from(cibles), temps: Float64Array.from(positions, (k) => temps.temps[k]!),
  };
  const parOrigine = (v: Float64Array): Float64Array => Float64Array.from(gardees, (i) => v[i]!);
  const parDestination = (v: Float64Array): Float64Array => Float64Array.from(destinations, (j) => v[j]!);
  return {
    origines: gardees,
    destinations,
    scenario: {
      temps: reduit, poids: Float64Array.from(positions, (k) => scenario.poids[k]!), colonnes: transposer(reduit),
      demande: parOrigine(scenario.demande), habitants: parOrigine(scenario.habitants), valeurs: parOrigine(scenario.valeurs),
      offre: parDestination(scenario.offre), demandes: parDestination(scenario.demandes), ratios: parDestination(scenario.ratios),
      seuil: scenario.seuil, complet: false,
    },
  };
}

/** What a page carries to its island: plain JSON. */
export type ScenarioJson = {
  readonly debuts: readonly number[];
  readonly cibles: readonly number[];
  readonly temps: readonly number[];
  readonly poids: readonly number[];
  readonly demande: readonly number[];
  readonly offre: readonly number[];
  readonly demandes: readonly number[];
  readonly habitants: readonly number[];
  readonly seuil: number;
  readonly complet: boolean;
};

/** Numbers keep all their digits through JSON, so values computed on the other side are the same. */
export const versJson = ({ temps, poids, demande, offre, demandes, habitants, seuil, complet }: Scenario): ScenarioJson => ({
  debuts: [...temps.debuts], cibles: [...temps.cibles], temps: [...temps.temps], poids: [...poids],
  demande: [...demande], offre: [...offre], demandes: [...demandes], habitants: [...habitants], seuil, complet,
});

/** The inverse of `versJson`. */
export function depuisJson(json: ScenarioJson): Scenario {
  const temps: TempsCreux = {
    origines: json.demande.length, destinations: json.offre.length,
    debuts: Uint32Array.from(json.debuts), cibles: Uint32Array.from(json.cibles), temps: Float64Array.from(json.temps),
  };
  const poids = Float64Array.from(json.poids);
  const offre = Float64Array.from(json.offre);
  const demandes = Float64Array.from(json.demandes);
  const ratios = ratiosOffreDemande(offre, demandes);
  return {
    temps, poids, colonnes: transposer(temps), offre, demandes, ratios,
    demande: Float64Array.from(json.demande), habitants: Float64Array.from(json.habitants),
    valeurs: sommeParOrigine(ratios, temps, poids), seuil: json.seuil, complet: json.complet,
  };
}
