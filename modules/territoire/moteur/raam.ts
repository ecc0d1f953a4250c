import { exigerLongueur, type TempsCreux } from './creux.ts';
import type { Entrees } from './aires.ts';

/** Settings of the rational agent model; the defaults are those of PySAL `access`. */
export type ReglagesRaam = {
  /** Travel time worth as much as a congestion of 100 % of the mean (same unit as the times). Default 60. */
  readonly tau?: number;
  /** Demand per unit of supply that counts as a congestion of 1. Default: total demand / total supply. */
  readonly rho?: number;
  /** Number of rounds of moves. Default 150. */
  readonly cycles?: number;
  /** Share of an origin that may move in the first round. Default 0.2. */
  readonly pasInitial?: number;
  /** Share below which that limit never falls. Default 0.005. */
  readonly pasMinimal?: number;
  /** Rounds after which the share is halved. Default 50. */
  readonly demiVie?: number;
  /** Number of first rounds in which a destination may not receive more than its share at once. Default 20. */
  readonly cyclesFreines?: number;
};

/** `numpy.round`: halves go to the even neighbour. */
function arrondirAuPair(x: number): number {
  const bas = Math.floor(x);
  const reste = x - bas;
  return reste > 0.5 || (reste === 0.5 && bas % 2 !== 0) ? bas + 1 : bas;
}

/** Positions of the pairs of one origin, by destination. */
const ligneParDestination = ({ debuts, cibles }: TempsCreux, i: number): Uint32Array =>
  Uint32Array.from({ length: debuts[i + 1]! - debuts[i]! }, (_, k) => debuts[i]! + k).sort((a, b) => cibles[a]! - cibles[b]!);

/**
 * Pairs whose origin has demand and whose destination has supply, with times divided by τ, each row in the order of the
 * destinations: ties go to the first destination, whatever the order in which trips were given.
 */
function retenir({ demande, offre, temps }: Entrees, tau: number): TempsCreux {
  const debuts = new Uint32Array(temps.origines + 1);
  const cibles = new Uint32Array(temps.cibles.length);
  const couts = new Float64Array(temps.cibles.length);
  let n = 0;
  for (let i = 0; i < temps.origines; i++) {
    if (demande[i]! > 0) {
      for (const k of ligneParDestination(temps, i)) {
        const t = temps.temps[k]!;
        if (!(offre[temps.cibles[k]!]! > 0) || Number.isNaN(t)) continue;
        cibles[n] = temps.cibles[k]!;
        couts[n++] = t / tau;
      }
    }
    debuts[i + 1] = n;
  }
  return { ...temps, debuts, cibles: cibles.subarray(0, n), temps: couts.subarray(0, n) };
}

const somme = (v: Float64Array): number => v.reduce((s, x) => s + Math.max(0, x), 0);

/** First round: everyone goes to the nearest destination; on equal times, the first destination. */
function auPlusProche(m: TempsCreux, demande: Float64Array): Float64Array {
  const affectes = new Float64Array(m.cibles.length);
  for (let i = 0; i < m.origines; i++) {
    const debut = m.debuts[i]!;
    const fin = m.debuts[i + 1]!;
    if (debut === fin) continue;
    let proche = debut;
    for (let k = debut + 1; k < fin; k++) if (m.temps[k]! < m.temps[proche]!) proche = k;
    affectes[proche] = demande[i]!;
  }
  return affectes;
}

/**
 * Rational agent access model (RAAM): each resident weighs the trip (in units of τ) against the congestion of the
 * place (demand / (ρ · supply)); rounds of bounded moves bring everyone near the cheapest place.
 *
 * @returns mean cost borne by the residents of each origin (no unit; lower is better), length `origines`;
 *   `NaN` where there is no demand or no supply in reach
 * @throws RangeError when lengths disagree or τ is not positive
 *
 * Source: Saxon and Snow 2019. The order of operations, the truncation of moves to whole residents, the rounding of
 * braked moves to the even integer and the costs of the last round taken before its moves are those of PySAL `access`,
 * so that results agree with it; ties go to the first destination (PySAL: to an order that varies from run to run).
 * Origins without supply in reach are left out (PySAL sends their demand to an arbitrary place).
 */
export function agentsRationnels(entrees: Entrees, reglages: ReglagesRaam = {}): Float64Array {
  const { demande, offre } = entrees;
  exigerLongueur('demande', demande, entrees.temps.origines);
  exigerLongueur('offre', offre, entrees.temps.destinations);
  const { tau = 60, cycles = 150, pasInitial = 0.2, pasMinimal = 0.005, demiVie = 50, cyclesFreines = 20 } = reglages;
  if (!(tau > 0)) throw new RangeError('τ doit être positif.');
  const rho = reglages.rho ?? somme(demande) / somme(offre);
  const m = retenir(entrees, tau);
  const capacite = offre.map((s) => s * rho);
  const affectes = auPlusProche(m, demande);
  const jeu: Jeu = {
    m, demande, capacite, affectes,
    presents: new Float64Array(m.destinations),
    congestion: new Float64Array(m.destinations),
    meilleur: new Int32Array(m.origines).fill(-1),
    pire: new Int32Array(m.origines).fill(-1),
    deplaces: new Float64Array(m.origines),
  };
  for (let c = 0; c < cycles; c++) {
    encombrer(jeu);
    choisir(jeu, Math.max(pasInitial * 0.5 ** (c / demiVie), pasMinimal));
    if (c < cyclesFreines) freiner(jeu);
    deplacer(jeu);
  }
  return coutMoyen(jeu);
}

