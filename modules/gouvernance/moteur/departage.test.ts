import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { depouiller } from './depouiller.ts';
import { Scrutin, type ScrutinEcrit } from './scrutin.ts';

/*
 * An independent reference for ties that a new vote decides: every outcome of that vote is tried. In each, the elected are the largest set
 * within the seats of colleges and the gap, that comes first in the order of voices. Who is elected in all of them is elected whatever it says.
 */
type C = { readonly id: string; readonly genre: 'F' | 'H' | 'N'; readonly college: 'a' | 'b'; readonly voix: number };
/** Seats in all, or of each college; the gap between women and men, or none asked. */
type Cadre = { readonly sieges: number | { readonly a: number; readonly b: number }; readonly ecart: number | undefined };

const ordres = <T>(l: readonly T[]): T[][] => (l.length <= 1 ? [[...l]] : l.flatMap((x, i) => ordres(l.toSpliced(i, 1)).map((suite) => [x, ...suite])));
const tousLesOrdres = (candidats: readonly C[]): C[][] =>
  [...Map.groupBy(candidats, (c) => c.voix)].toSorted(([a], [b]) => b - a).map(([, g]) => ordres(g)).reduce<C[][]>((debuts, suites) => debuts.flatMap((d) => suites.map((x) => [...d, ...x])), [[]]);

const tiennent = (pris: readonly C[], { sieges, ecart }: Cadre): boolean => {
  const nombre = (garder: (c: C) => boolean): number => pris.filter(garder).length;
  const places = typeof sieges === 'number' ? pris.length <= sieges : nombre((c) => c.college === 'a') <= sieges.a && nombre((c) => c.college === 'b') <= sieges.b;
  return places && (ecart === undefined || Math.abs(nombre((c) => c.genre === 'F') - nombre((c) => c.genre === 'H')) <= ecart);
};

function elusSelon(ordre: readonly C[], cadre: Cadre): string[] {
  let meilleur: C[] | undefined;
  // Subsets counted down from the full one: the first of a size is the first in the order of voices.
  for (let masque = 2 ** ordre.length - 1; masque >= 0; masque--) {
    const pris = ordre.filter((_, i) => Math.floor(masque / 2 ** (ordre.length - 1 - i)) % 2 === 1);
    if (pris.length > (meilleur?.length ?? -1) && tiennent(pris, cadre)) meilleur = pris;
  }
  return (meilleur ?? []).map((c) => c.id);
}

function compter(candidats: readonly Omit<C, 'college'>[], { sieges, ecart }: Cadre) {
  const membres = Array.from({ length: 40 }, (_, i) => ({ id: `m${i}` }));
  const issue = depouiller(Scrutin.parse({
    statuts: { colleges: [{ code: 'a' }, { code: 'b' }], instances: [{ code: 'ag', voix: { mode: 'par_membre' }, quorum: 'aucun', election: { premierTour: { majorite: 'relative' }, electeurs: 'tous', ...(ecart === undefined ? {} : { parite: { ecart } }), egalite: ['nouveau_tour'], siegesSansCandidat: 'vacants', nomsParBulletin: 'sieges' } }] }, instance: 'ag',
    membres, presences: membres.map((m) => m.id), vote: { type: 'election', sieges: typeof sieges === 'number' ? sieges : Object.entries(sieges).map(([college, n]) => ({ college, sieges: n })), candidats: candidats.map(({ voix: _, ...c }) => c), tours: [{ bulletins: candidats.map((c) => ({ candidats: [c.id], nombre: c.voix })) }] },
  }));
  const election = issue.ok ? issue.valeur.election : undefined;
  if (!election) throw new Error(JSON.stringify(issue));
  return { elus: election.elus, nouveauTour: election.groupes[0]?.nouveauTour ?? null };
}

const unCandidat = fc.record({ genre: fc.constantFrom('F' as const, 'H' as const, 'N' as const), college: fc.constantFrom('a' as const, 'b' as const), voix: fc.integer({ min: 1, max: 4 }) });
const unCadre = fc.record({ sieges: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.record({ a: fc.integer({ min: 1, max: 2 }), b: fc.integer({ min: 1, max: 2 }) })), ecart: fc.constantFrom(undefined, 0, 1, 2) });

