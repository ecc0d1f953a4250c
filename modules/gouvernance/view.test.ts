import { describe, expect, test } from 'vitest';
import { PersonneId } from '#core/tenancy.ts';
import { uneAssemblee, uneInstance, unPoint } from './builders.ts';
import { PointId, type Point } from './model.ts';
import { compterPoint } from './rules.ts';
import { presenterAssemblee, type VuePoint } from './view.ts';

const [PRUNE, OCTAVE] = ['Prune Supposée', 'Octave Factice'] as const;
const MOI = PersonneId.parse('0198f000-0000-7000-8000-00000e010001');

/** Two people vote, one for each: what the page proposes next. */
function apresUnPartage(tours: 1 | 2): Pick<VuePoint, 'suite' | 'prudence'> {
  const instance = uneInstance({}, { quorum: 'aucun', election: { tours, premierTour: { majorite: tours === 1 ? 'relative' : 'absolue', base: 'exprimes' }, secondTour: { majorite: 'relative', candidats: 'restants' }, nomsParBulletin: 'sieges', egalite: ['nouveau_tour'] } });
  const election: Point = unPoint({ id: PointId.parse('0198f000-0000-7000-8000-00000c010002'), titre: 'Élire une personne', genre: 'election', candidats: [PRUNE, OCTAVE], forme: 'secret', statut: 'clos', bulletins: [{ candidats: [PRUNE] }, { candidats: [OCTAVE] }] });
  const ouverte = uneAssemblee({ statut: 'ouverte', regles: { colleges: [], instance, signataires: [], aDistance: false }, points: [election] });
  const compte = compterPoint(ouverte, election, { emarges: ouverte.presents.map((p) => p.electeur) });
  if (!compte.ok) throw new Error(JSON.stringify(compte.refus));
  const vue = presenterAssemblee({ assemblee: { ...ouverte, points: [{ ...election, resultat: compte.valeur }] }, base: '', fuseau: 'Europe/Paris', qui: { personneId: MOI, nom: '', roles: ['coordination'] } });
  const [point] = vue.points;
  return { ...(point?.suite ? { suite: point.suite } : {}), ...(point?.prudence ? { prudence: point.prudence } : {}) };
}

describe('ce qui suit une élection qui ne tranche pas', () => {
  test('à égalité : un vote qui départage, et ce qu’il ne compte pas', () => {
    expect(apresUnPartage(1)).toEqual({ suite: 'Préparer le vote qui départage', prudence: expect.stringContaining('ceux qui sont déjà élus') });
  });

  test('sans majorité absolue : un second tour, compté avec le premier', () => {
    expect(apresUnPartage(2)).toEqual({ suite: 'Préparer le second tour' });
  });
});
