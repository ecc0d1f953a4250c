import { additionner, diviser, type Fraction, fraction, multiplier, ZERO } from '#core/fraction.ts';
import type { Corps } from './corps.ts';
import { compter, type Ponderation, poidsDesColleges, porteesDe } from './poids.ts';
import { exigerFait, exigerRegle } from './refus.ts';
import type { BaseMajorite, ReglesInstance } from './regles.ts';
import type { Lot } from './urne.ts';

/** What every count of ballots needs to know. */
export type Cadre = { readonly regles: ReglesInstance; readonly corps: Corps; readonly ponderation: Ponderation };

type Choix = 'pour' | 'contre' | 'abstention' | 'blanc' | 'nul';
const choixDe = (l: Lot): Choix | 'candidats' => ('choix' in l.contenu ? l.contenu.choix : 'candidats');

/** Are blank ballots votes cast? Asked when there is one and the answer changes the count (`decisif`); otherwise what is said is followed. */
export const blancsExprimes = ({ regles }: Cadre, lots: readonly Lot[], decisif: boolean): boolean =>
  lots.some((l) => choixDe(l) === 'blanc') && (decisif ? exigerRegle(regles.blancs, 'blancs', 'Il y a des bulletins blancs : sont-ils des suffrages exprimés ?') : regles.blancs) === 'exprimes';

/** A function from a lot to the voices of each of its heads. `exprime` is asked only where the share depends on the votes cast. */
export function peser(cadre: Cadre, lots: readonly Lot[], exprime: (l: Lot) => boolean): (l: Lot) => Fraction {
  const { corps, ponderation: p } = cadre;
  const membres = new Map(corps.inscrits.map((m) => [m.id, m]));
  const exprimes = new Map<string, number>();
  if (p.entre === 'exprimes') for (const l of lots) if (exprime(l)) exprimes.set(l.college ?? '', (exprimes.get(l.college ?? '') ?? 0) + l.tetes);
  const effectifs = compter(p.entre === 'presents' ? corps.votants : corps.inscrits);
  return (l) => {
    const membre = l.membre === undefined ? undefined : membres.get(l.membre);
    if (p.mode === 'par_membre') return fraction(1);
    if (p.mode === 'du_membre') return p.portee(exigerFait(membre, 'bulletins.membre', 'Chaque membre porte ses propres voix : un bulletin sans nom ne dit pas combien. Un vote secret demande ici des règles par collège ou par tête.'));
    if (p.mode === 'du_college') return p.poids(l.college);
    if (p.entre === 'exprimes') return exprime(l) ? diviser(p.poids(l.college), fraction(exprimes.get(l.college ?? '') ?? 1)) : ZERO;
    return diviser(p.poids(l.college), fraction(effectifs.get(l.college ?? '') ?? 1));
  };
}

/** Voices of one kind among the lots. */
export const voixDe = (lots: readonly Lot[], poids: (l: Lot) => Fraction, garder: (l: Lot) => boolean): Fraction => additionner(...lots.filter(garder).map((l) => multiplier(poids(l), fraction(l.tetes))));

/** What a majority is taken of. `exprimes` is counted by the caller, who knows what was cast. */
export function baseDe({ corps, ponderation: p }: Cadre, base: BaseMajorite, exprimes: Fraction): Fraction {
  if (base === 'exprimes') return exprimes;
  const membres = base === 'presents' ? corps.votants : corps.inscrits;
  const parTete = p.mode === 'par_membre' || p.mode === 'du_membre' || p.mode === 'du_college' || p.entre === 'inscrits' || (p.entre === 'presents' && base === 'presents');
  if (!parTete) return poidsDesColleges(p, membres);
  return p.entre === 'presents' ? poidsDesColleges(p, corps.votants) : porteesDe(p, membres);
}

export type Decompte = { readonly pour: Fraction; readonly contre: Fraction; readonly abstention: Fraction; readonly blanc: Fraction; readonly nul: Fraction };

export function decompter(lots: readonly Lot[], poids: (l: Lot) => Fraction): Decompte {
  const d: Record<Choix, Fraction> = { pour: ZERO, contre: ZERO, abstention: ZERO, blanc: ZERO, nul: ZERO };
  for (const l of lots) {
    const choix = choixDe(l);
    if (choix !== 'candidats') d[choix] = additionner(d[choix], multiplier(poids(l), fraction(l.tetes)));
  }
  return d;
}
