import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { depouiller } from './depouiller.ts';
import { phraseRefusScrutin } from './phrases.ts';
import type { RefusScrutin } from './refus.ts';
import type { Depouillement } from './resultat.ts';
import { type Candidat, Scrutin, type ScrutinEcrit } from './scrutin.ts';

type Election = Extract<ScrutinEcrit['vote'], { type: 'election' }>;
type Regles = NonNullable<ScrutinEcrit['statuts']['instances'][number]['election']>;
const RELATIVE: Regles = { premierTour: { majorite: 'relative' } };

/** `{ A: 3 }`: three ballots with the name of A alone; `'A+B'` carries two names. */
const urne = (voix: Record<string, number>) => ({ bulletins: Object.entries(voix).map(([noms, nombre]) => ({ candidats: noms === '' ? [] : noms.split('+'), nombre })) });

type Cas = { regles: Regles; sieges?: Election['sieges']; candidats: readonly (Partial<Candidat> & { id: string })[]; tours: readonly Record<string, number>[]; graine?: string };
function elire({ regles, sieges = 1, candidats, tours, graine }: Cas): ReturnType<typeof depouiller> {
  const membres = Array.from({ length: 20 }, (_, i) => ({ id: `m${i}` }));
  return depouiller(Scrutin.parse({ statuts: { colleges: [{ code: 'a' }, { code: 'b' }], instances: [{ code: 'ag', voix: { mode: 'par_membre' }, quorum: 'aucun', election: regles }] }, instance: 'ag', membres, presences: membres.map((m) => m.id), vote: { type: 'election', sieges, candidats, tours: tours.map(urne), ...(graine === undefined ? {} : { graine }) } }));
}
function valeur(cas: Cas): Depouillement {
  const issue = elire(cas);
  if (!issue.ok) throw new Error(phraseRefusScrutin(issue.refus));
  return issue.valeur;
}
function refus(cas: Cas): RefusScrutin {
  const issue = elire(cas);
  if (issue.ok) throw new Error('Pas de refus');
  return issue.refus;
}
const ids = (...n: string[]) => n.map((id) => ({ id }));

describe('un tour, majorité relative', () => {
  test('les mieux placés ; personne avec zéro voix', () => expect(valeur({ regles: RELATIVE, sieges: 3, candidats: ids('A', 'B', 'C'), tours: [{ A: 5, B: 2 }] })).toMatchObject({ issue: 'pourvue_en_partie', election: { elus: ['A', 'B'], vacants: 1 } }));
  test('une égalité qui ne décide d’aucun siège ne demande rien', () => expect(valeur({ regles: RELATIVE, sieges: 2, candidats: ids('A', 'B', 'C'), tours: [{ A: 5, B: 5, C: 1 }] }).election?.elus).toEqual(['A', 'B']));
  test('une égalité qui en décide demande sa règle', () => expect(refus({ regles: RELATIVE, candidats: ids('A', 'B'), tours: [{ A: 5, B: 5 }] })).toMatchObject({ code: 'regle_absente', regle: 'election.egalite' }));
  test.each([['doyen' as const, 'A'], ['benjamin' as const, 'B']])('%s', (regle, elu) => {
    const candidats = [{ id: 'A', naissance: '1960-05-01' }, { id: 'B', naissance: '1980-05-01' }];
    expect(valeur({ regles: { ...RELATIVE, egalite: [regle] }, candidats, tours: [{ A: 5, B: 5 }] }).election?.elus).toEqual([elu]);
    expect(refus({ regles: { ...RELATIVE, egalite: [regle] }, candidats: ids('A', 'B'), tours: [{ A: 5, B: 5 }] })).toMatchObject({ code: 'fait_absent', fait: 'candidats.A.naissance' });
    expect(() => elire({ regles: RELATIVE, candidats: [{ id: 'A', naissance: '1960-02-31' }], tours: [{ A: 1 }] })).toThrow('jour');
    expect(refus({ regles: { ...RELATIVE, egalite: [regle] }, candidats: candidats.map((c) => ({ ...c, naissance: '1960-05-01' })), tours: [{ A: 5, B: 5 }] })).toMatchObject({ regle: 'election.egalite' });
  });
  // printf '%s' graine:A | sha256sum → 1c18…, graine:B → 07d3…: B comes first.
  test('le sort suit une graine publiée, et la demande', () => {
    const cas: Cas = { regles: { ...RELATIVE, egalite: ['sort'] }, candidats: ids('A', 'B'), tours: [{ A: 5, B: 5 }] };
    expect(refus(cas)).toMatchObject({ fait: 'vote.graine' });
    expect(valeur({ ...cas, graine: 'graine' }).election?.elus).toEqual(['B']);
  });
  test('un nouveau tour laisse le siège en attente', () => expect(valeur({ regles: { ...RELATIVE, egalite: ['nouveau_tour'] }, sieges: 2, candidats: ids('A', 'B', 'C'), tours: [{ A: 6, B: 5, C: 5 }] })).toMatchObject({ issue: 'egalite_a_departager', election: { elus: ['A'], groupes: [{ nouveauTour: { candidats: ['B', 'C'], sieges: 1 } }] } }));
});

