import type { Expression, Node } from 'oxc-parser';
import type { Controle, Fichier, Probleme } from './depot.ts';
import { migrationsDe } from './migrations.ts';
import { analyser, parcourir } from './syntaxe.ts';

export const GLOSSAIRE = 'docs/glossaire.md';

type Mot = { readonly mot: string; readonly nature: string; readonly chemin: string };

const nu = (e: Expression | null): Expression | null => (e?.type === 'TSSatisfiesExpression' || e?.type === 'TSAsExpression' ? nu(e.expression) : e);

/** The literal members of `z.enum([...])`, or none. */
function membres(e: Expression | null): string[] {
  const appel = nu(e);
  if (appel?.type !== 'CallExpression' || appel.callee.type !== 'MemberExpression') return [];
  if (appel.callee.property.type !== 'Identifier' || appel.callee.property.name !== 'enum') return [];
  const liste = appel.arguments[0];
  if (liste?.type !== 'ArrayExpression') return [];
  return liste.elements.flatMap((x) => (x?.type === 'Literal' && typeof x.value === 'string' ? [x.value] : []));
}

/** The keys of an object literal: the statuses of a `transitions` table. */
function cles(e: Expression | null): string[] {
  const objet = nu(e);
  if (objet?.type !== 'ObjectExpression') return [];
  return objet.properties.flatMap((p) => {
    if (p.type !== 'Property') return [];
    if (p.key.type === 'Identifier') return [p.key.name];
    return p.key.type === 'Literal' && typeof p.key.value === 'string' ? [p.key.value] : [];
  });
}

function motsDuCode(f: Fichier): Mot[] {
  if (!/^core\/tenancy\.ts$|^modules\/[^/]+\/(model|transitions)\.ts$/.test(f.chemin)) return [];
  const mots: Mot[] = [];
  const noter = (liste: readonly string[], nature: string): void => void mots.push(...liste.map((mot) => ({ mot, nature, chemin: f.chemin })));
  parcourir(analyser(f).programme, (n: Node) => {
    if (n.type !== 'VariableDeclarator' || n.id.type !== 'Identifier') return;
    if (n.id.name === 'Role') noter(membres(n.init), 'rôle');
    if (/^(Statut|Etape)/.test(n.id.name)) noter(membres(n.init), 'statut');
    if (/^transitions/i.test(n.id.name)) noter(cles(n.init), 'statut');
  });
  return mots;
}

const tables = (f: Fichier): Mot[] =>
  [...f.contenu.matchAll(/create\s+(?:unlogged\s+)?table\s+(?:if not exists\s+)?(?:[a-z_]+\.)?"?([a-z_]+)|createTable\(\s*['"`](?:[a-z_]+\.)?([a-z_]+)/gi)].map((m) => ({
    mot: m[1] ?? m[2] ?? '',
    nature: 'table',
    chemin: f.chemin,
  }));

/** `statut text … check (statut in ('envoyee', 'acceptee'))` */
const statutsEnBase = (f: Fichier): Mot[] =>
  [...f.contenu.matchAll(/\b(?:statut|etape)\s+in\s*\(([^)]*)\)/g)].flatMap((m) => [...(m[1] ?? '').matchAll(/'([a-z_]+)'/g)].map((s) => ({ mot: s[1] ?? '', nature: 'statut', chemin: f.chemin })));

const modules = (fichiers: readonly Fichier[]): Mot[] =>
  [...new Set(fichiers.flatMap((f) => /^modules\/([^/]+)\//.exec(f.chemin)?.[1] ?? []))].map((mot) => ({ mot, nature: 'module', chemin: `modules/${mot}` }));

/** Every module, table, status and role has its line in the glossary, written between backquotes. */
export const vocabulaire: Controle = (fichiers) => {
  const glossaire = fichiers.find((f) => f.chemin === GLOSSAIRE)?.contenu ?? '';
  const definis = new Set([...glossaire.matchAll(/`([^`\s]+)`/g)].map((m) => m[1]));
  const mots = [...modules(fichiers), ...migrationsDe(fichiers).flatMap((f) => [...tables(f), ...statutsEnBase(f)]), ...fichiers.flatMap(motsDuCode)];
  const vus = new Set<string>();
  return mots.flatMap(({ mot, nature, chemin }): Probleme[] => {
    if (definis.has(mot) || vus.has(mot)) return [];
    vus.add(mot);
    return [{ chemin, detail: mot, message: `Le mot \`${mot}\` (${nature}) manque dans ${GLOSSAIRE} : ajoutez sa ligne.` }];
  });
};
