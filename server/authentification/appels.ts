import type { Context } from 'hono';
import type { Services } from '../services.ts';
import { type Auth, authDe, ENTETE_IP } from './auth.ts';
import { adresseDe } from './sessions.ts';

export type Appel = { readonly ok: boolean; readonly statut: number; readonly corps: Readonly<Record<string, unknown>>; readonly vers: string | undefined };

/** What the library sees of a request: its cookies, its browser, and the address that our own gate read. */
export function entetesPour(c: Context, services: Services): Headers {
  const entetes = new Headers({ [ENTETE_IP]: adresseDe(c, services.config), origin: new URL(services.config.url).origin });
  for (const nom of ['cookie', 'user-agent']) {
    const valeur = c.req.header(nom);
    if (valeur) entetes.set(nom, valeur);
  }
  return entetes;
}

const objet = (v: unknown): Record<string, unknown> => (typeof v === 'object' && v !== null ? { ...v } : {});

/**
 * Asks the accounts library for one gesture on behalf of this request, and hands its cookies to the browser. `admettre` has the last word
 * on a success: what it refuses hands nothing.
 */
export async function appeler(c: Context, services: Services, geste: (auth: Auth, headers: Headers) => Promise<Response>, admettre: (corps: Appel['corps']) => Promise<boolean> = async () => true): Promise<Appel> {
  const reponse = await geste(await authDe(services), entetesPour(c, services));
  const texte = await reponse.text();
  const corps = texte.startsWith('{') ? objet(JSON.parse(texte)) : {};
  const reussi = reponse.ok || (reponse.status >= 300 && reponse.status < 400);
  if (reussi && !(await admettre(corps))) return { ok: false, statut: 401, corps: {}, vers: undefined };
  for (const cookie of reponse.headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true });
  return { ok: reussi, statut: reponse.status, corps, vers: reponse.headers.get('location') ?? undefined };
}

const PLANCHER_MS = 250;

/** An answer about a secret takes the same time whether the person exists or not: never less than a quarter of a second. */
export async function aTempsEgal<T>(faire: () => Promise<T>): Promise<T> {
  const [issue] = await Promise.allSettled([faire(), new Promise((r) => setTimeout(r, PLANCHER_MS))]);
  if (issue.status === 'rejected') throw issue.reason;
  return issue.value;
}
