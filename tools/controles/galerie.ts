import type { Controle, Fichier } from './depot.ts';
import { analyser } from './syntaxe.ts';

export const ETATS = ['vide', 'pleine', 'longue', 'refusee', 'interdite'] as const;

const exports = (f: Fichier): string[] =>
  analyser(f).programme.body.flatMap((n) => {
    if (n.type !== 'ExportNamedDeclaration' || !n.declaration) return [];
    if (n.declaration.type === 'FunctionDeclaration') return n.declaration.id ? [n.declaration.id.name] : [];
    if (n.declaration.type !== 'VariableDeclaration') return [];
    return n.declaration.declarations.flatMap((d) => (d.id.type === 'Identifier' ? [d.id.name] : []));
  });

/** A page is a file of pages/ that exports `Page…`; what it is made of may sit beside it without states of its own. */
const estPage = (f: Fichier): boolean => /^modules\/[^/]+\/pages\/[^/.]+\.tsx$/.test(f.chemin) && exports(f).some((nom) => nom.startsWith('Page'));

/** Each page has its gallery with its five states. */
export const galerie: Controle = (fichiers) =>
  fichiers.filter(estPage).flatMap((page) => {
    const chemin = page.chemin.replace(/\.tsx$/, '.galerie.tsx');
    const compagne = fichiers.find((f) => f.chemin === chemin);
    if (!compagne) return [{ chemin: page.chemin, detail: 'absente', message: `Écrivez ${chemin} avec les états ${ETATS.join(', ')}.` }];
    const presents = exports(compagne);
    return ETATS.filter((e) => !presents.includes(e)).map((e) => ({ chemin, detail: e, message: `Il manque l’état « ${e} » de la page.` }));
  });
