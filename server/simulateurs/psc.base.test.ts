import { serve } from '@hono/node-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { professionnelsSimules } from '#db/demo/comptes.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { creerApplication } from '../application.tsx';
import { baseDesComptes } from '../authentification/base.ts';
import { unPortLibre } from '../demarrage.ts';
import { cookieDe, SANS_DIRECT, servicesEssai } from '../essais.ts';
import { lancerSimulateurPsc, type SimulateurPsc } from './psc.ts';

const base = essaiAvecBase();
const port = await unPortLibre('127.0.0.1');
const url = `http://localhost:${port}`;
const gens = professionnelsSimules();
const { services: sans, fermer } = servicesEssai(base.adresse);
let simulateur: SimulateurPsc;
let http: ReturnType<typeof serve>;

beforeAll(async () => {
  simulateur = await lancerSimulateurPsc({ port: 0, hote: '127.0.0.1', retours: [`${url}/api/auth/callback/psc`], professionnels: gens });
  const services = { ...sans, config: { ...sans.config, url, psc: simulateur.fournisseur } };
  http = serve({ fetch: creerApplication(services, SANS_DIRECT).fetch, port, hostname: '127.0.0.1' });
});
afterAll(async () => {
  http.close();
  await simulateur.arreter();
  await fermer();
});

type Pot = Map<string, string>;

/** One request of a browser that keeps its cookies by host and follows nothing by itself. */
async function demander(pots: Map<string, Pot>, adresse: string, corps?: Record<string, string>) {
  const { origin } = new URL(adresse);
  const pot = pots.get(origin) ?? new Map<string, string>();
  pots.set(origin, pot);
  const r = await fetch(adresse, { redirect: 'manual', headers: { Cookie: [...pot].map(([n, v]) => `${n}=${v}`).join('; ') }, ...(corps ? { method: 'POST', body: new URLSearchParams(corps) } : {}) });
  for (const c of r.headers.getSetCookie()) {
    const [, n = '', v = ''] = /^([^=]+)=([^;]*)/.exec(c) ?? [];
    if (v === '' || /Max-Age=0(;|$)|Expires=Thu, 01 Jan 1970/i.test(c)) pot.delete(n);
    else pot.set(n, v);
  }
  const vers = r.headers.get('location');
  return { statut: r.status, texte: await r.text(), vers: vers ? new URL(vers, adresse).href : undefined };
}

const jetonDe = (html: string): string => /name="jeton" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** From our page to the card reader, the card of `sujet`, and back, until something else than a redirect is answered. */
async function parPsc(sujet: string, depart: Record<string, string> = {}, forme = '/connexion/fournisseur', page = '/connexion') {
  const pots = new Map([[url, new Map(Object.entries(depart))]]);
  const jeton = jetonDe((await demander(pots, `${url}${page}`)).texte);
  let etape = await demander(pots, `${url}${forme}`, { jeton, fournisseur: 'psc', ...(forme === '/connexion/fournisseur' ? { retour: '/compte' } : {}) });
  const passages: string[] = [];
  for (let i = 0; i < 12 && etape.vers; i++) {
    passages.push(etape.vers);
    const lecteur = etape.vers.includes('/interaction/');
    etape = lecteur ? await demander(pots, etape.vers, { sujet }) : await demander(pots, etape.vers);
  }
  return { ...etape, passages, pots };
}

const nouvelle = gens[0];
if (!nouvelle) throw new Error('the simulator has nobody');

test('la demande porte la portée, le niveau et la preuve attendus de Pro Santé Connect', async () => {
  const { passages } = await parPsc(nouvelle.sujet);
  const { searchParams: p } = new URL(passages[0] ?? '');
  expect(Object.fromEntries(['scope', 'acr_values', 'code_challenge_method', 'response_type'].map((n) => [n, p.get(n)]))).toEqual({ scope: 'openid scope_all', acr_values: 'eidas1', code_challenge_method: 'S256', response_type: 'code' });
});

test('à la première venue, le compte naît avec le RPPS, la profession et l’activité ; à la seconde, c’est le même', async () => {
  const [premiere, seconde] = [await parPsc(nouvelle.sujet), await parPsc(nouvelle.sujet)];
  expect([premiere.statut, seconde.statut]).toEqual([200, 200]);
  expect(seconde.texte).toContain(nouvelle.rpps);
  const lues = await base.proprietaire.selectFrom('identites_professionnelles').selectAll().where('rpps', '=', nouvelle.rpps).execute();
  expect(lues).toHaveLength(1);
  expect(lues[0]).toMatchObject({ source: 'Pro Santé Connect', professions: [{ profession: nouvelle.profession, categorie: 'C' }], activites: [{ secteur: 'SA07', commune: '94081' }] });
  const liees = await base.proprietaire.selectFrom('identites_externes').select(['personne_id', 'jeton_acces']).where('sujet', '=', nouvelle.sujet).execute();
  expect(liees.map((l) => l.personne_id)).toEqual([lues[0]?.personne_id]);
  // What Pro Santé Connect hands out is kept encrypted: an opaque token of the provider is 43 characters of base64url.
  expect(liees[0]?.jeton_acces ?? '').not.toMatch(/^[\w-]{43}$/);
});

test('qui renonce revient à la page de connexion, avec une phrase et sans session', async () => {
  const { statut, texte, pots } = await parPsc('');
  expect(statut).toBe(200);
  expect(texte).toContain('Vous avez renoncé à vous identifier');
  expect(pots.get(url)?.has('maillage.session_token')).toBe(false);
});

test('une identité se lie à un compte déjà ouvert, et ne peut pas en ouvrir deux', async () => {
  const pro = gens[1];
  if (!pro) throw new Error('the simulator has one person only');
  const lier = async (): Promise<{ texte: string; id: string }> => {
    const moi = await base.unePersonne(undefined, [], 'Camille Liée');
    const { Cookie } = await cookieDe(base.proprietaire, moi.id);
    const [, valeur = ''] = /=(.*)$/.exec(Cookie) ?? [];
    const r = await parPsc(pro.sujet, { 'maillage.session_token': valeur }, '/compte/identite', '/compte');
    return { texte: r.texte, id: moi.id };
  };
  const premiere = await lier();
  expect(premiere.texte).toContain(pro.rpps);
  const seconde = await lier();
  expect(seconde.texte).toContain('déjà liée à un autre compte');
  const liees = await baseDesComptes(sans).selectFrom('identites_externes').select('personne_id').where('sujet', '=', pro.sujet).execute();
  expect(liees.map((l) => l.personne_id)).toEqual([premiere.id]);
});
