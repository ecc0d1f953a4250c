import { z } from 'zod';
import type { ActifsClient } from './vue-cadre.ts';

const Manifeste = z.record(z.string(), z.object({ file: z.string(), src: z.string().optional(), isEntry: z.boolean().optional(), css: z.array(z.string()).optional(), assets: z.array(z.string()).optional() }));

/** The files a page asks for, out of Vite's manifest (dist/client/manifeste.json). */
export function actifsDuManifeste(json: unknown, base = '/actifs/'): ActifsClient {
  const entrees = Object.values(Manifeste.parse(json));
  const url = (f: string): string => `${base}${f}`;
  const avec = (fin: string): string[] => entrees.filter((e) => e.isEntry && e.src?.endsWith(fin)).map((e) => url(e.file));
  const polices = entrees.filter((e) => /\/police\/latin\.woff2$/.test(e.src ?? '')).map((e) => url(e.file));
  const favicon = entrees.find((e) => e.src?.endsWith('favicon.svg'))?.file;
  return { css: avec('.css'), js: avec('entree.ts'), polices, ...(favicon ? { favicon: url(favicon) } : {}) };
}
