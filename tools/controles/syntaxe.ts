import { parseSync, visitorKeys } from 'oxc-parser';
import type { Node, Program } from 'oxc-parser';
import { ligneDe } from './depot.ts';
import type { Fichier } from './depot.ts';

/** One import, re-export or `import()` with a literal name. `typeSeul`: erased before the program runs. */
export type Import = { readonly vers: string; readonly typeSeul: boolean; readonly ligne: number };

type Analyse = { readonly programme: Program; readonly imports: readonly Import[] };

const memoire = new WeakMap<Fichier, Analyse>();

/** Parses a file once for all checks. A file that does not parse is the business of `tsc`: it reads as empty here. */
export function analyser(fichier: Fichier): Analyse {
  const connue = memoire.get(fichier);
  if (connue) return connue;
  const resultat = parseSync(fichier.chemin, fichier.contenu);
  const module = resultat.module;
  const imports: Import[] = [];
  for (const i of module.staticImports) {
    const typeSeul = i.entries.length > 0 && i.entries.every((e) => e.isType);
    imports.push({ vers: i.moduleRequest.value, typeSeul, ligne: ligneDe(fichier.contenu, i.start) });
  }
  for (const e of module.staticExports) {
    const depuis = e.entries.find((x) => x.moduleRequest)?.moduleRequest;
    if (depuis) imports.push({ vers: depuis.value, typeSeul: e.entries.every((x) => x.isType), ligne: ligneDe(fichier.contenu, e.start) });
  }
  for (const d of module.dynamicImports) {
    const litteral = /^['"]([^'"]+)['"]$/.exec(fichier.contenu.slice(d.moduleRequest.start, d.moduleRequest.end));
    if (litteral?.[1]) imports.push({ vers: litteral[1], typeSeul: false, ligne: ligneDe(fichier.contenu, d.start) });
  }
  const analyse = { programme: resultat.program, imports };
  memoire.set(fichier, analyse);
  return analyse;
}

const estNoeud = (x: unknown): x is Node => typeof x === 'object' && x !== null && 'type' in x && typeof x.type === 'string';

/** The nodes just below a node, in the order of the text. */
export const enfants = (noeud: Node): Node[] => (visitorKeys[noeud.type] ?? []).flatMap((cle) => [Reflect.get(noeud, cle)].flat()).filter(estNoeud);

/** Walks every node of a tree, parents first. */
export function parcourir(noeud: Node, visiter: (n: Node) => void): void {
  visiter(noeud);
  for (const e of enfants(noeud)) parcourir(e, visiter);
}
