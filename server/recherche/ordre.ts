import { cleDeRecherche } from '#core/texte.ts';

/**
 * How well a name answers what was typed, the least the best: 0 the very name, 1 it begins with these words, 2 it begins so,
 * 3 each word typed begins one of its words, 4 it is found by another word (a synonym, a postal code).
 */
export function rangDuNom(nom: string, q: string): number {
  const [cle, tape] = [cleDeRecherche(nom), cleDeRecherche(q)];
  if (tape === '') return 4;
  if (cle === tape) return 0;
  if (cle.startsWith(`${tape} `)) return 1;
  if (cle.startsWith(tape)) return 2;
  const mots = cle.split(' ');
  return tape.split(' ').every((t) => mots.some((m) => m.startsWith(t))) ? 3 : 4;
}

type Classable = { readonly libelle: string; readonly autresNoms?: readonly string[] };

const rangDe = (r: Classable, q: string): number => Math.min(...[r.libelle, ...(r.autresNoms ?? [])].map((n) => rangDuNom(n, q)));

/**
 * Groups by their best answer, whatever its kind, and the answers of each by theirs; equals stay in the order given; a group
 * without an answer is left out.
 */
export function classer<R extends Classable, G extends { readonly resultats: readonly R[] }>(groupes: readonly G[], q: string): G[] {
  const notes = groupes.map((g) => ({ g, notes: g.resultats.map((r) => ({ r, rang: rangDe(r, q) })).toSorted((a, b) => a.rang - b.rang) }));
  const meilleur = (n: (typeof notes)[number]): number => n.notes[0]?.rang ?? Number.POSITIVE_INFINITY;
  return notes.filter((n) => n.notes.length > 0).toSorted((a, b) => meilleur(a) - meilleur(b)).map(({ g, notes: tous }) => ({ ...g, resultats: tous.map((n) => n.r) }));
}
