import { posix } from 'node:path';
import { estCode, estEssai, ligneDe } from './depot.ts';
import type { Controle, Fichier, Probleme } from './depot.ts';

const LISEZ_MOI = 'README.md';

/** Set by others, by our own launcher for its children, or by Vite (SSR): read by the code without being settings. */
const VARIABLES_CONVENUES = new Set(['CI', 'NODE_ENV', 'HOME', 'PATH', 'TMPDIR', 'LC_ALL', 'LANG', 'TZ', 'NO_COLOR', 'VITEST', 'VITEST_POOL_ID', 'SUDO_UID', 'USER', 'MAILLAGE_RACINE', 'INIT_CWD', 'SSR']);

const probleme = (f: Fichier, position: number, detail: string, message: string): Probleme => ({ chemin: f.chemin, ligne: ligneDe(f.contenu, position), detail, message });

/** Commands said in a page that npm or our own command line would not know. */
function commandes(fichiers: readonly Fichier[], doc: Fichier): Probleme[] {
  const paquet: { scripts?: Record<string, string> } = JSON.parse(fichiers.find((f) => f.chemin === 'package.json')?.contenu ?? '{}');
  const scripts = new Set(Object.keys(paquet.scripts ?? {}));
  // A command's file is its name: territoire-resumer.ts is `maillage territoire resumer`.
  const connues = fichiers.flatMap((f) => (estEssai(f.chemin) ? [] : /^cli\/commandes\/([a-z-]+)\.ts$/.exec(f.chemin)?.[1]?.replace('-', ' ') ?? []));
  const problemes: Probleme[] = [];
  for (const m of doc.contenu.matchAll(/(?:`npm (?:run )?|\bnpm run )([a-z][a-z:]*)/g)) {
    const nom = m[1] ?? '';
    if (!['ci', 'install'].includes(nom) && !scripts.has(nom)) problemes.push(probleme(doc, m.index, nom, `« npm run ${nom} » n’existe pas dans package.json.`));
  }
  for (const m of doc.contenu.matchAll(/(?:npm run maillage -- |[`$] ?maillage )([a-z][a-z -]*[a-z])/g)) {
    const dite = m[1] ?? '';
    if (!connues.some((nom) => dite === nom || dite.startsWith(`${nom} `))) problemes.push(probleme(doc, m.index, dite, `« maillage ${dite} » n’existe pas dans cli/commandes/.`));
  }
  return problemes;
}

/** Relative links and images that lead nowhere. */
function liens(fichiers: readonly Fichier[], doc: Fichier): Probleme[] {
  const chemins = fichiers.map((f) => f.chemin);
  return [...doc.contenu.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g)].flatMap((m) => {
    const vers = posix.normalize(posix.join(posix.dirname(doc.chemin), m[1] ?? '')).replace(/\/$/, '');
    const existe = chemins.some((c) => c === vers || c.startsWith(`${vers}/`));
    return existe ? [] : [probleme(doc, m.index, vers, `Lien mort : ${m[1]}.`)];
  });
}

/** Records and pages that the code names in a comment or a sentence. */
function citations(fichiers: readonly Fichier[], f: Fichier): Probleme[] {
  const chemins = fichiers.map((x) => x.chemin);
  return [...f.contenu.matchAll(/\bdocs\/[a-z0-9][a-z0-9/-]*(\.md)?/g)].flatMap((m) => {
    const vers = m[0].replace(/\/$/, '');
    return chemins.some((c) => c.startsWith(vers)) ? [] : [probleme(f, m.index, vers, `${m[0]} n’existe pas : écrivez la fiche, ou corrigez le renvoi.`)];
  });
}

const lues = (f: Fichier): string[] =>
  [...f.contenu.matchAll(/\benv(?:\.|\[')([A-Z][A-Z0-9_]+)|^\s+([A-Z][A-Z0-9_]+): z\./gm)].map((m) => m[1] ?? m[2] ?? '').filter((v) => !VARIABLES_CONVENUES.has(v));

/** Settings read by the code and absent from the README's table, and the reverse. */
function variables(fichiers: readonly Fichier[], doc: Fichier): Probleme[] {
  const produit = fichiers.filter((f) => estCode(f.chemin) && !estEssai(f.chemin) && !/^(tools\/controles|bench)\//.test(f.chemin));
  const dites = new Set([...doc.contenu.matchAll(/^\| `([A-Z][A-Z0-9_]+)`/gm)].map((m) => m[1] ?? ''));
  const oubliees = produit.flatMap((f) => lues(f).filter((v) => !dites.has(v)).map((v) => ({ chemin: f.chemin, detail: v, message: `La variable ${v} manque au tableau des variables de README.md.` })));
  const toutes = fichiers.filter((f) => estCode(f.chemin)).map((f) => f.contenu).join('\n');
  const perimees = [...dites].filter((v) => !toutes.includes(v)).map((v) => ({ chemin: doc.chemin, detail: v, message: `La variable ${v} n’est lue par aucun fichier : ôtez-la du tableau.` }));
  const uniques = new Map(oubliees.map((p) => [p.detail, p]));
  return [...uniques.values(), ...perimees];
}

/** Documents that would lie to a newcomer. */
export const documents: Controle = (fichiers) => {
  const pages = fichiers.filter((f) => f.chemin.endsWith('.md'));
  const accueil = pages.find((f) => f.chemin === LISEZ_MOI);
  const code = fichiers.filter((f) => estCode(f.chemin) && !estEssai(f.chemin) && !f.chemin.startsWith('tools/'));
  return [...code.flatMap((f) => citations(fichiers, f)), ...pages.flatMap((p) => [...liens(fichiers, p), ...commandes(fichiers, p)]), ...(accueil ? variables(fichiers, accueil) : [])];
};
