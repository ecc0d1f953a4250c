import { describe, expect, test } from 'vitest';
import { PersonneId } from '#core/tenancy.ts';
import { uneAssemblee, uneInstance, unPoint } from './builders.ts';
import { PointId, type Point, type ReglesFigees } from './model.ts';
import { compterPoint, suiteDeLElection } from './rules.ts';
import { presenterAssemblee, type VuePoint } from './view.ts';

const [PRUNE, OCTAVE] = ['Prune Supposée', 'Octave Factice'] as const;
const MOI = PersonneId.parse('0198f000-0000-7000-8000-00000e010001');

const POINTS = ['0198f000-0000-7000-8000-00000c010002', '0198f000-0000-7000-8000-00000c010003', '0198f000-0000-7000-8000-00000c010004'].map((id) => PointId.parse(id));

/** An assembly whose electors all came, and an election counted to the last of these urns, each vote proposed by the one before. */
function tenir(tours: 1 | 2, plus: NonNullable<ReglesFigees['instance']['regles']['election']>, avec: Partial<Point>, urnes: readonly Point['bulletins'][]): { points: readonly VuePoint[]; titres: readonly string[]; elus: readonly string[] | undefined } {
  const instance = uneInstance({}, { quorum: 'aucun', election: { tours, premierTour: { majorite: tours === 1 ? 'relative' : 'absolue', base: 'exprimes' }, secondTour: { majorite: 'relative', candidats: 'restants' }, nomsParBulletin: 'sieges', egalite: ['nouveau_tour'], ...plus } });
  const vide = uneAssemblee({ statut: 'ouverte', regles: { colleges: [], instance, signataires: [], aDistance: false }, points: [] });
  const a = { ...vide, presents: vide.electeurs.map((e) => ({ electeur: e.id, moyen: 'tape' as const })) };
  const points: Point[] = [];
  for (const [i, bulletins] of urnes.entries()) {
    const avant = points.at(-1);
    const suite = avant ? suiteDeLElection({ points }, avant) : { titre: 'Élire', candidats: [PRUNE, OCTAVE], ...avec };
    if (!suite) throw new Error('nothing follows');
    const point = unPoint({ genre: 'election', forme: 'secret', ...suite, id: POINTS[i] ?? unPoint().id, ordre: i + 1, statut: 'clos', bulletins });
    const compte = compterPoint({ ...a, points: [...points, point] }, point);
    if (!compte.ok) throw new Error(JSON.stringify(compte.refus));
    points.push({ ...point, resultat: compte.valeur });
  }
  const vue = presenterAssemblee({ assemblee: { ...a, points }, base: '', fuseau: 'Europe/Paris', qui: { personneId: MOI, nom: '', roles: ['coordination'] } });
  return { points: vue.points, titres: points.map((p) => p.titre), elus: points.at(-1)?.resultat?.election?.elus };
}
const pour = (candidat: string, nombre: number) => ({ candidats: [candidat], nombre });

describe('ce qui suit une élection qui ne tranche pas', () => {
  test('à égalité : un vote qui départage ; s’il laisse l’égalité, un autre, qui porte son numéro', () => {
    expect(tenir(1, {}, {}, [[pour(PRUNE, 2), pour(OCTAVE, 2)]]).points.map((p) => p.suite)).toEqual(['Préparer le vote qui départage']);
    const trois = tenir(1, {}, {}, [[pour(PRUNE, 2), pour(OCTAVE, 2)], [pour(PRUNE, 1), pour(OCTAVE, 1)], [pour(PRUNE, 1), pour(OCTAVE, 3)]]);
    expect(trois.titres).toEqual(['Élire', 'Départager : Élire', 'Départager, vote n° 2 : Élire']);
    expect(trois.points.map((p) => [p.suite, p.issue])).toEqual([[undefined, 'Égalité à départager'], [undefined, 'Égalité à départager'], [undefined, 'Sièges pourvus']]);
    expect(trois.elus).toEqual([OCTAVE]);
  });

  test('sans majorité absolue : un second tour, puis un départage, tous comptés avec le premier', () => {
    expect(tenir(2, {}, {}, [[pour(PRUNE, 2), pour(OCTAVE, 2)]]).points.map((p) => p.suite)).toEqual(['Préparer le second tour']);
    const trois = tenir(2, {}, {}, [[pour(PRUNE, 2), pour(OCTAVE, 2)], [pour(PRUNE, 3), pour(OCTAVE, 3)], [pour(PRUNE, 4), pour(OCTAVE, 1)]]);
    expect([trois.titres[1], trois.titres[2], trois.elus]).toEqual(['Second tour : Élire', 'Départager : Élire', [PRUNE]]);
  });

  test('la parité se compte avec qui est déjà élu, et le départage ne porte que le siège qui attend', () => {
    const candidats = [`${PRUNE} ; F`, `${OCTAVE} ; H`, 'Basile Inventé ; H'];
    const parite = tenir(1, { parite: { ecart: 0 }, siegesSansCandidat: 'vacants' }, { sieges: 2, candidats }, [[pour(OCTAVE, 2), pour('Basile Inventé', 2), pour(PRUNE, 1)], [pour('Basile Inventé', 3)]]);
    expect([parite.points[1]?.candidats, parite.points[1]?.point.sieges, parite.elus]).toEqual([[OCTAVE, 'Basile Inventé'], 1, ['Basile Inventé', PRUNE]]);
  });
});
