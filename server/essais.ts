import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import type { Kysely } from 'kysely';
import { afterAll } from 'vitest';
import type { CptsId, PersonneId, Role } from '#core/tenancy.ts';
import { type Adresse, ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import { type Essai, INSTANT } from '#db/essais.ts';
import type { Schema } from '#db/schema.ts';
import { creerApplication } from './application.tsx';
import { lireConfiguration } from './configuration.ts';
import type { Contexte } from './contexte.ts';
import type { CourrielAEcrire, Poste } from './courriel.ts';
import type { Direct } from './direct.ts';
import { COOKIE_SESSION, cookieDuJeton, jetonDeFormulaire, nomDeCookie } from './jetons.ts';
import type { Services } from './services.ts';
import type { Env } from './vue-page.ts';

export const SECRET = 'secret-des-essais-secret-des-essais-secret';
export const SITE = 'http://localhost:3000';
/** No live refresh: for tests that look at pages one by one. */
export const SANS_DIRECT: Direct = { abonner: () => () => undefined, nombre: () => 0, pret: Promise.resolve(), fermer: () => Promise.resolve() };

/** The services of a process, on a test database: letters are kept in `partis` instead of leaving. */
export function servicesEssai(adresse: Adresse, avec: Partial<Services> = {}): { services: Services; partis: CourrielAEcrire[]; fermer: () => Promise<void> } {
  const partis: CourrielAEcrire[] = [];
  const poste: Poste = {
    envoyer: (c) => {
      partis.push(c);
      return Promise.resolve();
    },
    fermer: () => undefined,
  };
  const pool = ouvrirPool(adresse, 'maillage_app', 10);
  const poolComptes = ouvrirPool(adresse, 'maillage_comptes', 2);
  const services: Services = { config: lireConfiguration({ MAILLAGE_SECRET: SECRET, NODE_ENV: 'test' }), db: ouvrirDb(pool), pool, poolComptes, actifs: { css: [], js: [] }, poste, maintenant: () => INSTANT, ...avec };
  return {
    services,
    partis,
    fermer: async () => {
      await Promise.all([pool.end(), poolComptes.end()]);
    },
  };
}

/** A session as the browser of this person would hold it: its token and the header it sends. */
async function session(proprietaire: Kysely<Schema>, personneId: PersonneId): Promise<{ jeton: string; entetes: { Cookie: string } }> {
  const jeton = randomBytes(24).toString('base64url');
  await proprietaire.insertInto('sessions').values({ personne_id: personneId, jeton, expire_le: new Date(Date.now() + 3_600_000), adresse_ip: null, agent: null }).execute();
  return { jeton, entetes: { Cookie: `${nomDeCookie(SITE, COOKIE_SESSION)}=${cookieDuJeton(jeton, SECRET)}` } };
}

/** Signs a person in: the header that their browser would send. */
export async function cookieDe(proprietaire: Kysely<Schema>, personneId: PersonneId): Promise<{ Cookie: string }> {
  return (await session(proprietaire, personneId)).entetes;
}

type Valeur = string | File;
/** What a form sends, by name; several values under one name as a list, or as pairs when their order counts. */
export type Champs = Readonly<Record<string, Valeur | readonly string[]>> | readonly (readonly [string, string])[];

/** The body of a form, as a browser writes it: multipart when a file is in it. A `jeton` among the fields takes the place of the true one. */
export function corpsDeFormulaire(jeton: string, champs: Champs): FormData | URLSearchParams {
  const paires: [string, Valeur][] = Array.isArray(champs) ? champs.map(([nom, v]) => [nom, v]) : Object.entries(champs).flatMap(([nom, v]) => (Array.isArray(v) ? v : [v]).map((x: Valeur): [string, Valeur] => [nom, x]));
  if (!paires.some(([nom]) => nom === 'jeton')) paires.unshift(['jeton', jeton]);
  if (paires.every((p): p is [string, string] => typeof p[1] === 'string')) return new URLSearchParams(paires);
  const corps = new FormData();
  for (const [nom, v] of paires) corps.append(nom, v);
  return corps;
}

type Ici = { readonly id: CptsId; readonly slug: string; readonly nom: string };
/** A person signed in: `lire` and `poster` take addresses after /cpts/<slug>; `dans` runs a use case as this person. */
export type Visite = {
  readonly cpts: Ici;
  readonly moi: { readonly id: PersonneId; readonly nom: string; readonly courriel: string };
  readonly entetes: { readonly Cookie: string };
  readonly lire: (chemin: string) => Promise<Response>;
  readonly poster: (chemin: string, champs?: Champs) => Promise<Response>;
  readonly dans: <T>(faire: (ctx: Contexte) => Promise<T>, maintenant?: Date) => Promise<T>;
};
type SiteOuvert = {
  readonly app: Hono<Env>;
  readonly services: Services;
  readonly partis: readonly CourrielAEcrire[];
  /** Somebody who exists already, in the CPTS of this address. */
  readonly visiter: (slug: string, personneId: PersonneId) => Promise<Pick<Visite, 'entetes' | 'lire' | 'poster'>>;
  /** Somebody without an account who opens this page, then sends its form with the cookie and the token it gave them. */
  readonly passant: (chemin: string) => Promise<{ page: Response; html: string; poster: (chemin: string, champs: Champs) => Promise<Response> }>;
};
type Navigateur = {
  readonly gardes: Map<string, { readonly valeur: string; readonly chemin: string }>;
  readonly ouvrir: (chemin: string) => Promise<Response>;
  readonly poster: (chemin: string, champs?: Readonly<Record<string, string>>) => Promise<Response>;
};
/** A browser with nobody signed in, unless `Cookie` says who: it keeps the cookies it is given, each under its path. */
export function navigateurEssai(app: Hono<Env>, { Cookie }: { readonly Cookie?: string } = {}): Navigateur {
  const gardes: Navigateur['gardes'] = new Map();
  const cookies = (chemin: string): string => [Cookie, ...[...gardes].filter(([, g]) => chemin.startsWith(g.chemin)).map(([nom, g]) => `${nom}=${g.valeur}`)].filter(Boolean).join('; ');
  const recevoir = (r: Response): Response => {
    for (const s of r.headers.getSetCookie()) {
      const [, nom = '', valeur = ''] = /^([^=]+)=([^;]*)/.exec(s) ?? [];
      gardes.set(nom, { valeur, chemin: /Path=([^;]+)/.exec(s)?.[1] ?? '/' });
    }
    return r;
  };
  return {
    gardes,
    ouvrir: async (chemin) => recevoir(await app.request(SITE + chemin, { headers: { Cookie: cookies(chemin) } })),
    poster: async (chemin, champs = {}) => recevoir(await app.request(SITE + chemin, { method: 'POST', headers: { Cookie: cookies(chemin), Origin: SITE }, body: new URLSearchParams(champs) })),
  };
}

type SiteEssai = SiteOuvert & { readonly entrer: (roles?: readonly Role[], ici?: Ici, nom?: string) => Promise<Visite> };

/** The whole application on this database. Closed after the file's tests. */
export function ouvrirSite(base: Pick<Essai, 'adresse' | 'proprietaire'>, avec: Partial<Services> = {}): SiteOuvert {
  const { services, partis, fermer } = servicesEssai(base.adresse, avec);
  const app = creerApplication(services, SANS_DIRECT);
  afterAll(fermer);
  const visiter: SiteOuvert['visiter'] = async (slug, personneId) => {
    const { jeton, entetes } = await session(base.proprietaire, personneId);
    const adresse = (chemin: string): string => `${SITE}/cpts/${slug}${chemin}`;
    return {
      entetes,
      lire: async (chemin) => app.request(adresse(chemin), { headers: entetes }),
      poster: async (chemin, champs = {}) => app.request(adresse(chemin), { method: 'POST', headers: { ...entetes, Origin: SITE }, body: corpsDeFormulaire(jetonDeFormulaire(jeton, SECRET), champs) }),
    };
  };
  const passant: SiteOuvert['passant'] = async (ouverte) => {
    const page = await app.request(SITE + ouverte);
    const html = await page.clone().text();
    const jeton = /name="jeton" (?:content|value)="([^"]+)"/.exec(html)?.[1] ?? '';
    const entetes = { Cookie: (page.headers.get('set-cookie') ?? '').split(';')[0] ?? '', Origin: SITE };
    return { page, html, poster: async (chemin, champs) => app.request(SITE + chemin, { method: 'POST', headers: entetes, body: corpsDeFormulaire(jeton, champs) }) };
  };
  return { app, services, partis, visiter, passant };
}

