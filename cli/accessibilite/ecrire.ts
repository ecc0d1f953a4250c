import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
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

/** Writes the whole file or nothing; returns a refusal when it cannot be written. */
export function ecrireEntier(chemin: string, contenu: string): string | undefined {
  const provisoire = join(dirname(chemin), `.${basename(chemin)}.${randomUUID()}`);
  try {
    writeFileSync(provisoire, contenu);
    renameSync(provisoire, chemin);
    return undefined;
  } catch {
    rmSync(provisoire, { force: true });
    return `${nommer(chemin)} ne peut pas être écrit : vérifiez que le dossier existe et que vous avez le droit d’y écrire.`;
  }
}
