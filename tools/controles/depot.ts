import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** One file of the repository, as every check sees it: in memory, so that a test can invent one. */
export type Fichier = { readonly chemin: string; readonly contenu: string };

/**
 * One thing to mend. `detail` distinguishes several problems of one file in the lists of exceptions;
 * `message` says in one line what to do.
 */
export type Probleme = { readonly chemin: string; readonly ligne?: number; readonly detail?: string; readonly message: string };

/** A check: a pure function from the files to what is wrong with them. */
export type Controle = (fichiers: readonly Fichier[]) => readonly Probleme[];

const TEXTE = /\.(tsx?|mjs|json|md|css|txt|html|sh|yml|svg)$|(^|\/)(LICENSE|run)$/;

/** Where nothing of ours lives, for a copy of the code without git. */
const AILLEURS = /(^|\/)(node_modules|dist|\.maillage|\.git|coverage)(\/|$)|\.log$/;

function cheminsDe(racine: string): string[] {
  try {
    return execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: racine, encoding: 'utf8', maxBuffer: 2 ** 26, stdio: ['ignore', 'pipe', 'ignore'] }).split('\0');
  } catch {
    const sous = (dossier: string): string[] =>
      readdirSync(dossier, { withFileTypes: true }).flatMap((e) => {
        const chemin = join(dossier, e.name);
        if (AILLEURS.test(relative(racine, chemin).replaceAll('\\', '/'))) return [];
        return e.isDirectory() ? sous(chemin) : [relative(racine, chemin).replaceAll('\\', '/')];
      });
    return sous(racine);
  }
}

/** Every file that git knows or would add, so that a check sees what is about to be committed; of those that are not text, the name only. */
export function lireDepot(racine: string): Fichier[] {
  return cheminsDe(racine)
    .filter((chemin) => chemin !== '' && existsSync(join(racine, chemin)))
    .toSorted()
    .map((chemin) => ({ chemin, contenu: TEXTE.test(chemin) && chemin !== 'package-lock.json' ? readFileSync(join(racine, chemin), 'utf8') : '' }));
}

export const estCode = (chemin: string): boolean => /\.(ts|tsx|mjs)$/.test(chemin);
export const estEssai = (chemin: string): boolean => /\.test\.tsx?$/.test(chemin) || chemin.startsWith('e2e/');

export const ligneDe = (contenu: string, position: number): number => contenu.slice(0, position).split('\n').length;