/** The same, with people who enter it: a coordinator in a CPTS of their own, unless the test says who and where. */
export function siteEssai(base: Essai, avec: Partial<Services> = {}): SiteEssai {
  const site = ouvrirSite(base, avec);
  const entrer: SiteEssai['entrer'] = async (roles = ['coordination'], ici, nom = 'Camille Essai') => {
    const cpts = ici ?? (await base.uneCpts());
    const moi = await base.unePersonne(cpts.id, roles, nom);
    return { cpts, moi, ...(await site.visiter(cpts.slug, moi.id)), dans: (faire, maintenant) => base.dans(cpts.id, moi.id, roles, faire, maintenant) };
  };
  return { ...site, entrer };
}

/** The HTML of an answer, without the renderer's marks, every kind of space made plain. */
export const texte = async (r: Response): Promise<string> => (await r.text()).replace(/<!--.*?-->/g, '').replace(/[\u00a0\u202f]/g, ' ');

const ENTITES: Readonly<Record<string, string>> = { '&#39;': '’', '&quot;': '"', '&lt;': '<', '&gt;': '>', '&amp;': '&' };
/** What the person reads: words that only emphasis or a link parts stay together, blocks are apart. */
export const mots = async (r: Response): Promise<string> =>
  (await texte(r))
    .replace(/<script.*?<\/script>/gs, '')
    .replace(/<\/?(?:a|abbr|b|bdi|code|em|i|mark|small|span|strong|sup|time)\b[^>]*>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(?:#39|quot|lt|gt|amp);/g, (e) => ENTITES[e] ?? e)
    .replace(/\s+/g, ' ');