describe('bulletins', () => {
  test('trop de noms : nul, si les statuts le disent', () => {
    const cas: Cas = { regles: RELATIVE, candidats: ids('A', 'B'), tours: [{ 'A+B': 3, A: 1 }] };
    expect(refus(cas)).toMatchObject({ regle: 'election.nomsParBulletin' });
    expect(valeur({ ...cas, regles: { ...RELATIVE, nomsParBulletin: 'sieges' } }).election?.groupes[0]?.tours[0]?.bulletins).toMatchObject({ valables: 1, nuls: 3 });
  });
  test('une liste vide est un blanc, un nom répété compte une fois', () => expect(valeur({ regles: RELATIVE, candidats: ids('A'), tours: [{ '': 2, 'A+A': 1 }] }).election?.groupes[0]?.tours[0]).toMatchObject({ bulletins: { blancs: 2, valables: 1 }, candidats: [{ id: 'A', voix: '1' }] }));
  test('un candidat inconnu est une erreur d’entrée', () => expect(refus({ regles: RELATIVE, candidats: ids('A'), tours: [{ Z: 1 }] })).toMatchObject({ code: 'inconnu', id: 'Z' }));
});

describe('deux tours', () => {
  const regles: Regles = { tours: 2, premierTour: { majorite: 'absolue', base: 'exprimes' }, secondTour: { majorite: 'relative', candidats: 'en_tete', parSiege: 2 } };
  test.each([[5, 'second_tour_requis'], [6, 'pourvue']])('%i voix sur dix exprimées → %s', (n, issue) => expect(valeur({ regles, candidats: ids('A', 'B'), tours: [{ A: n, B: 10 - n }] }).issue).toBe(issue));
  test('les deux premiers se maintiennent, et les ex æquo à la limite', () => {
    expect(valeur({ regles, candidats: ids('A', 'B', 'C', 'D'), tours: [{ A: 4, B: 3, C: 2, D: 1 }] }).election?.groupes[0]?.secondTour?.candidats).toEqual(['A', 'B']);
    expect(valeur({ regles, candidats: ids('A', 'B', 'C', 'D'), tours: [{ A: 4, B: 2, C: 2, D: 1 }] }).election?.groupes[0]?.secondTour?.candidats).toEqual(['A', 'B', 'C']);
  });
  test('au second, la majorité relative suffit ; un nom qui ne s’est pas maintenu rend nul', () => expect(valeur({ regles, candidats: ids('A', 'B', 'C', 'D'), tours: [{ A: 4, B: 3, C: 2, D: 1 }, { A: 2, B: 3, D: 4 }] })).toMatchObject({ issue: 'pourvue', election: { elus: ['B'], groupes: [{ tours: [{}, { bulletins: { nuls: 4 } }] }] } }));
  test.each([[11, 'pourvue', ['A'], 0], [10, 'sans_elu', [], 1], [9, 'sans_elu', [], 1]] as const)('un seul candidat, second tour à la majorité absolue des présents : %i voix sur vingt → %s', (n, issue, elus, vacants) => {
    const absolue: Regles = { tours: 2, premierTour: { majorite: 'absolue', base: 'presents' }, secondTour: { majorite: 'absolue', base: 'presents', candidats: 'restants' } };
    expect(valeur({ regles: absolue, candidats: ids('A'), tours: [{ A: 10 }] })).toMatchObject({ issue: 'second_tour_requis', election: { groupes: [{ secondTour: { candidats: ['A'], sieges: 1 } }] } });
    expect(valeur({ regles: absolue, candidats: ids('A'), tours: [{ A: 10 }, { A: n }] })).toMatchObject({ issue, election: { elus, vacants } });
  });
  test('un second tour quand le premier a suffi est refusé', () => expect(refus({ regles, candidats: ids('A', 'B'), tours: [{ A: 6, B: 1 }, { B: 9 }] }).code).toBe('second_tour_sans_objet'));
});

