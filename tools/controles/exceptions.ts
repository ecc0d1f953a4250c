import type { Fichier, Probleme } from './depot.ts';

/** One line of `tools/exceptions/<check>.txt`: `path[#detail] | reason | issue | date`. Empty lines and `#` lines are comments. */
type Exception = { readonly chemin: string; readonly detail: string | undefined; readonly ligne: number; readonly complete: boolean };

export const fichierDe = (controle: string): string => `tools/exceptions/${controle}.txt`;

function lire(liste: Fichier | undefined): Exception[] {
  return (liste?.contenu ?? '').split('\n').flatMap((texte, i) => {
    if (texte.trim() === '' || texte.startsWith('#')) return [];
    const [cle = '', raison, issue, date] = texte.split('|').map((x) => x.trim());
    const [chemin = '', detail] = cle.split('#');
    return [{ chemin, detail, ligne: i + 1, complete: Boolean(raison && issue && /^\d{4}-\d{2}-\d{2}$/.test(date ?? '')) }];
  });
}

const vise = (e: Exception, p: Probleme): boolean => e.chemin === p.chemin && (e.detail === undefined || e.detail === p.detail);

/**
 * Takes away the problems that the list of a check excuses. An entry that excuses nothing any more,
 * or lacks its reason, issue or date, is itself a problem: the list only shrinks.
 */
export function excuser(controle: string, problemes: readonly Probleme[], fichiers: readonly Fichier[]): Probleme[] {
  const chemin = fichierDe(controle);
  const exceptions = lire(fichiers.find((f) => f.chemin === chemin));
  const restants = problemes.filter((p) => !exceptions.some((e) => vise(e, p)));
  const perimees = exceptions
    .filter((e) => !problemes.some((p) => vise(e, p)))
    .map((e) => ({ chemin, ligne: e.ligne, detail: 'perimee', message: `L’exception pour ${e.chemin} ne sert plus : supprimez la ligne.` }));
  const incompletes = exceptions
    .filter((e) => !e.complete)
    .map((e) => ({ chemin, ligne: e.ligne, detail: 'incomplete', message: 'Une exception s’écrit « chemin | raison | ticket | AAAA-MM-JJ ».' }));
  return [...restants, ...perimees, ...incompletes];
}
