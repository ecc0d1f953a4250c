import type { Node } from 'oxc-parser';
import { estCode, ligneDe } from './depot.ts';
import type { Controle, Fichier, Probleme } from './depot.ts';
import { analyser, enfants } from './syntaxe.ts';

export const CHEMINS_AU_PLUS = 12;

const BRANCHES = new Set(['IfStatement', 'ConditionalExpression', 'ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement', 'CatchClause']);
const FONCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/**
 * Paths added by a node. `??` and `?.` count for nothing: strict indexing asks for them where there is no choice to make,
 * and a `switch` counts once, as the table it is.
 */
function branches(n: Node): number {
  if (BRANCHES.has(n.type) || n.type === 'SwitchStatement') return 1;
  return n.type === 'LogicalExpression' && n.operator !== '??' ? 1 : 0;
}

const nomDe = (n: Node): string | undefined => {
  if (n.type === 'FunctionDeclaration' || n.type === 'FunctionExpression') return n.id?.name;
  return n.type === 'VariableDeclarator' && n.id.type === 'Identifier' ? n.id.name : undefined;
};

function duFichier(f: Fichier): Probleme[] {
  const problemes: Probleme[] = [];
  // Walks a function's own code; each function inside is judged on its own.
  const compter = (n: Node, nom: string): number => {
    let somme = branches(n);
    for (const e of enfants(n)) {
      const sien = nomDe(e) ?? nom;
      if (FONCTIONS.has(e.type)) juger(e, sien);
      else somme += compter(e, sien);
    }
    return somme;
  };
  const juger = (n: Node, nom: string): void => {
    const chemins = 1 + compter(n, nom);
    if (chemins <= CHEMINS_AU_PLUS) return;
    problemes.push({ chemin: f.chemin, ligne: ligneDe(f.contenu, n.start), detail: nom, message: `${nom} a ${chemins} chemins (au plus ${CHEMINS_AU_PLUS}) : sortez une décision dans une fonction nommée.` });
  };
  compter(analyser(f).programme, '(fichier)');
  return problemes;
}

/** Functions that decide too many things at once. */
export const complexite: Controle = (fichiers) => fichiers.filter((f) => estCode(f.chemin)).flatMap(duFichier);
