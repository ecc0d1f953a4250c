import type { Node } from 'oxc-parser';
import { estCode, estEssai, ligneDe } from './depot.ts';
import type { Controle, Fichier, Probleme } from './depot.ts';
import { analyser, enfants } from './syntaxe.ts';

export const CHEMINS_AU_PLUS = 12;
export const LIGNES_AU_PLUS = 60;
/** Markup takes lines without deciding anything. */
export const LIGNES_DE_BALISES_AU_PLUS = 80;

const BRANCHES = new Set(['IfStatement', 'ConditionalExpression', 'ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement', 'CatchClause', 'SwitchStatement']);
const FONCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/**
 * Paths added by a node. `??` and `?.` count for nothing: strict indexing asks for them where there is no choice to make,
 * and a `switch` counts once, as the table it is.
 */
const branches = (n: Node): number => (BRANCHES.has(n.type) || (n.type === 'LogicalExpression' && n.operator !== '??') ? 1 : 0);

const nomDe = (n: Node): string | undefined => {
  if (n.type === 'FunctionDeclaration' || n.type === 'FunctionExpression') return n.id?.name;
  return n.type === 'VariableDeclarator' && n.id.type === 'Identifier' ? n.id.name : undefined;
};

type Mesure = { readonly chemins: number; readonly dedans: readonly (readonly [Node, string])[] };

/** What a function decides by itself, and the functions inside it, which are judged on their own. */
function mesurer(n: Node, nom: string): Mesure {
  let chemins = branches(n);
  const dedans: (readonly [Node, string])[] = [];
  for (const e of enfants(n)) {
    const sien = nomDe(e) ?? nom;
    if (FONCTIONS.has(e.type)) dedans.push([e, sien]);
    else {
      const m = mesurer(e, sien);
      chemins += m.chemins;
      dedans.push(...m.dedans);
    }
  }
  return { chemins, dedans };
}

const COMMENTAIRE = /^\s*($|\/\/|\/?\*)/;

/** Lines of a function, without those of the functions inside, blank lines and comments: a factory of small functions is not long. */
function lignesPropres(f: Fichier, n: Node, dedans: readonly (readonly [Node, string])[]): number {
  const debut = ligneDe(f.contenu, n.start);
  const lignes = f.contenu.slice(n.start, n.end).split('\n');
  const ailleurs = new Set<number>();
  for (const [d] of dedans) for (let l = ligneDe(f.contenu, d.start) + 1; l <= ligneDe(f.contenu, d.end); l++) ailleurs.add(l);
  return lignes.filter((texte, i) => !COMMENTAIRE.test(texte) && !ailleurs.has(debut + i)).length;
}

function juger(f: Fichier, n: Node, nom: string): Probleme[] {
  const { chemins, dedans } = mesurer(n, nom);
  const problemes = dedans.flatMap(([d, sien]) => juger(f, d, sien));
  if (!FONCTIONS.has(n.type)) return problemes;
  const ou = { chemin: f.chemin, ligne: ligneDe(f.contenu, n.start), detail: nom };
  if (chemins >= CHEMINS_AU_PLUS) problemes.push({ ...ou, message: `${nom} a ${chemins + 1} chemins (au plus ${CHEMINS_AU_PLUS}) : sortez une décision dans une fonction nommée.` });
  const permises = f.chemin.endsWith('.tsx') ? LIGNES_DE_BALISES_AU_PLUS : LIGNES_AU_PLUS;
  const lignes = f.contenu.slice(n.start, n.end).split('\n').length > permises ? lignesPropres(f, n, dedans) : 0;
  if (lignes > permises && !/^db\/migrations\//.test(f.chemin) && !estEssai(f.chemin)) problemes.push({ ...ou, message: `${nom} a ${lignes} lignes (au plus ${permises}) : sortez une étape dans une fonction nommée.` });
  return problemes;
}

/** Functions that decide too many things at once, or are too long to read. */
export const fonctions: Controle = (fichiers) => fichiers.filter((f) => estCode(f.chemin)).flatMap((f) => juger(f, analyser(f).programme, '(fichier)'));
