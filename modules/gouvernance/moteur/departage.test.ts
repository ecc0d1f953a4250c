import fc from 'fast-check';
import { expect, test } from 'vitest';
import { depouiller } from './depouiller.ts';
import { Scrutin } from './scrutin.ts';

/*
 * An independent reference for ties that a new vote decides, with parity: every outcome of that vote is tried. In each, the elected are the
 * largest set within the gap that comes first in the order of voices. Who is elected in all of them is elected whatever the vote says.
 */
type C = { readonly id: string; readonly genre: 'F' | 'H' | 'N'; readonly voix: number };

const ordres = <T>(l: readonly T[]): T[][] => (l.length <= 1 ? [[...l]] : l.flatMap((x, i) => ordres(l.toSpliced(i, 1)).map((suite) => [x, ...suite])));
const tousLesOrdres = (candidats: readonly C[]): C[][] =>
  [...Map.groupBy(candidats, (c) => c.voix)].toSorted(([a], [b]) => b - a).map(([, g]) => ordres(g)).reduce<C[][]>((debuts, suites) => debuts.flatMap((d) => suites.map((x) => [...d, ...x])), [[]]);

function elusSelon(ordre: readonly C[], sieges: number, ecart: number): string[] {
  let meilleur: C[] | undefined;
  // Subsets counted down from the full one: the first of a size is the first in the order of voices.
  for (let masque = 2 ** ordre.length - 1; masque >= 0; masque--) {
    const pris = ordre.filter((_, i) => Math.floor(masque / 2 ** (ordre.length - 1 - i)) % 2 === 1);
    const solde = pris.reduce((n, c) => n + (c.genre === 'F' ? 1 : c.genre === 'H' ? -1 : 0), 0);
    if (pris.length <= sieges && Math.abs(solde) <= ecart && pris.length > (meilleur?.length ?? -1)) meilleur = pris;
  }
  return (meilleur ?? []).map((c) => c.id);
}

function compter(candidats: readonly C[], sieges: number, ecart: number) {
  const membres = Array.from({ length: 40 }, (_, i) => ({ id: `m${i}` }));
  const issue = depouiller(Scrutin.parse({
    statuts: { instances: [{ code: 'ag', voix: { mode: 'par_membre' }, quorum: 'aucun', election: { premierTour: { majorite: 'relative' }, parite: { ecart }, egalite: ['nouveau_tour'], siegesSansCandidat: 'vacants', nomsParBulletin: 'sieges' } }] }, instance: 'ag',
    membres, presences: membres.map((m) => m.id), vote: { type: 'election', sieges, candidats: candidats.map(({ id, genre }) => ({ id, genre })), tours: [{ bulletins: candidats.map((c) => ({ candidats: [c.id], nombre: c.voix })) }] },
  }));
  const election = issue.ok ? issue.valeur.election : undefined;
  if (!election) throw new Error(JSON.stringify(issue));
  return { elus: election.elus, nouveauTour: election.groupes[0]?.nouveauTour ?? null };
}

const candidat = fc.record({ genre: fc.constantFrom('F' as const, 'H' as const, 'N' as const), voix: fc.integer({ min: 1, max: 4 }) });

test('parité et nouveau vote : qui est élu l’est quel que soit ce vote, et personne n’attend pour rien quand les ex æquo se valent', () => {
  let [attentes, egaux] = [0, 0];
  fc.assert(fc.property(fc.array(candidat, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 2 }), (tires, sieges, ecart) => {
    const candidats = tires.map((c, i): C => ({ id: `c${i}`, ...c }));
    const mondes = tousLesOrdres(candidats).map((o) => elusSelon(o, sieges, ecart));
    const toujours = candidats.map((c) => c.id).filter((id) => mondes.every((m) => m.includes(id)));
    const { elus, nouveauTour } = compter(candidats, sieges, ecart);
    expect(elus.filter((id) => !toujours.includes(id)), JSON.stringify(candidats)).toEqual([]);
    // Nothing waits when every outcome elects the same people.
    if (toujours.length === mondes[0]?.length) expect([elus, nouveauTour]).toEqual([toujours, null]);
    else attentes++;
    const seValent = [...Map.groupBy(candidats, (c) => c.voix).values()].every((g) => new Set(g.map((c) => c.genre)).size === 1);
    if (seValent) {
      egaux++;
      expect(elus, JSON.stringify({ candidats, sieges, ecart })).toEqual(toujours);
    }
  }), { numRuns: 3000 });
  expect(Math.min(attentes, egaux)).toBeGreaterThan(100);
});

test('deux femmes à égalité pour un siège : l’homme qui les suit n’attend pas leur vote', () => {
  const trois: readonly C[] = [{ id: 'A', genre: 'F', voix: 5 }, { id: 'B', genre: 'F', voix: 5 }, { id: 'C', genre: 'H', voix: 4 }];
  expect(compter(trois, 2, 0)).toEqual({ elus: ['C'], nouveauTour: { candidats: ['A', 'B'], sieges: 1 } });
});

test('à égalité entre une femme et qui ne le dit pas, la suite dépend du vote : elle attend', () => {
  const quatre: readonly C[] = [{ id: 'A', genre: 'F', voix: 5 }, { id: 'B', genre: 'N', voix: 5 }, { id: 'C', genre: 'H', voix: 4 }, { id: 'D', genre: 'N', voix: 3 }];
  expect(compter(quatre, 2, 0)).toEqual({ elus: [], nouveauTour: { candidats: ['A', 'B'], sieges: 1 } });
});
