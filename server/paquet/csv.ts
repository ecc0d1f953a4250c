import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export type Ligne = Readonly<Record<string, string>>;

function decouperLigne(ligne: string): readonly string[] {
  if (!ligne.includes('"')) return ligne.split(',');
  return [...ligne.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => m[1]?.replaceAll('""', '"') ?? m[2] ?? '');
}

/** The lines of a reference file, plain or compressed, by the names of its columns; none when the file is absent. */
export function lireCsv(dossier: string, fichier: string): readonly Ligne[] {
  const chemin = join(dossier, fichier);
  if (!existsSync(chemin)) return [];
  const brut = readFileSync(chemin);
  const [entete, ...lignes] = (fichier.endsWith('.gz') ? gunzipSync(brut) : brut).toString('utf8').replace(/\r/g, '').trimEnd().split('\n');
  const noms = decouperLigne(entete ?? '');
  return lignes.map((l) => Object.fromEntries(decouperLigne(l).map((v, i) => [noms[i] ?? '', v])));
}

/** An empty field is not zero. */
export const nombre = (texte: string | undefined): number => (texte === undefined || texte === '' ? Number.NaN : Number(texte));