test('des sièges pour un collège que les statuts ne créent pas, ou deux fois le même collège : refus', () => {
  const candidats = [{ id: 'A', college: 'a' }];
  const regles: Regles = { ...RELATIVE, electeurs: 'tous' };
  expect(refus({ regles, candidats: [{ id: 'A', college: 'z' }], sieges: [{ college: 'z', sieges: 1 }], tours: [{ A: 1 }] })).toMatchObject({ code: 'inconnu', id: 'z' });
  expect(refus({ regles, candidats, sieges: [{ college: 'a', sieges: 1 }, { college: 'a', sieges: 2 }], tours: [{ A: 1 }] })).toMatchObject({ code: 'doublon', id: 'a' });
});

test('300 candidats, 200 sièges, la parité dans deux collèges : le compte aboutit', () => {
  const candidats = Array.from({ length: 300 }, (_, i) => ({ id: `c${i}`, college: i % 2 ? 'a' : 'b', genre: (['F', 'H', 'N'] as const)[i % 3] ?? 'N' }));
  const d = valeur({ regles: { ...RELATIVE, nomsParBulletin: 'sieges', electeurs: 'tous', parite: { ecart: 0 }, siegesSansCandidat: 'vacants', egalite: ['sort'] }, sieges: [{ college: 'a', sieges: 100 }, { college: 'b', sieges: 100 }], candidats, tours: [Object.fromEntries(Array.from({ length: 10 }, (_, i) => [candidats.slice(i * 15, i * 15 + 160).map((c) => c.id).join('+'), 2]))], graine: 'g' });
  expect(d.election?.elus.length).toBe(200);
});

describe('sièges par collège et parité', () => {
  const candidats = [{ id: 'A', college: 'a', genre: 'H' as const }, { id: 'B', college: 'a', genre: 'H' as const }, { id: 'C', college: 'a', genre: 'F' as const }, { id: 'D', college: 'b', genre: 'H' as const }];
  const tours = [{ A: 6, B: 5, C: 4, D: 1 }];
  test('deux sièges de a, un de b : le dernier de b passe devant le troisième de a', () => expect(valeur({ regles: { ...RELATIVE, electeurs: 'tous', siegesSansCandidat: 'vacants' }, sieges: [{ college: 'a', sieges: 2 }, { college: 'b', sieges: 1 }], candidats, tours }).election?.elus).toEqual(['A', 'B', 'D']));
  test('parité à un près sur deux sièges : la seule femme passe devant le deuxième homme quand l’écart est nul', () => {
    expect(valeur({ regles: { ...RELATIVE, parite: { ecart: 0 }, siegesSansCandidat: 'vacants' }, sieges: 2, candidats, tours }).election?.elus).toEqual(['A', 'C']);
    expect(valeur({ regles: { ...RELATIVE, parite: { ecart: 2 } }, sieges: 2, candidats, tours }).election?.elus).toEqual(['A', 'B']);
  });
  test('à égalité, qui siège quoi qu’il arrive n’attend pas le départage des autres', () => {
    const regles: Regles = { ...RELATIVE, electeurs: 'tous', egalite: ['nouveau_tour'], nomsParBulletin: 3 };
    const deB = { id: 'E', college: 'b', genre: 'F' as const };
    expect(valeur({ regles, sieges: [{ college: 'a', sieges: 1 }, { college: 'b', sieges: 1 }], candidats: [candidats[0] ?? deB, candidats[3] ?? deB, deB], tours: [{ 'A+D+E': 3 }] }).election).toMatchObject({ elus: ['A'], groupes: [{ nouveauTour: { candidats: ['D', 'E'], sieges: 1 } }] });
    // Another college does not wait for the new vote of the first.
    expect(valeur({ regles, sieges: [{ college: 'a', sieges: 1 }, { college: 'b', sieges: 1 }], candidats: [candidats[0] ?? deB, candidats[1] ?? deB, deB], tours: [{ 'A+B': 3, E: 1 }] }).election).toMatchObject({ elus: ['E'], groupes: [{ nouveauTour: { candidats: ['A', 'B'], sieges: 1 } }] });
    // Two seats, no gap allowed: the only woman is in every set; only the two men are to be told apart.
    expect(valeur({ regles: { ...RELATIVE, egalite: ['nouveau_tour'], nomsParBulletin: 3, parite: { ecart: 0 } }, sieges: 2, candidats: candidats.slice(0, 3), tours: [{ 'A+B+C': 3 }] }).election).toMatchObject({ elus: ['C'], groupes: [{ nouveauTour: { candidats: ['A', 'B'], sieges: 1 } }] });
  });
  test('un siège que la parité empêche de pourvoir : vacant, ouvert, ou demandé', () => {
    const cas = (siegesSansCandidat?: 'vacants' | 'ouverts'): Cas => ({ regles: { ...RELATIVE, parite: { ecart: 0 }, ...(siegesSansCandidat ? { siegesSansCandidat } : {}) }, sieges: 4, candidats, tours });
    expect(refus(cas())).toMatchObject({ regle: 'election.siegesSansCandidat' });
    expect(valeur(cas('vacants')).election).toMatchObject({ elus: ['A', 'C'], vacants: 2 });
    expect(valeur(cas('ouverts')).election).toMatchObject({ elus: ['A', 'B', 'C', 'D'], vacants: 0 });
  });
});

