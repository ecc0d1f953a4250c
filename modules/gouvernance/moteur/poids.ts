import { additionner, diviser, type Fraction, fraction, UN } from '#core/fraction.ts';
import type { Corps } from './corps.ts';
import { arreter, exigerFait, exigerRegle } from './refus.ts';
import type { ReglesDeVote, Voix } from './regles.ts';
import type { Membre } from './scrutin.ts';

export type Ponderation = {
  readonly mode: Voix['mode'];
  readonly entre: Voix['entre'];
  /** Voices of a member before anybody votes: what a quorum in voices counts. */
  readonly portee: (m: Membre) => Fraction;
  /** Weight of a college. */
  readonly poids: (college: string | undefined) => Fraction;
  /** True when the voices of a head depend on its college, so that a ballot without a name must say which. */
  readonly parCollege: boolean;
};

/** How much each voice weighs, asked of the statutes piece by piece. */
export function ponderer(statuts: ReglesDeVote, voix: Voix | undefined, corps: Corps): Ponderation {
  const mode = exigerRegle(voix, 'voix', 'Il faut savoir combien de voix porte chaque membre.').mode;
  const effectifs = compter(corps.inscrits);
  const poids = (college: string | undefined): Fraction => {
    if (college === undefined) return arreter({ code: 'fait_absent', fait: 'membres.college', pourquoi: 'Les voix dépendent du collège : chaque membre ayant droit de vote doit avoir le sien.' });
    return exigerRegle(statuts.colleges.find((c) => c.code === college)?.poids, `colleges.${college}.poids`, 'Les voix dépendent du poids des collèges.');
  };
  const portee = (m: Membre): Fraction => {
    switch (mode) {
      case 'par_membre':
        return UN;
      case 'du_membre':
        return exigerFait(m.voix, `membres.${m.id}.voix`, 'Chaque membre porte ses propres voix : il faut savoir combien.');
      case 'du_college':
        return poids(m.college);
      case 'college_partagee':
      case 'college_bloc':
        return diviser(poids(m.college), fraction(effectifs.get(m.college ?? '') ?? 1));
    }
  };
  const entre = mode === 'college_partagee' ? exigerRegle(voix?.entre, 'voix.entre', 'Le poids d’un collège se partage : il faut savoir entre qui.') : undefined;
  return { mode, entre, portee, poids, parCollege: mode !== 'par_membre' && mode !== 'du_membre' };
}

/** Heads by college; a member without college counts under the empty name. */
export function compter(membres: readonly Membre[]): ReadonlyMap<string, number> {
  const effectifs = new Map<string, number>();
  for (const m of membres) effectifs.set(m.college ?? '', (effectifs.get(m.college ?? '') ?? 0) + 1);
  return effectifs;
}

/** Weights of the colleges that have somebody among these members. */
export const poidsDesColleges = (p: Ponderation, membres: readonly Membre[]): Fraction => additionner(...[...new Set(membres.map((m) => m.college))].map(p.poids));

/** Voices carried together by these members, where each carries its own. */
export const porteesDe = (p: Ponderation, membres: readonly Membre[]): Fraction => additionner(...membres.map(p.portee));
