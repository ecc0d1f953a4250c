import { describe, expect, test } from 'vitest';
import { PersonneId } from '#core/tenancy.ts';
import { uneAssemblee, uneInstance, unPoint } from './builders.ts';
import { bilanDuVote } from './labels.ts';
import { PointId, type Point, type ReglesFigees } from './model.ts';
import { compterPoint, suiteDeLElection } from './rules.ts';
import { lettreDeConvocation, presenterAssemblee, redigerFeuille, type VuePoint } from './view.ts';

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

describe('ce qu’un vote a donné, en chiffres et en noms', () => {
  test('une résolution : les voix, et ce qui n’est ni pour ni contre s’il y en a', () => {
    const voter = (bulletins: Point['bulletins']): string => {
      const a = uneAssemblee({ statut: 'ouverte', points: [unPoint({ statut: 'clos', bulletins })] });
      const presents = a.electeurs.map((e) => ({ electeur: e.id, moyen: 'tape' as const }));
      const compte = compterPoint({ ...a, presents }, a.points[0] ?? unPoint());
      if (!compte.ok) throw new Error(JSON.stringify(compte.refus));
      return bilanDuVote(compte.valeur);
    };
    expect(voter([{ choix: 'pour', nombre: 4 }, { choix: 'contre', nombre: 1 }])).toBe('4 pour, 1 contre.');
    expect(voter([{ choix: 'pour', nombre: 2 }, { choix: 'abstention', nombre: 1 }, { choix: 'blanc', nombre: 2 }])).toBe('2 pour, 0 contre, 1 abstention, 2 blancs.');
  });

  test('une élection : qui est élu et avec combien de voix, qui se maintient, qui reste à égalité', () => {
    const bilans = (...x: Parameters<typeof tenir>) => tenir(...x).points.map((p) => p.bilan?.replaceAll('\u00a0', ' '));
    expect(bilans(1, {}, {}, [[pour(PRUNE, 2), pour(OCTAVE, 2)], [pour(PRUNE, 1), pour(OCTAVE, 3)]])).toEqual([`À égalité : ${OCTAVE} et ${PRUNE}.`, `Élu : ${OCTAVE} (2 voix).`]);
    expect(bilans(2, {}, {}, [[pour(PRUNE, 2), pour(OCTAVE, 2)]])).toEqual([`Au second tour : ${OCTAVE} et ${PRUNE}.`]);
    expect(bilans(1, {}, { sieges: 2 }, [[{ candidats: [PRUNE, OCTAVE], nombre: 3 }, pour(PRUNE, 2)]])).toEqual([`Élus : ${PRUNE} (5 voix) et ${OCTAVE} (3 voix).`]);
  });
});

describe('la convocation', () => {
  const lettre = (procurations: 'interdites' | { maximum: number }) => {
    const a = uneAssemblee({ points: [unPoint(), unPoint({ ordre: 2, titre: 'Bilan', genre: 'information' })] });
    return lettreDeConvocation(a, { nom: 'Prune', cpts: 'CPTS d’Exemple', lien: 'https://exemple.invalid', regles: { colleges: [], instance: uneInstance({}, { procurations }), signataires: [], aDistance: false } });
  };
  test('le jour avec son année, le lieu, et comment on vote chaque point', () => {
    const sections = lettre({ maximum: 2 }).sections.map((s) => s.lignes.map((l) => [l.texte, l.detail].join(' | ').replaceAll('\u00a0', ' ')));
    expect(sections).toEqual([['Jeudi 10 décembre 2026, à 19 h 30 | ', 'Salle des fêtes | '], ['Approuver le budget | Vote à main levée', 'Bilan | Information, sans vote']]);
  });
  test('une procuration n’est proposée que si les statuts l’admettent', () => {
    const dit = (p: Parameters<typeof lettre>[0]): string => lettre(p).paragraphes.join(' ');
    expect(dit({ maximum: 2 })).toContain('donnez procuration');
    for (const p of ['interdites', { maximum: 0 }] as const) expect(dit(p)).toContain('Vos statuts n’admettent pas de procuration.');
  });
});

test('la feuille de présence nomme les collèges, dit qui est représenté, et laisse la place de signer', () => {
  const a = uneAssemblee();
  const [un, deux] = a.electeurs;
  if (!un || !deux) throw new Error('two electors');
  const feuille = redigerFeuille({ ...a, electeurs: [{ ...un, college: 'usagers' }, deux], procurations: [{ mandant: deux.id, mandataire: un.id, recueLe: new Date('2026-11-21T08:00:00Z') }] }, { cpts: 'CPTS d’Exemple', date: '', registre: [{ code: 'usagers', nom: 'Habitants et usagers' }] });
  expect(feuille.blocs).toMatchObject([{ aSigner: true, lignes: [[un.nom, 'Habitants et usagers', '', ''], [deux.nom, '', un.nom, '']] }]);
});