test('un nouveau vote : qui est élu l’est quel que soit ce vote, et personne n’attend pour rien sans parité, ou quand les ex æquo se valent', () => {
  const vus = { attentes: 0, semblables: 0, sansParite: 0 };
  fc.assert(fc.property(fc.array(unCandidat, { minLength: 1, maxLength: 6 }), unCadre, (tires, cadre) => {
    const candidats = tires.map((c, i): C => ({ id: `c${i}`, ...c }));
    const mondes = tousLesOrdres(candidats).map((o) => elusSelon(o, cadre));
    const toujours = candidats.map((c) => c.id).filter((id) => mondes.every((m) => m.includes(id)));
    const { elus, nouveauTour } = compter(candidats, cadre);
    const dit = JSON.stringify({ candidats, cadre });
    expect(elus.filter((id) => !toujours.includes(id)), dit).toEqual([]);
    const attend = toujours.length < (mondes[0]?.length ?? 0);
    if (attend) vus.attentes++;
    // Nothing waits when every outcome elects the same people.
    else expect([elus, nouveauTour], dit).toEqual([toujours, null]);
    const seValent = [...Map.groupBy(candidats, (c) => c.voix).values()].every((g) => new Set(g.map((c) => `${c.genre} ${c.college}`)).size === 1);
    if (cadre.ecart !== undefined && !seValent) return;
    if (attend) vus[cadre.ecart === undefined ? 'sansParite' : 'semblables']++;
    expect(elus, dit).toEqual(toujours);
  }), { numRuns: 4000 });
  expect(Math.min(...Object.values(vus)), JSON.stringify(vus)).toBeGreaterThan(20);
});

test('deux femmes à égalité pour un siège : l’homme qui les suit n’attend pas leur vote', () => {
  const trois = [{ id: 'A', genre: 'F' as const, voix: 5 }, { id: 'B', genre: 'F' as const, voix: 5 }, { id: 'C', genre: 'H' as const, voix: 4 }];
  expect(compter(trois, { sieges: 2, ecart: 0 })).toEqual({ elus: ['C'], nouveauTour: { candidats: ['A', 'B'], sieges: 1 } });
});

test('à égalité entre une femme et qui ne le dit pas, la suite dépend du vote : elle attend', () => {
  const quatre = [{ id: 'A', genre: 'F' as const, voix: 5 }, { id: 'B', genre: 'N' as const, voix: 5 }, { id: 'C', genre: 'H' as const, voix: 4 }, { id: 'D', genre: 'N' as const, voix: 3 }];
  expect(compter(quatre, { sieges: 2, ecart: 0 })).toEqual({ elus: [], nouveauTour: { candidats: ['A', 'B'], sieges: 1 } });
});

type Regles = NonNullable<ScrutinEcrit['statuts']['instances'][number]['election']>;
type Vote = Extract<ScrutinEcrit['vote'], { type: 'election' }>;
/** `{ A: 3 }`: three ballots with the name of A alone. */
type Voix = Readonly<Record<string, number>>;
type Tour = { readonly voix: Voix; readonly departages?: readonly Voix[] };

/** Twelve voters in one hall; with colleges, six in each, and ballots that say which by their candidate. */
function elire({ regles, sieges = 1, candidats, tours }: { regles: Regles; sieges?: Vote['sieges']; candidats: Vote['candidats']; tours: readonly Tour[] }) {
  const membres = Array.from({ length: 12 }, (_, i) => ({ id: `m${i}`, college: i < 6 ? 'a' : 'b' }));
  const parCollege = regles.electeurs === 'college';
  const urne = (voix: Voix) => ({ bulletins: Object.entries(voix).map(([id, nombre]) => ({ candidats: [id], nombre, ...(parCollege ? { college: candidats.find((c) => c.id === id)?.college } : {}) })) });
  return depouiller(Scrutin.parse({
    statuts: { colleges: [{ code: 'a' }, { code: 'b' }], instances: [{ code: 'ag', voix: { mode: 'par_membre' }, quorum: 'aucun', election: { egalite: ['nouveau_tour'], nomsParBulletin: 'sieges', siegesSansCandidat: 'vacants', ...regles } }] }, instance: 'ag',
    membres, presences: membres.map((m) => m.id), vote: { type: 'election', sieges, candidats, tours: tours.map((t) => ({ ...urne(t.voix), departages: (t.departages ?? []).map(urne) })) },
  }));
}
const election = (cas: Parameters<typeof elire>[0]) => {
  const issue = elire(cas);
  if (!issue.ok) throw new Error(JSON.stringify(issue.refus));
  return { issue: issue.valeur.issue, elus: issue.valeur.election?.elus, attend: issue.valeur.election?.groupes.flatMap((g) => g.nouveauTour ?? []), groupes: issue.valeur.election?.groupes };
};
const RELATIVE: Regles = { premierTour: { majorite: 'relative' } };
const f = (id: string, college = 'a') => ({ id, genre: 'F' as const, college });
const h = (id: string, college = 'a') => ({ id, genre: 'H' as const, college });
const egaux: Tour = { voix: { A: 4, B: 4 } };

