import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import type { Env } from '../vue-page.ts';

export type Vue = { readonly statut: number; readonly texte: string; readonly vers: string | undefined; readonly cookies: readonly string[] };

/** With this setting, the address that a test browser announces is believed: each has its own, and no test shuts another's doors. */
export const DERRIERE_UN_MANDATAIRE = { MAILLAGE_MANDATAIRES: '1' };

/** A browser without script, for tests: keeps its cookies, and repeats the hidden token of the last page it saw. */
export function navigateurEssai(app: Hono<Env>, depart: Readonly<Record<string, string>> = {}) {
  const pot = new Map(Object.entries(depart));
  const adresse = `2001:db8::${randomBytes(4).toString('hex').replace(/(.{4})(.{4})/, '$1:$2')}`;
  let jeton = '';
  const aller = async (chemin: string, init: RequestInit = {}): Promise<Vue> => {
    const headers = new Headers(init.headers);
    headers.set('X-Forwarded-For', adresse);
    if (pot.size > 0) headers.set('Cookie', [...pot].map(([n, v]) => `${n}=${v}`).join('; '));
    const r = await app.request(chemin, { ...init, headers });
    const cookies = r.headers.getSetCookie();
    for (const cookie of cookies) {
      const [, nom = '', valeur = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/Max-Age=0(;|$)/.test(cookie)) pot.delete(nom);
      else pot.set(nom, valeur);
    }
    const texte = await r.text();
    jeton = /name="jeton" value="([^"]+)"/.exec(texte)?.[1]?.replace(/&#x2B;|&#43;/g, '+') ?? jeton;
    return { statut: r.status, texte, vers: r.headers.get('location') ?? undefined, cookies };
  };
  return {
    pot,
    voir: (chemin: string) => aller(chemin),
    envoyer: (chemin: string, champs: Readonly<Record<string, string | readonly string[]>> = {}, avec: Readonly<Record<string, string>> = { jeton }) => {
      const corps = new URLSearchParams(avec);
      for (const [nom, v] of Object.entries(champs)) for (const un of [v].flat()) corps.append(nom, un);
      return aller(chemin, { method: 'POST', body: corps, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
    },
    /** What a script of our pages sends. */
    envoyerJson: (chemin: string, corps: unknown) => aller(chemin, { method: 'POST', body: JSON.stringify(corps), headers: { 'Content-Type': 'application/json' } }),
  };
}

/** The page as somebody would read it: without what changes at each visit. */
export const sansJeton = (html: string): string => html.replace(/name="jeton" (?:value|content)="[^"]*"/g, '').replace(/<meta name="jeton"[^>]*>/g, '');
