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

type Classable = { readonly libelle: string; readonly autresNoms?: readonly string[]; readonly approche?: boolean };
/** What resembles what was typed without being it comes after everything else. */
const APPROCHE = 5;

const rangDe = (r: Classable, q: string): number => (r.approche ? APPROCHE : Math.min(...[r.libelle, ...(r.autresNoms ?? [])].map((n) => rangDuNom(n, q))));

/**
 * Groups by their best answer, whatever its kind, and the answers of each by theirs; equals stay in the order given. When something
 * answers truly, what only resembles it is left out.
 */
export function classer<R extends Classable, G extends { readonly resultats: readonly R[] }>(groupes: readonly G[], q: string): G[] {
  const notes = groupes.map((g) => ({ g, notes: g.resultats.map((r) => ({ r, rang: rangDe(r, q) })).toSorted((a, b) => a.rang - b.rang) }));
  const meilleur = (n: (typeof notes)[number]): number => n.notes[0]?.rang ?? APPROCHE;
  const garde = notes.some((n) => meilleur(n) < APPROCHE) ? APPROCHE - 1 : APPROCHE;
  return notes.filter((n) => n.notes.length > 0 && meilleur(n) <= garde).toSorted((a, b) => meilleur(a) - meilleur(b)).map(({ g, notes: tous }) => ({ ...g, resultats: tous.filter((n) => n.rang <= garde).map((n) => n.r) }));
}
