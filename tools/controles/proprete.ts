import type { Node } from 'oxc-parser';
import { estCode, estEssai, ligneDe } from './depot.ts';
import type { Controle, Fichier, Probleme } from './depot.ts';
import { analyser, parcourir } from './syntaxe.ts';

/** Where a proof of access may be minted: the session's gate and the token's gate. */
const PORTE = /^(server\/portes|fhir\/token)[^/]*\.tsx?$/;

/** Files whose result must depend on their arguments only. */
const SANS_HORLOGE = /^(core\/|modules\/[^/]+\/((regimes|transitions|permissions|constants|fhir)\.ts|(model|rules|labels|view|builders)(-[a-z]+)?\.ts|moteur\/|pages\/))/;

/** Tools read a default export in their settings; a declaration says what another's package exports. */
const CONFIGURATION = /\.(config|d)\.ts$/;

type Regle = {
  readonly detail: string;
  readonly message: string;
  readonly concerne: (chemin: string) => boolean;
  readonly faute: (n: Node) => boolean;
};

const nom = (n: Node): string | undefined => (n.type === 'Identifier' ? n.name : undefined);
const appelDe = (n: Node, objet: string, methode: string): boolean =>
  n.type === 'CallExpression' && n.callee.type === 'MemberExpression' && nom(n.callee.object) === objet && nom(n.callee.property) === methode;

const hasard = (n: Node): boolean => appelDe(n, 'Math', 'random') || appelDe(n, 'crypto', 'randomUUID') || appelDe(n, 'crypto', 'getRandomValues');

const horloge = (n: Node): boolean =>
  (n.type === 'NewExpression' && nom(n.callee) === 'Date' && n.arguments.length === 0) ||
  appelDe(n, 'Date', 'now') ||
  appelDe(n, 'performance', 'now') ||
  (n.type === 'MemberExpression' && nom(n.object) === 'Temporal' && nom(n.property) === 'Now');

const forge = (n: Node): boolean =>
  n.type === 'TSAsExpression' && n.typeAnnotation.type === 'TSTypeReference' && (nom(n.typeAnnotation.typeName)?.endsWith('Autorisee') ?? false);

const sansEssai = (chemin: string): boolean => SANS_HORLOGE.test(chemin) && !estEssai(chemin) && !chemin.endsWith('.galerie.tsx');

/** A wait shorter than the house's, or a clock in a test of the repository: what a loaded machine turns red without a fault. */
const chronometre = (n: Node): boolean => appelDe(n, 'vi', 'waitFor') || appelDe(n, 'performance', 'now');

const REGLES: readonly Regle[] = [
  { detail: 'chronometre', message: 'Attendez par `bientot` (db/essais.ts) ; une vitesse se mesure dans bench/.', concerne: estEssai, faute: chronometre },
  { detail: 'horloge', message: 'Prenez le jour ou l’instant en argument.', concerne: sansEssai, faute: horloge },
  { detail: 'hasard', message: 'Prenez l’identifiant ou le tirage en argument.', concerne: sansEssai, faute: hasard },
  { detail: 'preuve', message: 'Seules les portes (server/portes.ts, fhir/token.ts) délivrent une preuve : demandez-la-leur.', concerne: (c) => !PORTE.test(c), faute: forge },
  { detail: 'export-par-defaut', message: 'Pas d’export par défaut : nommez ce que vous exportez.', concerne: (c) => !CONFIGURATION.test(c), faute: (n) => n.type === 'ExportDefaultDeclaration' },
  { detail: 'classe', message: 'Des fonctions, pas de classe (sauf une erreur : class X extends Error).', concerne: (c) => !c.endsWith('.d.ts'), faute: (n) => n.type === 'ClassDeclaration' && !((n.superClass && nom(n.superClass)) ?? '').endsWith('Error') },
];

/** `test`, `test.each(…)`, `it.runIf(…)`: the word a call starts with. */
const racineDe = (n: Node): string | undefined => {
  if (n.type === 'CallExpression') return racineDe(n.callee);
  return n.type === 'MemberExpression' ? racineDe(n.object) : nom(n);
};

const ATTEND = /\b(expect|assert)/;

/** Functions of a test file that expect something for its tests, by name. */
function aides(f: Fichier): string[] {
  const noms: string[] = [];
  parcourir(analyser(f).programme, (n) => {
    const sien = n.type === 'FunctionDeclaration' ? n.id?.name : n.type === 'VariableDeclarator' ? nom(n.id) : undefined;
    if (sien !== undefined && ATTEND.test(f.contenu.slice(n.start, n.end))) noms.push(sien);
  });
  return noms;
}

/** A test whose body expects nothing, by itself or by a helper of its file, cannot fail. Shared helpers are named `attendre…` or `verifier…`. */
function muet(f: Fichier, n: Node, aidants: readonly string[]): boolean {
  if (n.type !== 'CallExpression' || !/^(test|it)$/.test(racineDe(n.callee) ?? '')) return false;
  const corps = n.arguments.find((a) => a.type === 'ArrowFunctionExpression' || a.type === 'FunctionExpression');
  if (!corps) return false;
  const texte = f.contenu.slice(corps.start, corps.end);
  return !ATTEND.test(texte) && !/\b(attendre|verifier)[A-Z]?/.test(texte) && !aidants.some((a) => texte.includes(`${a}(`));
}

const ASCII = /^[\x20-\x7e]*$/;
const accentue = (n: Node): string | undefined =>
  (n.type === 'Identifier' || n.type === 'JSXIdentifier' || n.type === 'PrivateIdentifier') && !ASCII.test(n.name) ? n.name : undefined;

/** The day, chance and proofs of access come in as arguments; names are plain ASCII. */
export const proprete: Controle = (fichiers) => fichiers.filter((f) => estCode(f.chemin)).flatMap(duFichier);

function duFichier(f: Fichier): Probleme[] {
  const regles = REGLES.filter((r) => r.concerne(f.chemin));
  const problemes: Probleme[] = [];
  const essai = estEssai(f.chemin);
  const aidants = essai ? aides(f) : [];
  parcourir(analyser(f).programme, (n) => {
    for (const r of regles) if (r.faute(n)) problemes.push({ chemin: f.chemin, ligne: ligneDe(f.contenu, n.start), detail: r.detail, message: r.message });
    if (essai && muet(f, n, aidants)) problemes.push({ chemin: f.chemin, ligne: ligneDe(f.contenu, n.start), detail: 'essai-muet', message: 'Cet essai n’attend rien : il ne peut pas échouer.' });
    const mot = accentue(n);
    if (mot !== undefined) problemes.push({ chemin: f.chemin, ligne: ligneDe(f.contenu, n.start), detail: 'accent', message: `Un nom s’écrit sans accent : ${mot}.` });
  });
  return problemes;
}
