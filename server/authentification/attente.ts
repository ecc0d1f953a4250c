import { getCookie } from 'hono/cookie';
import type { z } from 'zod';
import { nomDeCookie } from '../jetons.ts';
import type { C } from '../vue-page.ts';

const DUREE_SECONDES = 1800;

/**
 * What one gesture remembers between two pages, in a cookie of the browser: an address typed, where to go next.
 * Not a secret and never believed: whoever reads it parses it again. Undefined when absent or not of that shape.
 */
export function lireAttente<T>(c: C, nom: string, schema: z.ZodType<T>): T | undefined {
  try {
    const lu = schema.safeParse(JSON.parse(Buffer.from(getCookie(c, nomDeCookie(c.var.services.config.url, nom)) ?? '', 'base64url').toString('utf8')));
    return lu.success ? lu.data : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it for half an hour, or forgets it when `valeur` is undefined. */
export function poserAttente(c: C, nom: string, valeur: unknown, secondes = DUREE_SECONDES): void {
  const { url } = c.var.services.config;
  const texte = valeur === undefined ? '' : Buffer.from(JSON.stringify(valeur)).toString('base64url');
  c.header('Set-Cookie', `${nomDeCookie(url, nom)}=${texte}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${valeur === undefined ? 0 : secondes}${url.startsWith('https:') ? '; Secure' : ''}`, { append: true });
}