describe('le vote qui départage se compte à la suite du tour', () => {
  test('la parité tient compte de qui est déjà élu : la femme manque, le vote des hommes ne la remplace pas', () => {
    // Two seats, no gap: one woman, one man. The woman comes last and sits; the two men are parted by their vote.
    const cas = { regles: { ...RELATIVE, parite: { ecart: 0 } }, sieges: 2, candidats: [h('A'), h('B'), f('C')] };
    expect(election({ ...cas, tours: [{ voix: { A: 4, B: 4, C: 2 } }] })).toMatchObject({ issue: 'egalite_a_departager', elus: ['C'], attend: [{ candidats: ['A', 'B'], sieges: 1 }] });
    expect(election({ ...cas, tours: [{ voix: { A: 4, B: 4, C: 2 }, departages: [{ A: 3, B: 5 }] }] })).toMatchObject({ issue: 'pourvue', elus: ['B', 'C'] });
  });

  test('ex æquo d’un homme et d’une femme : qui les suit attend, puis siège selon qui l’emporte', () => {
    const cas = { regles: { ...RELATIVE, parite: { ecart: 0 } }, sieges: 2, candidats: [h('A'), f('B'), h('C'), f('D')] };
    const voix = { A: 3, B: 3, C: 2, D: 2 };
    // A and B fill two seats by themselves: nothing to part.
    expect(election({ ...cas, tours: [{ voix }] })).toMatchObject({ issue: 'pourvue', elus: ['A', 'B'] });
    const impair = { ...cas, candidats: [h('A'), f('B'), h('C')], regles: { ...RELATIVE, parite: { ecart: 1 } }, sieges: 1 };
    expect(election({ ...impair, tours: [{ voix: { A: 3, B: 3, C: 2 } }] })).toMatchObject({ elus: [], attend: [{ candidats: ['A', 'B'], sieges: 1 }] });
    expect(election({ ...impair, tours: [{ voix: { A: 3, B: 3, C: 2 }, departages: [{ B: 6, A: 1 }] }] })).toMatchObject({ issue: 'pourvue', elus: ['B'] });
  });

  test('les sièges des collèges : l’élu de l’autre collège reste élu, le vote ne décide que du siège en attente', () => {
    const cas = { regles: { ...RELATIVE, electeurs: 'tous' as const }, sieges: [{ college: 'a', sieges: 1 }, { college: 'b', sieges: 1 }], candidats: [f('A'), h('B'), f('C', 'b')] };
    expect(election({ ...cas, tours: [{ voix: { A: 4, B: 4, C: 1 }, departages: [{ A: 2, B: 7 }] }] })).toMatchObject({ issue: 'pourvue', elus: ['B', 'C'] });
  });

  test('sans parité, un ex æquo de genres différents ne fait attendre personne d’autre que lui ; avec elle, si', () => {
    // The rule: seats that follow wait only if parity makes them depend on this vote. A woman and a man are tied in a; C and D, of b, follow.
    const cas = { sieges: [{ college: 'a', sieges: 1 }, { college: 'b', sieges: 1 }], candidats: [f('A'), h('B'), f('C', 'b'), h('D', 'b')] };
    const tour: Tour = { voix: { A: 3, B: 3, C: 2, D: 1 } };
    expect(election({ ...cas, regles: { ...RELATIVE, electeurs: 'tous' }, tours: [tour] })).toMatchObject({ elus: ['C'], attend: [{ candidats: ['A', 'B'], sieges: 1 }] });
    // No gap admitted: with A, the man of b sits; with B, the woman. Who follows is not known before the vote.
    const parite: Regles = { ...RELATIVE, electeurs: 'tous', parite: { ecart: 0 } };
    expect(election({ ...cas, regles: parite, tours: [tour] })).toMatchObject({ elus: [], attend: [{ candidats: ['A', 'B'], sieges: 1 }] });
    expect(election({ ...cas, regles: parite, tours: [{ ...tour, departages: [{ A: 5, B: 2 }] }] })).toMatchObject({ issue: 'pourvue', elus: ['A', 'D'] });
    expect(election({ ...cas, regles: parite, tours: [{ ...tour, departages: [{ A: 2, B: 5 }] }] })).toMatchObject({ issue: 'pourvue', elus: ['B', 'C'] });
  });

  test('aucune majorité absolue n’est demandée de nouveau : elle était acquise au tour', () => {
    const regles: Regles = { tours: 1, premierTour: { majorite: 'absolue', base: 'presents' }, nomsParBulletin: 2 };
    const membres = Array.from({ length: 12 }, (_, i) => ({ id: `m${i}` }));
    // Two names a ballot: A and B have the twelve voices, C has none. Five of twelve are enough to part them.
    const issue = depouiller(Scrutin.parse({
      statuts: { instances: [{ code: 'ag', voix: { mode: 'par_membre' }, quorum: 'aucun', election: { ...regles, egalite: ['nouveau_tour'] } }] }, instance: 'ag', membres, presences: membres.map((m) => m.id),
      vote: { type: 'election', sieges: 1, candidats: [{ id: 'A' }, { id: 'B' }], tours: [{ bulletins: [{ candidats: ['A', 'B'], nombre: 12 }], departages: [{ bulletins: [{ candidats: ['A'], nombre: 5 }, { candidats: ['B'], nombre: 3 }] }] }] },
    }));
    expect(issue).toMatchObject({ ok: true, valeur: { issue: 'pourvue', election: { elus: ['A'], groupes: [{ elus: [{ id: 'A', tour: 1, voix: '12' }], tours: [{ departages: [{ sieges: 1, candidats: [{ id: 'A', voix: '5' }, { id: 'B', voix: '3' }] }] }] }] } } });
  });

  test('plusieurs sièges, et l’égalité qui demeure : on vote encore, entre ceux-là seuls', () => {
    const cas = { regles: RELATIVE, sieges: 2, candidats: [f('A'), f('B'), f('C')] };
    const [premier, un, deux] = [{ A: 4, B: 4, C: 4 }, { A: 6, B: 3, C: 3 }, { B: 5, C: 7 }];
    expect(election({ ...cas, tours: [{ voix: premier }] })).toMatchObject({ elus: [], attend: [{ candidats: ['A', 'B', 'C'], sieges: 2 }] });
    expect(election({ ...cas, tours: [{ voix: premier, departages: [un] }] })).toMatchObject({ issue: 'egalite_a_departager', elus: ['A'], attend: [{ candidats: ['B', 'C'], sieges: 1 }] });
    expect(election({ ...cas, tours: [{ voix: premier, departages: [un, { B: 2, C: 2 }] }] })).toMatchObject({ elus: ['A'], attend: [{ candidats: ['B', 'C'], sieges: 1 }] });
    expect(election({ ...cas, tours: [{ voix: premier, departages: [un, { B: 2, C: 2 }, deux] }] })).toMatchObject({ issue: 'pourvue', elus: ['A', 'C'] });
    // The name of somebody already elected spoils the ballot.
    expect(election({ ...cas, tours: [{ voix: premier, departages: [un, { A: 6, C: 1 }] }] })).toMatchObject({ elus: ['A', 'C'] });
  });

  test('une règle écrite après le nouveau vote sert s’il laisse l’égalité', () => {
    const cas = { regles: { ...RELATIVE, egalite: ['nouveau_tour' as const, 'doyen' as const] }, candidats: [{ id: 'A', naissance: '1980-01-01' }, { id: 'B', naissance: '1960-01-01' }] };
    expect(election({ ...cas, tours: [{ ...egaux, departages: [{ A: 3, B: 3 }] }] })).toMatchObject({ issue: 'pourvue', elus: ['B'] });
    expect(election({ ...cas, tours: [{ ...egaux, departages: [{ A: 4, B: 3 }] }] })).toMatchObject({ elus: ['A'] });
  });

  test('une égalité au second tour se départage à sa suite', () => {
    const regles: Regles = { tours: 2, premierTour: { majorite: 'absolue', base: 'exprimes' }, secondTour: { majorite: 'relative', candidats: 'en_tete', parSiege: 2 } };
    const tours: Tour[] = [{ voix: { A: 4, B: 4, C: 1 } }, { voix: { A: 5, B: 5 }, departages: [{ A: 2, B: 3 }] }];
    expect(election({ regles, candidats: [f('A'), f('B'), f('C')], tours })).toMatchObject({ issue: 'pourvue', elus: ['B'], groupes: [{ elus: [{ id: 'B', tour: 2, voix: '5' }] }] });
  });

  test('un collège à départager passe avant le second tour de l’autre ; l’ordre inverse est refusé', () => {
    const regles: Regles = { electeurs: 'college', tours: 2, premierTour: { majorite: 'absolue', base: 'exprimes' }, secondTour: { majorite: 'relative', candidats: 'restants' }, nomsParBulletin: 2 };
    const sieges = [{ college: 'a', sieges: 1 }, { college: 'b', sieges: 1 }];
    const candidats = [f('A'), f('B'), f('C', 'b'), f('D', 'b'), f('E', 'b')];
    const membres = candidats.flatMap((_, i) => [{ id: `a${i}`, college: 'a' }, { id: `b${i}`, college: 'b' }]);
    // In a, both have all five voices; in b, nobody has more than two and a half.
    const premier = [{ college: 'a', candidats: ['A', 'B'], nombre: 5 }, ...['C', 'D'].map((id) => ({ college: 'b', candidats: [id], nombre: 2 })), { college: 'b', candidats: ['E'], nombre: 1 }];
    const compter = (departages: { bulletins: { college: string; candidats: string[]; nombre: number }[] }[], second?: { bulletins: { college: string; candidats: string[]; nombre: number }[] }) =>
      depouiller(Scrutin.parse({
        statuts: { colleges: [{ code: 'a' }, { code: 'b' }], instances: [{ code: 'ag', voix: { mode: 'par_membre' }, quorum: 'aucun', election: { ...regles, egalite: ['nouveau_tour'] } }] }, instance: 'ag', membres, presences: membres.map((m) => m.id),
        vote: { type: 'election', sieges, candidats, tours: [{ bulletins: premier, departages }, ...(second ? [second] : [])] },
      }));
    const [vote, second] = [{ bulletins: [{ college: 'a', candidats: ['B'], nombre: 3 }, { college: 'a', candidats: ['A'], nombre: 2 }] }, { bulletins: [{ college: 'b', candidats: ['D'], nombre: 5 }] }];
    expect(compter([])).toMatchObject({ ok: true, valeur: { issue: 'egalite_a_departager', election: { elus: [], groupes: [{ nouveauTour: { candidats: ['A', 'B'] } }, { secondTour: { candidats: ['C', 'D', 'E'] } }] } } });
    expect(compter([], second)).toEqual({ ok: false, refus: { code: 'departage_attendu', candidats: ['A', 'B'] } });
    expect(compter([vote])).toMatchObject({ ok: true, valeur: { issue: 'second_tour_requis', election: { elus: ['B'] } } });
    expect(compter([vote], second)).toMatchObject({ ok: true, valeur: { issue: 'pourvue', election: { elus: ['B', 'D'] } } });
  });

  test('un départage que rien n’appelle est refusé', () => {
    const cas = { regles: RELATIVE, candidats: [f('A'), f('B')] };
    expect(elire({ ...cas, tours: [{ voix: { A: 4, B: 3 }, departages: [{ B: 9 }] }] })).toEqual({ ok: false, refus: { code: 'departage_sans_objet', tour: 1, rang: 0 } });
    expect(elire({ ...cas, tours: [{ ...egaux, departages: [{ B: 9 }, { A: 9 }] }] })).toEqual({ ok: false, refus: { code: 'departage_sans_objet', tour: 1, rang: 1 } });
    expect(elire({ ...cas, tours: [{ ...egaux, departages: [{ Z: 1 }] }] })).toMatchObject({ ok: false, refus: { code: 'inconnu', id: 'Z' } });
  });
});
