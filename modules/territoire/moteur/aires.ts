import { exigerLongueur, type TempsCreux } from './creux.ts';
import { peser, type Poids, sansSeuil } from './poids.ts';

/** What every floating-catchment method reads. */
export type Entrees = {
  /** Quantity of demand at each origin (inhabitants), length `temps.origines`, ≥ 0. */
  readonly demande: Float64Array;
  /** Quantity of supply at each destination (doctors, FTE, consultations a year…), length `temps.destinations`, ≥ 0. */
  readonly offre: Float64Array;
  /** Travel times from origins to destinations. */
  readonly temps: TempsCreux;
};

/** What a two-stage method gives. */
export type Accessibilite = {
  /** Accessible supply per unit of demand at each origin (unit of supply / unit of demand), length `origines`; 0 where nothing is in reach. */
  readonly valeurs: Float64Array;
  /** Supply per unit of weighted demand at each destination (same unit), length `destinations`. */
  readonly ratios: Float64Array;
  /** Weighted demand that each destination serves (unit of demand), length `destinations`. */
  readonly demandes: Float64Array;
};

/**
 * Weighted demand in reach of each destination: `D_j = Σ_i w_ij P_i`.
 * @param poids one weight per pair, in the order of `temps`
 */
export function demandeParDestination(demande: Float64Array, temps: TempsCreux, poids: Float64Array): Float64Array {
  const { debuts, cibles, origines } = temps;
  const total = new Float64Array(temps.destinations);
  for (let i = 0; i < origines; i++) {
    const p = demande[i]!;
    const fin = debuts[i + 1]!;
    for (let k = debuts[i]!; k < fin; k++) {
      const j = cibles[k]!;
      total[j] = total[j]! + poids[k]! * p;
    }
  }
  return total;
}

/**
 * `R_j = S_j / D_j`, and 0 where nobody can come (`D_j = 0`).
 * PySAL gives ∞ there; that infinity can only reach origins without inhabitants, so no populated origin differs.
 */
export function ratiosOffreDemande(offre: Float64Array, demandes: Float64Array): Float64Array {
  const r = new Float64Array(offre.length);
  for (let j = 0; j < r.length; j++) r[j] = demandes[j]! > 0 ? offre[j]! / demandes[j]! : 0;
  return r;
}

/** Weighted sum of a quantity of the destinations, seen from each origin: `A_i = Σ_j w_ij q_j`. */
export function sommeParOrigine(quantite: Float64Array, temps: TempsCreux, poids: Float64Array): Float64Array {
  const { debuts, cibles, origines } = temps;
  const somme = new Float64Array(origines);
  for (let i = 0; i < origines; i++) {
    let a = 0;
    const fin = debuts[i + 1]!;
    for (let k = debuts[i]!; k < fin; k++) a += poids[k]! * quantite[cibles[k]!]!;
    somme[i] = a;
  }
  return somme;
}

function verifier({ demande, offre, temps }: Entrees): void {
  exigerLongueur('demande', demande, temps.origines);
  exigerLongueur('offre', offre, temps.destinations);
}

function enDeuxTemps(entrees: Entrees, w: Float64Array): Accessibilite {
  const demandes = demandeParDestination(entrees.demande, entrees.temps, w);
  const ratios = ratiosOffreDemande(entrees.offre, demandes);
  return { valeurs: sommeParOrigine(ratios, entrees.temps, w), ratios, demandes };
}

/**
 * Two-step floating catchment area (2SFCA): every pair up to `seuil` (included) weighs 1.
 * Source: Luo and Wang 2003; conventions of PySAL `access` (`two_stage_fca`).
 * @throws RangeError when lengths disagree
 */
export function deuxEtapes(entrees: Entrees, seuil: number): Accessibilite {
  verifier(entrees);
  return enDeuxTemps(entrees, peser(entrees.temps.temps, { forme: 'binaire', seuil }));
}

/**
 * Enhanced 2SFCA (E2SFCA): the same weight of the trip, by steps or Gaussian, in both stages.
 * Source: Luo and Qi 2009 (steps), Dai 2010 (Gaussian); conventions of PySAL `access`.
 * @throws RangeError when lengths disagree or the weight is not valid
 */
export function deuxEtapesPonderees(entrees: Entrees, poids: Poids): Accessibilite {
  verifier(entrees);
  return enDeuxTemps(entrees, peser(entrees.temps.temps, poids));
}

/**
 * Weights of the three-step method: `w_ij G_ij`, the weight times the share of the origin's demand that goes to the destination,
 * `G_ij = w_ij / Σ_j w_ij` over every pair given, with or without supply. A `seuil` cuts pairs afterwards: those beyond it still take
 * their share, as in PySAL `access` (`max_cost` of `three_stage_fca`).
 * @returns one weight per pair, no unit
 */
export function poidsTroisEtapes(temps: TempsCreux, poids: Poids): Float64Array {
  const { debuts, origines } = temps;
  const w = peser(temps.temps, sansSeuil(poids));
  for (let i = 0; i < origines; i++) {
    let somme = 0;
    for (let k = debuts[i]!; k < debuts[i + 1]!; k++) somme += w[k]!;
    if (somme === 0) continue;
    for (let k = debuts[i]!; k < debuts[i + 1]!; k++) w[k] = (w[k]! * w[k]!) / somme;
  }
  const seuil = poids.seuil ?? Number.POSITIVE_INFINITY;
  for (let k = 0; k < w.length; k++) if (!(temps.temps[k]! <= seuil)) w[k] = 0;
  return w;
}

/**
 * Three-step FCA (3SFCA): `R_j = S_j / Σ_i P_i w_ij G_ij` and `A_i = Σ_j R_j w_ij G_ij`.
 * Source: Wan, Zou and Sternberg 2012; conventions of PySAL `access` (`three_stage_fca`).
 * @throws RangeError when lengths disagree or the weight is not valid
 */
export function troisEtapes(entrees: Entrees, poids: Poids): Accessibilite {
  verifier(entrees);
  return enDeuxTemps(entrees, poidsTroisEtapes(entrees.temps, poids));
}

/**
 * Supply in reach, each trip weighed, without regard to demand (gravity model, or plain count with a binary weight).
 * @returns unit of supply, length `origines`
 * Source: PySAL `access` (`weighted_catchment`).
 */
export function offreAccessible(offre: Float64Array, temps: TempsCreux, poids: Poids): Float64Array {
  exigerLongueur('offre', offre, temps.destinations);
  return sommeParOrigine(offre, temps, peser(temps.temps, poids));
}

/**
 * Floating catchment ratio: supply within `seuil` over demand within `seuil` of the same origin (bounds included).
 * @param tempsDemande times from each origin to the places of demand, square of side `temps.origines`
 * @returns unit of supply / unit of demand, length `origines`; 0 where no demand is in reach
 * Source: Huff 1963; conventions of PySAL `access` (`fca_ratio`).
 */
export function ratioFlottant(entrees: Entrees, tempsDemande: TempsCreux, seuil: number): Float64Array {
  verifier(entrees);
  exigerLongueur('demande vue des origines', entrees.demande, tempsDemande.destinations);
  const offre = offreAccessible(entrees.offre, entrees.temps, { forme: 'binaire', seuil });
  const demande = offreAccessible(entrees.demande, tempsDemande, { forme: 'binaire', seuil });
  return ratiosOffreDemande(offre, demande);
}
