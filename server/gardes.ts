import type { MiddlewareHandler } from 'hono';
import type { Configuration } from './configuration.ts';

const CSP = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Pro Santé Connect describes itself on `auth.…` and authorises on `wallet.…`. @source its published discovery document */
const originesDe = (decouverte: string): string[] => {
  const { origin } = new URL(decouverte);
  return [...new Set([origin, origin.replace('//auth.', '//wallet.')])];
};

/** Headers of every answer. `form-action` also allows the identity providers, which are reached by a redirect from a form. */
export function entetesDeSecurite(config: Configuration): MiddlewareHandler {
  const fournisseurs = [config.psc, config.proconnect].flatMap((f) => (f ? originesDe(f.decouverte) : []));
  const formulaires = ["'self'", ...fournisseurs].join(' ');
  const entetes: Record<string, string> = {
    'Content-Security-Policy': `${CSP}; form-action ${formulaires}`,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(self), geolocation=(), microphone=()',
    ...(config.url.startsWith('https:') ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
  };
  const paires = Object.entries(entetes);
  return async (c, suite) => {
    // Before the page is made: a header added afterwards would turn the ready string into a stream, at twice the cost.
    for (const [nom, valeur] of paires) c.header(nom, valeur);
    await suite();
    // A finished response (a file, a sign-in) comes with its own headers, and may be stricter: only what it lacks is added.
    const { headers } = c.res;
    // What says nothing of it is somebody's: no proxy keeps it, and no browser after them.
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
    for (const [nom, valeur] of paires) if (!headers.has(nom)) headers.set(nom, valeur);
  };
}

/** An address with a null byte leads nowhere: no page has one, and the database cannot even be asked. */
export const sansOctetNul: MiddlewareHandler = (c, suite) => (c.req.url.includes('%00') || c.req.url.includes('\0') ? Promise.resolve(c.text('Cette adresse n’existe pas : elle contient un octet nul.', 400)) : suite().then(() => undefined));

/** A write that comes from another site is refused before anything is read; browsers name the origin of every POST. */
export function memeOrigine(config: Configuration): MiddlewareHandler {
  const origine = new URL(config.url).origin;
  return async (c, suite) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return suite();
    const site = c.req.header('Sec-Fetch-Site');
    const de = c.req.header('Origin');
    const hote = c.req.header('Host');
    const admise = de === undefined ? site === undefined || site === 'same-origin' || site === 'none' : de === origine || (hote !== undefined && URL.canParse(de) && new URL(de).host === hote);
    if (!admise) return c.text('Cette demande vient d’un autre site : elle est refusée et rien n’a été changé.', 403);
    return suite();
  };
}