type Jeu = {
  readonly m: TempsCreux;
  readonly demande: Float64Array;
  /** ρ · supply. */
  readonly capacite: Float64Array;
  /** Residents of the origin who use each pair. */
  readonly affectes: Float64Array;
  readonly presents: Float64Array;
  readonly congestion: Float64Array;
  /** Position of the cheapest pair of each origin, and of the dearest used one; −1 without pair. */
  readonly meilleur: Int32Array;
  readonly pire: Int32Array;
  readonly deplaces: Float64Array;
};

function encombrer({ m, capacite, affectes, presents, congestion }: Jeu): void {
  presents.fill(0);
  for (let k = 0; k < affectes.length; k++) presents[m.cibles[k]!]! += affectes[k]!;
  for (let j = 0; j < presents.length; j++) congestion[j] = capacite[j]! > 0 ? presents[j]! / capacite[j]! : 0;
}

/** Best and worst place of each origin, and how many residents move from the one to the other to make both cost the same. */
function choisir({ m, demande, capacite, affectes, presents, congestion, meilleur, pire, deplaces }: Jeu, pas: number): void {
  for (let i = 0; i < m.origines; i++) {
    deplaces[i] = 0;
    const debut = m.debuts[i]!;
    const fin = m.debuts[i + 1]!;
    if (debut === fin) continue;
    let kMin = debut;
    let kMax = -1;
    let coutMin = Number.POSITIVE_INFINITY;
    let coutMax = Number.NEGATIVE_INFINITY;
    for (let k = debut; k < fin; k++) {
      const cout = congestion[m.cibles[k]!]! + m.temps[k]!;
      if (cout < coutMin) {
        coutMin = cout;
        kMin = k;
      }
      if (cout > coutMax && affectes[k]! !== 0) {
        coutMax = cout;
        kMax = k;
      }
    }
    if (kMax < 0) continue;
    meilleur[i] = kMin;
    pire[i] = kMax;
    if (kMin === kMax) continue;
    const jMin = m.cibles[kMin]!;
    const jMax = m.cibles[kMax]!;
    const sMin = capacite[jMin]!;
    const sMax = capacite[jMax]!;
    const autresMin = presents[jMin]! - affectes[kMin]!;
    const autresMax = presents[jMax]! - affectes[kMax]!;
    const ensemble = affectes[kMin]! + affectes[kMax]!;
    const equilibre =
      ((sMin * sMax) / (sMin + sMax)) * (m.temps[kMax]! - m.temps[kMin]! + (ensemble + autresMax) / sMax - autresMin / sMin);
    const voulu = Math.min(equilibre - affectes[kMin]!, affectes[kMax]!);
    deplaces[i] = Math.trunc(Math.min(voulu, pas * demande[i]!));
  }
}

/** In the first rounds, arrivals at one place are scaled down so that they do not exceed its capacity at once. */
function freiner({ m, capacite, meilleur, deplaces, presents }: Jeu): void {
  presents.fill(0);
  for (let i = 0; i < m.origines; i++) if (meilleur[i]! >= 0) presents[m.cibles[meilleur[i]!]!]! += deplaces[i]!;
  for (let i = 0; i < m.origines; i++) {
    if (meilleur[i]! < 0) continue;
    const j = m.cibles[meilleur[i]!]!;
    deplaces[i] = arrondirAuPair(deplaces[i]! / Math.max(presents[j]! / capacite[j]!, 1));
  }
}

function deplacer({ m, affectes, meilleur, pire, deplaces }: Jeu): void {
  for (let i = 0; i < m.origines; i++) {
    if (deplaces[i] === 0 || meilleur[i]! < 0) continue;
    affectes[meilleur[i]!]! += deplaces[i]!;
    affectes[pire[i]!]! -= deplaces[i]!;
  }
}

function coutMoyen({ m, affectes, congestion }: Jeu): Float64Array {
  const couts = new Float64Array(m.origines).fill(Number.NaN);
  for (let i = 0; i < m.origines; i++) {
    let total = 0;
    let residents = 0;
    for (let k = m.debuts[i]!; k < m.debuts[i + 1]!; k++) {
      total += (congestion[m.cibles[k]!]! + m.temps[k]!) * affectes[k]!;
      residents += affectes[k]!;
    }
    if (residents > 0) couts[i] = total / residents;
  }
  return couts;
}
