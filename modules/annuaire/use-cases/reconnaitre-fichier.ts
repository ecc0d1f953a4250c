import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Pool } from 'pg';
import { memesDepartements } from '../rules.ts';
import { fichierServi, noterFichier } from '../repository.ts';

type Fichier = { readonly source: 'annuaire_sante' | 'finess'; readonly chemin: string };

async function sha256De(chemin: string): Promise<string> {
  const hachage = createHash('sha256');
  for await (const m of createReadStream(chemin, { highWaterMark: 1 << 20 })) hachage.update(m);
  return hachage.digest('hex');
}

/**
 * The day this very file was imported, when it is the one of the edition served, for the same départements; `undefined` otherwise.
 * Of another length, it is not read at all.
 */
export async function reconnaitreFichier(pool: Pool, f: Fichier & { readonly departements?: readonly string[] | undefined }): Promise<Date | undefined> {
  const servi = await fichierServi(pool, f.source);
  if (!servi?.sha256 || servi.octets !== (await stat(f.chemin)).size || !memesDepartements(servi.departements, f.departements)) return undefined;
  return (await sha256De(f.chemin)) === servi.sha256 ? servi.faitLe : undefined;
}

/** After an import: what the file was, so that it is known when it comes again. */
export async function retenirFichier(pool: Pool, { source, chemin }: Fichier): Promise<void> {
  const servi = await fichierServi(pool, source);
  if (servi) await noterFichier(pool, servi.id, { octets: (await stat(chemin)).size, sha256: await sha256De(chemin) });
}
