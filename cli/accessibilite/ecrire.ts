import { randomUUID } from 'node:crypto';
import { lstatSync, readlinkSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { nommer } from './csv.ts';

const citer = (id: string): string => (/[",\r\n]/.test(id) ? `"${id.replaceAll('"', '""')}"` : id);

/** `id,valeur`, each value in the shortest form that reads back as the same number; empty where there is none. */
export function resultatEnCsv(ids: readonly string[], valeurs: Float64Array): string {
  const lignes = ['id,valeur'];
  ids.forEach((id, i) => {
    const v = valeurs[i];
    lignes.push(`${citer(id)},${v === undefined || Number.isNaN(v) ? '' : v}`);
  });
  return `${lignes.join('\n')}\n`;
}

/** The file behind a link, even one that leads to no file yet. */
function cibleDe(chemin: string): string {
  const etat = lstatSync(chemin, { throwIfNoEntry: false });
  return etat?.isSymbolicLink() ? cibleDe(resolve(dirname(chemin), readlinkSync(chemin))) : chemin;
}

/** Do these two paths lead to the same file? */
export function memeFichier(a: string, b: string): boolean {
  const [x, y] = [a, b].map((c) => statSync(c, { throwIfNoEntry: false }));
  return x !== undefined && y !== undefined && x.isFile() && x.dev === y.dev && x.ino === y.ino;
}

/** Writes the whole file or nothing; returns a refusal when it cannot be written. What is not a file (a device, a pipe) is written into, never replaced. */
export function ecrireEntier(chemin: string, contenu: string): string | undefined {
  let provisoire: string | undefined;
  try {
    // Asked of the path itself: a link to a pipe (/dev/stdout) leads to a name that no folder holds.
    const etat = statSync(chemin, { throwIfNoEntry: false });
    if (etat && !etat.isFile()) {
      writeFileSync(chemin, contenu);
      return undefined;
    }
    const cible = cibleDe(chemin);
    provisoire = join(dirname(cible), `.${basename(cible)}.${randomUUID()}`);
    writeFileSync(provisoire, contenu);
    renameSync(provisoire, cible);
    return undefined;
  } catch {
    if (provisoire !== undefined) rmSync(provisoire, { force: true });
    return `${nommer(chemin)} ne peut pas être écrit : vérifiez que le dossier existe et que vous avez le droit d’y écrire.`;
  }
}