describe('chaque collège élit les siens : un second tour dans l’un', () => {
  const regles: Regles = { electeurs: 'college', nomsParBulletin: 'sieges', tours: 2, premierTour: { majorite: 'absolue', base: 'exprimes' }, secondTour: { majorite: 'relative', candidats: 'restants' } };
  const procurations = { maximum: 1, memeCollege: false, auDela: 'premieres', plusieursMandataires: 'derniere' } as const;
  type Votes = Record<string, readonly string[]>;
  /** m1 of b stays at home, m3 of a carries their voice; m2 of b is there. Each ballot is signed: that of m3 counts in both colleges. */
  const deuxTours = (candidats: Election['candidats'], tours: readonly Votes[]) =>
    depouiller(Scrutin.parse({
      statuts: { colleges: [{ code: 'a' }, { code: 'b' }], instances: [{ code: 'ag', voix: { mode: 'par_membre' }, quorum: 'aucun', blancs: 'non_exprimes', procurations, election: regles }] }, instance: 'ag',
      membres: [{ id: 'm1', college: 'b' }, { id: 'm2', college: 'b' }, { id: 'm3', college: 'a' }], presences: ['m2', 'm3'], procurations: [{ de: 'm1', a: 'm3' }],
      vote: { type: 'election', sieges: [{ college: 'a', sieges: 1 }, { college: 'b', sieges: 1 }], candidats, tours: tours.map((t) => ({ bulletins: Object.entries(t).map(([membre, noms]) => ({ membre, candidats: [...noms] })) })) },
    }));

  test('un collège sans candidat n’empêche pas le second tour de l’autre, même si une procuration le fait voter', () => {
    expect(deuxTours([{ id: 'c0', college: 'a' }], [{ m3: [] }, { m3: [] }])).toMatchObject({ ok: true, valeur: { issue: 'sans_elu', election: { vacants: 2, groupes: [{ college: 'a', tours: [{}, {}] }, { college: 'b', tours: [{}] }] } } });
  });
  test('un collège déjà pourvu non plus', () => {
    const issue = deuxTours([{ id: 'c0', college: 'a' }, { id: 'c1', college: 'b' }], [{ m2: ['c1'], m3: [] }, { m3: ['c0'] }]);
    expect(issue).toMatchObject({ ok: true, valeur: { issue: 'pourvue', election: { elus: ['c0', 'c1'], groupes: [{ college: 'a', elus: [{ id: 'c0', tour: 2 }] }, { college: 'b', elus: [{ id: 'c1', tour: 1 }] }] } } });
  });
  test('quand aucun collège ne l’appelle, le second tour est refusé', () => {
    expect(deuxTours([{ id: 'c1', college: 'b' }], [{ m2: ['c1'] }, { m2: ['c1'] }])).toMatchObject({ ok: false, refus: { code: 'second_tour_sans_objet' } });
  });
});

