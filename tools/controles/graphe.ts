import { posix } from 'node:path';
import { estCode } from './depot.ts';
import type { Fichier } from './depot.ts';
import { analyser } from './syntaxe.ts';

/** An edge of the import graph. `vers` is a path of the repository, `npm:<package>` or `node:<module>`. */
export type Arete = { readonly de: string; readonly vers: string; readonly typeSeul: boolean; readonly ligne: number };

/** The address an import leads to, seen from the file that says it (package.json `imports`: `#core/x.ts` is `core/x.ts`). */
export function resoudre(depuis: string, vers: string): string {
  if (vers.startsWith('#')) return vers.slice(1).split('?')[0] ?? vers;
  if (vers.startsWith('.')) return posix.normalize(posix.join(posix.dirname(depuis), vers.split('?')[0] ?? vers));
  if (vers.startsWith('node:')) return vers;
  const morceaux = vers.split('/');
  return `npm:${vers.startsWith('@') ? morceaux.slice(0, 2).join('/') : morceaux[0]}`;
}

export function aretesDe(fichier: Fichier): Arete[] {
  return analyser(fichier).imports.map((i) => ({ de: fichier.chemin, vers: resoudre(fichier.chemin, i.vers), typeSeul: i.typeSeul, ligne: i.ligne }));
}

export const graphe = (fichiers: readonly Fichier[]): Arete[] => fichiers.filter((f) => estCode(f.chemin)).flatMap(aretesDe);

/** Neighbours of each node, in the order met. */
export function voisins(aretes: readonly Arete[]): Map<string, Arete[]> {
  const par = new Map<string, Arete[]>();
  for (const a of aretes) {
    const liste = par.get(a.de);
    if (liste) liste.push(a);
    else par.set(a.de, [a]);
  }
  return par;
}

/**
 * The shortest chain of imports from a file to the first place where `interdit` holds, or undefined.
 * `interdit` is asked for every place reached, packages included.
 */
export function chemin(depart: string, par: ReadonlyMap<string, readonly Arete[]>, interdit: (lieu: string) => boolean): string[] | undefined {
  const venuDe = new Map<string, string | undefined>([[depart, undefined]]);
  const file = [depart];
  for (let lieu = file.shift(); lieu !== undefined; lieu = file.shift()) {
    for (const { vers } of par.get(lieu) ?? []) {
      if (venuDe.has(vers)) continue;
      venuDe.set(vers, lieu);
      if (interdit(vers)) return remonter(vers, venuDe);
      file.push(vers);
    }
  }
  return undefined;
}

function remonter(arrivee: string, venuDe: ReadonlyMap<string, string | undefined>): string[] {
  const chaine: string[] = [];
  for (let lieu: string | undefined = arrivee; lieu !== undefined; lieu = venuDe.get(lieu)) chaine.unshift(lieu);
  return chaine;
}

type Marche = { readonly rang: Map<string, number>; readonly pile: string[]; readonly groupes: string[][] };

/** Tarjan's walk from one node: `bas` is the lowest rank it can come back to. Returns that of the node. */
function marcher(lieu: string, par: ReadonlyMap<string, readonly string[]>, m: Marche): number {
  const r = m.rang.size;
  m.rang.set(lieu, r);
  m.pile.push(lieu);
  let bas = r;
  for (const vers of par.get(lieu) ?? []) {
    const connu = m.rang.get(vers);
    if (connu === undefined) bas = Math.min(bas, marcher(vers, par, m));
    else if (m.pile.includes(vers)) bas = Math.min(bas, connu);
  }
  if (bas === r) {
    const groupe = m.pile.splice(m.pile.indexOf(lieu));
    if (groupe.length > 1 || par.get(lieu)?.includes(lieu)) m.groupes.push(groupe.toSorted());
  }
  return bas;
}

/** Cycles of a graph, one per strongly connected group, each as a list of its members in alphabetical order. */
export function cycles(par: ReadonlyMap<string, readonly string[]>): string[][] {
  const m: Marche = { rang: new Map(), pile: [], groupes: [] };
  for (const lieu of par.keys()) if (!m.rang.has(lieu)) marcher(lieu, par, m);
  return m.groupes;
}
