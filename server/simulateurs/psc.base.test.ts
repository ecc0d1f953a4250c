import { createServer } from 'node:http';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { professionnelsSimules } from '#db/demo/comptes.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { creerApplication } from '../application.tsx';
import { baseDesComptes } from '../authentification/base.ts';
import { fournisseurs } from '../authentification/fournisseurs.ts';
import { unPortLibre } from '../demarrage.ts';
import { cookieDe, SANS_DIRECT, servicesEssai } from '../essais.ts';
import { lancerSimulateurPsc, type SimulateurPsc } from './psc.ts';

// The library of the accounts tells each refusal to the log of the operator.
vi.spyOn(console, 'error').mockImplementation(() => undefined);
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

type Etape = Awaited<ReturnType<typeof demander>>;
type Chemin = { readonly depart?: Readonly<Record<string, string>>; readonly lier?: boolean; readonly detourner?: (vers: string) => string; readonly jusque?: (vers: string) => boolean };

/** Follows, with the card of `sujet` at the card reader, until something else than a redirect is answered, or before `jusque`. */
async function suivre(pots: Map<string, Pot>, sujet: string, premiere: Etape, { detourner = (v) => v, jusque = () => false }: Chemin = {}) {
  let etape = premiere;
  const passages: string[] = [];
  for (let i = 0; i < 12 && etape.vers && !jusque(etape.vers); i++) {
    const vers = detourner(etape.vers);
    passages.push(vers);
    etape = vers.includes('/interaction/') ? await demander(pots, vers, { sujet }) : await demander(pots, vers);
  }
  return { ...etape, passages, pots };
}

/** From our page to the card reader, and back. */
async function parPsc(sujet: string, chemin: Chemin = {}) {
  const pots = new Map([[url, new Map(Object.entries(chemin.depart ?? {}))]]);
  const jeton = jetonDe((await demander(pots, `${url}${chemin.lier ? '/compte' : '/connexion'}`)).texte);
  const premiere = await demander(pots, `${url}${chemin.lier ? '/compte/identite' : '/connexion/fournisseur'}`, { jeton, fournisseur: 'psc', ...(chemin.lier ? {} : { retour: '/compte' }) });
  return suivre(pots, sujet, premiere, chemin);
}

const SESSION = 'maillage.session_token';
async function connectee(nom: string) {
  const moi = await base.unePersonne(undefined, [], nom);
  const { Cookie } = await cookieDe(base.proprietaire, moi.id);
  return { ...moi, depart: { [SESSION]: /=(.*)$/.exec(Cookie)?.[1] ?? '' } };
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
    const moi = await connectee('Camille Liée');
    const r = await parPsc(pro.sujet, { depart: moi.depart, lier: true });
    return { texte: r.texte, id: moi.id };
  };
  const premiere = await lier();
  expect(premiere.texte).toContain(pro.rpps);
  const seconde = await lier();
  expect(seconde.texte).toContain('déjà liée à un autre compte');
  const liees = await baseDesComptes(sans).selectFrom('identites_externes').select('personne_id').where('sujet', '=', pro.sujet).execute();
  expect(liees.map((l) => l.personne_id)).toEqual([premiere.id]);
});