describe('des gens arrivent et partent entre deux votes', () => {
  const membres = Array.from({ length: 8 }, (_, i) => ({ id: `m${i}` }));
  const tous = membres.map((m) => m.id);
  const compter = (vote: Pick<Election, 'tours' | 'sieges'>, presences: readonly string[], procurations: ScrutinEcrit['procurations'] = []) =>
    depouiller(Scrutin.parse({
      statuts: { instances: [{ code: 'ag', voix: { mode: 'par_membre' }, quorum: 'aucun', procurations: { maximum: 1 }, election: { tours: 2, premierTour: { majorite: 'absolue', base: 'presents' }, secondTour: { majorite: 'relative', candidats: 'restants' }, nomsParBulletin: 'sieges', egalite: ['nouveau_tour'], siegesSansCandidat: 'vacants' } }] },
      instance: 'ag', membres, presences: [...presences], procurations, vote: { type: 'election', candidats: [{ id: 'A' }, { id: 'B' }, { id: 'C' }], ...vote },
    }));
  const groupe = (issue: ReturnType<typeof compter>) => { if (!issue.ok || !issue.valeur.election) throw new Error(JSON.stringify(issue)); return issue.valeur.election.groupes[0]; };
  const premier = { bulletins: [{ candidats: ['A'], nombre: 3 }, { candidats: ['B'] }, { candidats: ['C'] }], presences: tous.slice(0, 5) };
  const second = { bulletins: [{ candidats: ['B'], nombre: 2 }, { candidats: ['C'] }] };

  test('deux sont partis : le premier tour tient, la majorité des cinq présents d’alors', () => {
    const g = groupe(compter({ sieges: 2, tours: [premier, second] }, tous.slice(0, 3)));
    expect([g?.elus.map((e) => [e.id, e.tour]), g?.tours.map((t) => [t.voixDeLaBase, t.bulletins.sansVote])]).toEqual([[['A', 1], ['B', 2]], [['5', 0], [null, 0]]]);
  });
  test('sans leurs présences d’alors, leurs bulletins sont en trop', () => {
    expect(compter({ sieges: 2, tours: [{ bulletins: premier.bulletins }, second] }, tous.slice(0, 3))).toMatchObject({ ok: false, refus: { code: 'bulletins_en_trop', bulletins: 5, votants: 3 } });
  });
  test('trois sont arrivés : ils ne défont pas une élection acquise', () => {
    const g = groupe(compter({ sieges: 2, tours: [premier, { bulletins: [{ candidats: ['C'], nombre: 8 }] }] }, tous));
    expect(g?.elus.map((e) => [e.id, e.tour])).toEqual([['A', 1], ['C', 2]]);
  });
  test('qui part en laissant son pouvoir vote encore, et le tour d’avant garde les siens', () => {
    const issue = compter({ sieges: 2, tours: [{ ...premier, procurations: [] }, { bulletins: [{ candidats: ['B'], nombre: 4 }] }] }, tous.slice(0, 3), [{ de: 'm3', a: 'm0' }]);
    expect([groupe(issue)?.elus.map((e) => e.id), issue.ok && issue.valeur.corps]).toMatchObject([['A', 'B'], { presences: ['m0', 'm1', 'm2'], votants: 4 }]);
  });
  test('le vote qui départage se compte avec ceux qui y sont', () => {
    const partages = { bulletins: [{ candidats: ['B'], nombre: 2 }, { candidats: ['C'], nombre: 2 }], presences: tous.slice(0, 4), departages: [{ bulletins: [{ candidats: ['C'], nombre: 2 }] }] };
    expect(groupe(compter({ sieges: 2, tours: [premier, partages] }, tous.slice(0, 2)))?.elus.map((e) => e.id)).toEqual(['A', 'C']);
  });
  test('quelles que soient les allées et venues, le premier tour se compte comme s’il avait été seul', () => {
    const bulletins = fc.array(fc.constantFrom<readonly string[]>([], ['A'], ['B'], ['C'], ['A', 'B'], ['B', 'C']), { maxLength: 8 }).map((l) => l.map((candidats) => ({ candidats: [...candidats] })));
    let suivis = 0;
    fc.assert(fc.property(fc.subarray(tous), fc.subarray(tous), bulletins, bulletins, fc.integer({ min: 1, max: 3 }), (avant, apres, un, deux, sieges) => {
      const seul = compter({ sieges, tours: [{ bulletins: un.slice(0, avant.length) }] }, avant);
      const suivi = compter({ sieges, tours: [{ bulletins: un.slice(0, avant.length), presences: avant }, { bulletins: deux.slice(0, apres.length) }] }, apres);
      if (!suivi.ok) {
        expect(['second_tour_sans_objet', 'departage_attendu']).toContain(suivi.refus.code);
        return;
      }
      suivis++;
      expect(groupe(suivi)?.tours[0]).toEqual(groupe(seul)?.tours[0]);
      expect(groupe(suivi)?.elus.filter((e) => e.tour === 1)).toEqual(groupe(seul)?.elus);
    }), { numRuns: 2000 });
    expect(suivis).toBeGreaterThan(300);
  });
});
