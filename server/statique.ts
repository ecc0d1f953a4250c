import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import type { Context } from 'hono';
import { dossierConstruit } from '#tools/racine.ts';
import { actifsDuManifeste } from '#web/manifeste.ts';
import type { ActifsClient } from '#web/vue-cadre.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

/** What cannot be decoded names no file. */
function lisible(chemin: string): string {
  try {
    return decodeURIComponent(chemin);
  } catch {
    return '';
  }
}

/** Files of the client build, under `/actifs/`: their names change with their content, so a browser keeps them for a year. */
export function servirActif(c: Context): Response {
  const dossier = join(dossierConstruit(), 'client');
  const chemin = normalize(join(dossier, lisible(new URL(c.req.url).pathname).replace(/^\/actifs\//, '')));
  const type = TYPES[extname(chemin)];
  if (!chemin.startsWith(dossier + sep) || !type || !existsSync(chemin) || !statSync(chemin).isFile()) return c.text('Fichier introuvable.', 404);
  const codage = (['br', 'gzip'] as const).find((e) => (c.req.header('Accept-Encoding') ?? '').includes(e) && existsSync(`${chemin}.${e === 'br' ? 'br' : 'gz'}`));
  const servi = codage ? `${chemin}.${codage === 'br' ? 'br' : 'gz'}` : chemin;
  return new Response(Readable.toWeb(createReadStream(servi)) as ReadableStream, {
    headers: {
      'Content-Type': type,
      'X-Content-Type-Options': 'nosniff',
      'Content-Length': String(statSync(servi).size),
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
      ...(codage ? { 'Content-Encoding': codage } : {}),
    },
  });
}

/** The addresses of the style sheet and of the script that every page loads, read once at start. */
export function lireActifs(): ActifsClient {
  const fichier = join(dossierConstruit(), 'client', 'manifeste.json');
  return existsSync(fichier) ? actifsDuManifeste(JSON.parse(readFileSync(fichier, 'utf8'))) : { css: [], js: [] };
}
