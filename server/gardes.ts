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
  const enTls = config.url.startsWith('https:');
  return async (c, suite) => {
    await suite();
    // A document shown in a frame of its own (a letter of the demo mailbox) comes with a stricter policy.
    if (!c.res.headers.has('Content-Security-Policy')) c.header('Content-Security-Policy', `${CSP}; form-action ${formulaires}`);
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'same-origin');
    c.header('Cross-Origin-Opener-Policy', 'same-origin');
    c.header('Permissions-Policy', 'camera=(self), geolocation=(), microphone=()');
    if (enTls) c.header('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
  };
}

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
