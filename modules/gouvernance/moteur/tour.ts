import { comparer, enTexte, type Fraction, fraction, multiplier, ZERO } from '#core/fraction.ts';
import { baseDe, blancsExprimes, type Cadre, peser, voixDe } from './expression.ts';
import { parCode } from './corps.ts';
import type { Classe } from './designation.ts';
import { exigerRegle } from './refus.ts';
import type { BaseMajorite } from './regles.ts';
import type { Candidat } from './scrutin.ts';
import type { Lot } from './urne.ts';

export type CandidatCompte = { readonly id: string; readonly tetes: number; readonly voix: string };
type BulletinsComptes = { readonly valables: number; readonly blancs: number; readonly nuls: number; readonly abstentions: number; readonly sansVote: number };
/** A vote between tied candidates: it only ranks them, so no majority is asked of it. */
export type DepartageCompte = { readonly sieges: number; readonly bulletins: BulletinsComptes; readonly exprimes: string; readonly candidats: readonly CandidatCompte[] };
export type TourCompte = {
  readonly tour: 1 | 2;
  readonly sieges: number;
  readonly majorite: 'absolue' | 'relative';
  readonly base: BaseMajorite | null;
  readonly voixDeLaBase: string | null;
  /** Voices to exceed (absolute majority); null for a relative one, where one voice is enough to be ranked. */
  readonly aDepasser: string | null;
  readonly bulletins: BulletinsComptes;
  readonly exprimes: string;
  readonly candidats: readonly CandidatCompte[];
  /** The votes held between those tied at this round, in their order. */
  readonly departages: readonly DepartageCompte[];
};

type AUrne = {
  readonly sieges: number;
  readonly candidats: readonly Candidat[];
  readonly lots: readonly Lot[];
  readonly cadre: Cadre;
};

export type DepartageLu = { readonly compte: DepartageCompte; readonly classes: readonly Classe[] };
export type TourLu = { readonly compte: TourCompte; readonly classes: readonly Classe[]; readonly eligibles: readonly Classe[] };

/** A ballot with too many names, or with one that is not to be voted for here, is spoilt. */
function depouillerNoms({ candidats, lots, sieges, cadre }: AUrne): readonly Lot[] {
  const admis = new Set(candidats.map((c) => c.id));
  return lots.map((l): Lot => {
    if (!('candidats' in l.contenu)) return l;
    const noms = l.contenu.candidats;
    const regle = noms.length > sieges ? exigerRegle(cadre.regles.election?.nomsParBulletin, 'election.nomsParBulletin', `Un bulletin porte ${noms.length} noms pour ${sieges} ${sieges > 1 ? 'sièges' : 'siège'} : est-il nul ?`) : cadre.regles.election?.nomsParBulletin;
    const maximum = regle === undefined || regle === 'sieges' ? sieges : regle;
    return noms.length > maximum || noms.some((n) => !admis.has(n)) ? { ...l, contenu: { choix: 'nul' } } : l;
  });
}

const DEMI = fraction(1n, 2n);
const porte = (l: Lot, id: string): boolean => 'candidats' in l.contenu && l.contenu.candidats.includes(id);
const tetes = (lots: readonly Lot[], garder: (l: Lot) => boolean): number => lots.reduce((n, l) => n + (garder(l) ? l.tetes : 0), 0);
const de = (choix: string) => (l: Lot): boolean => 'choix' in l.contenu && l.contenu.choix === choix;

type UrneLue = { readonly exprimes: Fraction; readonly classes: readonly Classe[]; readonly compte: DepartageCompte };

/** The ballots of one urn: voices of each candidate. `base`: what a majority will be taken of, when one is. */
function lireVoix(a: AUrne, base: BaseMajorite | null): UrneLue {
  const { cadre, sieges, candidats } = a;
  const lots = depouillerNoms(a);
  const blancs = blancsExprimes(cadre, lots, base === 'exprimes' || cadre.ponderation.entre === 'exprimes');
  const exprime = (l: Lot): boolean => 'candidats' in l.contenu || (blancs && de('blanc')(l));
  const poids = peser(cadre, lots, exprime);
  const exprimes = voixDe(lots, poids, exprime);
  const classes = candidats.map((candidat) => ({ candidat, voix: voixDe(lots, poids, (l) => porte(l, candidat.id)) })).sort((x, y) => comparer(y.voix, x.voix) || parCode(x.candidat.id, y.candidat.id));
  return {
    exprimes, classes,
    compte: {
      sieges,
      bulletins: { valables: tetes(lots, (l) => 'candidats' in l.contenu), blancs: tetes(lots, de('blanc')), nuls: tetes(lots, de('nul')), abstentions: tetes(lots, de('abstention')), sansVote: cadre.corps.votants.length - tetes(lots, () => true) },
      exprimes: enTexte(exprimes),
      candidats: classes.map((c) => ({ id: c.candidat.id, tetes: tetes(lots, (l) => porte(l, c.candidat.id)), voix: enTexte(c.voix) })),
    },
  };
}

/** A vote between those whom a round left tied: their voices order them, a majority was theirs already. */
export const compterDepartage = (a: AUrne): DepartageLu => lireVoix(a, null);

/** One round: voices of each candidate, and who may be elected at it. */
export function compterTour({ tour, departages, ...a }: AUrne & { readonly tour: 1 | 2; readonly departages: readonly DepartageLu[] }): TourLu {
  const { cadre } = a;
  const nom = tour === 1 ? 'premierTour' : 'secondTour';
  const regles = tour === 1 ? cadre.regles.election?.premierTour : cadre.regles.election?.secondTour;
  const majorite = exigerRegle(regles?.majorite, `election.${nom}.majorite`, 'Il faut savoir à quelle majorité on est élu à ce tour.');
  const base = majorite === 'absolue' ? exigerRegle(regles?.base, `election.${nom}.base`, 'Une majorité absolue se compte sur une base : exprimés, présents ou membres.') : null;
  const { exprimes, classes, compte: { sieges, ...lu } } = lireVoix(a, base);
  const voixDeLaBase = base === null ? null : baseDe(cadre, base, exprimes);
  const requis: Fraction = voixDeLaBase === null ? ZERO : multiplier(voixDeLaBase, DEMI);
  return {
    classes,
    eligibles: classes.filter((c) => comparer(c.voix, requis) > 0),
    compte: { tour, sieges, majorite, base, voixDeLaBase: voixDeLaBase && enTexte(voixDeLaBase), aDepasser: voixDeLaBase && enTexte(requis), ...lu, departages: departages.map((d) => d.compte) },
  };
}