/* The return from the provider, attacked: who sends it, whose code it carries, for whom it was asked. @source OAuth 2.0 Security Best Current Practice (RFC 9700) §2.1, §4.5, §4.7 */
describe('le retour du fournisseur', () => {
  const auRetour = (vers: string): boolean => vers.startsWith(`${url}/api/auth/callback/`);
  const sansSuite = (pots: Map<string, Pot>) => (vers: string) => demander(pots, vers);
  const sujetDe = (i: number) => gens[i] ?? nouvelle;
  const liees = (sujet: string) => base.proprietaire.selectFrom('identites_externes').select('personne_id').where('sujet', '=', sujet).execute();

  test('chaque demande porte un état et un mot d’un seul usage, qui ne se ressemblent pas', async () => {
    const lus = await Promise.all([1, 2].map(async () => new URL((await parPsc(nouvelle.sujet, { jusque: (v) => v.includes('/interaction/') })).passages[0] ?? '').searchParams));
    const tires = lus.flatMap((p) => [p.get('state') ?? '', p.get('nonce') ?? '', p.get('code_challenge') ?? '']);
    expect(tires.every((t) => t.length >= 32)).toBe(true);
    expect(new Set(tires).size).toBe(6);
  });

  test('ne vaut que dans le navigateur qui l’a demandé, et une fois', async () => {
    const { vers = '', pots } = await parPsc(nouvelle.sujet, { jusque: auRetour });
    expect(auRetour(vers)).toBe(true);
    const victime = new Map<string, Pot>();
    expect((await sansSuite(victime)(vers)).vers).toBe(`${url}/connexion?error=state_mismatch`);
    expect(victime.get(url)?.has(SESSION)).toBe(false);
    const enCours = await parPsc(nouvelle.sujet, { jusque: auRetour });
    expect((await sansSuite(enCours.pots)(vers)).vers, 'avec l’état d’une autre demande').toBe(`${url}/connexion?error=state_mismatch`);
    const avant = new Map([[url, new Map(pots.get(url))]]);
    expect((await sansSuite(pots)(vers)).vers).toBe(`${url}/compte`);
    expect(pots.get(url)?.has(SESSION)).toBe(true);
    expect((await sansSuite(avant)(vers)).vers, 'rejoué').toContain('error=state_mismatch');
    expect(avant.get(url)?.has(SESSION)).toBe(false);
  });

  test('périmé, n’ouvre rien', async () => {
    const { vers = '', pots } = await parPsc(nouvelle.sujet, { jusque: auRetour });
    const etat = new URL(vers).searchParams.get('state') ?? '';
    const verification = base.proprietaire.selectFrom('verifications').select('valeur').where('identifiant', '=', etat);
    const retenu: { expiresAt: number } = JSON.parse((await verification.executeTakeFirstOrThrow()).valeur);
    expect(retenu.expiresAt - Date.now()).toBeLessThanOrEqual(600_000);
    await base.proprietaire.updateTable('verifications').set({ valeur: JSON.stringify({ ...retenu, expiresAt: Date.now() - 1000 }) }).where('identifiant', '=', etat).execute();
    expect((await sansSuite(pots)(vers)).vers).toContain('error=state_mismatch');
    expect(pots.get(url)?.has(SESSION)).toBe(false);
  });

  test('avec le code d’un autre glissé dans sa propre demande, n’ouvre rien : le code est lié à la demande d’où il vient', async () => {
    const pirate = await parPsc(nouvelle.sujet, { jusque: auRetour });
    const victime = await parPsc(sujetDe(1).sujet, { jusque: auRetour });
    const melange = new URL(victime.vers ?? '');
    melange.searchParams.set('code', new URL(pirate.vers ?? '').searchParams.get('code') ?? '');
    expect((await sansSuite(victime.pots)(melange.href)).vers).toBe(`${url}/connexion?error=invalid_code`);
    expect(victime.pots.get(url)?.has(SESSION)).toBe(false);
  });

  test('avec l’identité signée pour une autre demande, n’ouvre rien', async () => {
    const autreMot = (vers: string): string => (vers.includes('nonce=') ? vers.replace(/nonce=[^&]+/, 'nonce=un-mot-tire-par-un-autre-que-nous') : vers);
    const { texte, pots } = await parPsc(nouvelle.sujet, { detourner: autreMot });
    expect(texte).toContain('Votre identité n’a pas été confirmée');
    expect(pots.get(url)?.has(SESSION)).toBe(false);
  });

  test('ouvre une session neuve : celle d’un autre, posée avant, reste la sienne', async () => {
    const pirate = await connectee('Pirate Essai');
    const r = await parPsc(nouvelle.sujet, { depart: pirate.depart });
    expect(r.texte).toContain(nouvelle.rpps);
    expect(r.pots.get(url)?.get(SESSION)).not.toBe(pirate.depart[SESSION]);
    expect((await demander(new Map([[url, new Map(Object.entries(pirate.depart))]]), `${url}/compte`)).texte).not.toContain(nouvelle.rpps);
  });

  test.each([
    ['sous le compte d’une autre personne', async () => (await connectee('Camille Visée')).depart],
    ['sans session', async () => ({})],
  ])('une liaison demandée par l’un ne s’achève pas %s : la carte de l’autre ouvrirait le compte du premier', async (_quoi, chez: () => Promise<Record<string, string>>) => {
    const { sujet } = sujetDe(2);
    const pirate = await connectee('Pirate Essai');
    const depart = await parPsc(sujet, { depart: pirate.depart, lier: true, jusque: (v) => v.includes('/auth?') || auRetour(v) });
    // What the pirate plants: the request and the cookie of its state, in the browser of somebody else.
    const pose = [...(depart.pots.get(url) ?? [])].filter(([nom]) => nom !== SESSION);
    const visee = await chez();
    const pots = new Map([[url, new Map([...pose, ...Object.entries(visee)])]]);
    const r = await suivre(pots, sujet, { statut: 303, texte: '', vers: depart.vers });
    expect(await liees(sujet)).toEqual([]);
    if (SESSION in visee) expect(r.texte).toContain('Cette demande venait d’un autre compte que le vôtre');
  });

  test('dont les informations sont celles de quelqu’un d’autre que l’identité signée, ou sans identité signée, n’est pas cru', async () => {
    const signee = (sub: string): string => ['{}', JSON.stringify({ sub }), ''].map((t) => Buffer.from(t).toString('base64url')).join('.');
    const faux = createServer((req, res) => res.end(JSON.stringify(req.url === '/qui' ? { sub: 'elle' } : { userinfo_endpoint: `http://${req.headers.host ?? ''}/qui` })));
    await new Promise<void>((pret) => { faux.listen(0, '127.0.0.1', pret); });
    const ici = faux.address();
    const [psc] = fournisseurs({ ...sans.config, psc: { decouverte: `http://127.0.0.1:${typeof ici === 'object' ? (ici?.port ?? 0) : 0}/`, client: 'x', secret: 'x' } });
    const lire = async (idToken?: string) => (await psc?.getUserInfo({ accessToken: 'x', idToken }))?.id;
    expect([await lire(signee('elle')), await lire(signee('un-autre')), await lire()]).toEqual(['elle', undefined, undefined]);
    faux.close();
  });
});
