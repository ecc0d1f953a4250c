import { estCode } from './depot.ts';
import type { Controle, Fichier, Probleme } from './depot.ts';
import { analyser } from './syntaxe.ts';

/**
 * Files a module may hold, tests aside. The list of the design, closed on purpose: one knows where a thing is before looking.
 * A module with several objects names the object after the kind: `routes-echanges.tsx` beside `routes.tsx`.
 */
const FICHIER_DE_MODULE =
  /^(README\.md|(regimes|constants|transitions|permissions|fhir)\.ts|(model|rules|labels|view|builders|repository|queries)(-[a-z]+)?\.ts|routes(-[a-z]+)?\.tsx?|use-cases\/[^/]+\.ts|pages\/[^/]+\.tsx|islands\/[^/]+\.tsx?|moteur\/[^/]+\.ts)$/;

const ESSAI = /\.(test|base\.test)\.tsx?$/;
/** Conclure, inclure and exclure end like nouns (signature, ouverture): the ending decides. */
const INFINITIF = /^[a-z]*(er|ir|clure|[^u]re)(-[a-z0-9]+)+\.ts$/;
const CHEMIN = /^[a-z0-9._/-]+$/;
/** Names fixed by tools and habits, upper case included. */
const NOM_CONVENU = /(^|\/)(README\.md|LICENSE|SOURCE\.md)$/;
/** Data is read in place, never copied here; documents are made by the program. */
const DONNEES = /\.(csv|tsv|parquet|gz|zip|7z|topojson|geojson|pdf|docx|xlsx|odt|sqlite|dump|woff2?|ttf)$/;
const FOURRE_TOUT = /(^|\/)(utils?|helpers?|common|shared|misc|divers|lib)(\/|\.[a-z]+$)/;

const chemins = (f: Fichier): Probleme[] => {
  const problemes: Probleme[] = [];
  if (!CHEMIN.test(f.chemin) && !NOM_CONVENU.test(f.chemin)) {
    problemes.push({ chemin: f.chemin, detail: 'nom', message: 'Un chemin s’écrit en minuscules sans accent ni espace : renommez.' });
  }
  if (FOURRE_TOUT.test(f.chemin)) problemes.push({ chemin: f.chemin, detail: 'fourre-tout', message: 'Pas de fourre-tout : nommez le fichier d’après le mot qu’il porte.' });
  if (DONNEES.test(f.chemin)) problemes.push({ chemin: f.chemin, detail: 'donnees', message: 'Les données ne vivent pas dans le dépôt : lisez-les en place (MAILLAGE_DONNEES).' });
  return problemes;
};

function barils(f: Fichier): Probleme[] {
  if (!estCode(f.chemin)) return [];
  if (/(^|\/)index\.tsx?$/.test(f.chemin)) return [{ chemin: f.chemin, detail: 'baril', message: 'Pas de fichier index : importez le fichier qui porte le mot.' }];
  const corps = analyser(f).programme.body;
  const reexporte = corps.filter((n) => (n.type === 'ExportNamedDeclaration' && n.source !== null) || n.type === 'ExportAllDeclaration');
  const baril = corps.length > 0 && reexporte.length === corps.length;
  return baril ? [{ chemin: f.chemin, detail: 'baril', message: 'Ce fichier ne fait que réexporter : supprimez-le et importez à la source.' }] : [];
}

function dansUnModule(f: Fichier): Probleme[] {
  const [, dedans] = /^modules\/[^/]+\/(.+)$/.exec(f.chemin) ?? [];
  if (dedans === undefined) return [];
  const [, verbe] = /^use-cases\/([^/]+)$/.exec(dedans) ?? [];
  if (verbe !== undefined && !ESSAI.test(verbe) && !INFINITIF.test(verbe)) {
    return [{ chemin: f.chemin, detail: 'cas-d-usage', message: 'Un cas d’usage se nomme <verbe à l’infinitif>-<objet>.ts, comme valider-adhesion.ts.' }];
  }
  const teste = ESSAI.test(dedans) ? [dedans.replace(ESSAI, '.ts'), dedans.replace(ESSAI, '.tsx')] : [dedans];
  if (teste.some((nom) => FICHIER_DE_MODULE.test(nom))) return [];
  return [{ chemin: f.chemin, detail: 'nom-de-fichier', message: 'Ce nom n’est pas dans la liste des fichiers d’un module (README, « Where do I put…? »).' }];
}

function lisezMoi(fichiers: readonly Fichier[]): Probleme[] {
  const modules = new Set(fichiers.flatMap((f) => /^modules\/([^/]+)\//.exec(f.chemin)?.[1] ?? []));
  const presents = new Set(fichiers.map((f) => f.chemin));
  return [...modules]
    .filter((m) => !presents.has(`modules/${m}/README.md`))
    .map((m) => ({ chemin: `modules/${m}`, detail: 'lisez-moi', message: 'Écrivez le README.md du module : le mot, les textes, les questions ouvertes, en quinze lignes.' }));
}

/** Names and places of files. */
export const structure: Controle = (fichiers) => [
  ...fichiers.flatMap((f) => [...chemins(f), ...barils(f), ...dansUnModule(f)]),
  ...lisezMoi(fichiers),
];
