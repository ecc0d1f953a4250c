import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { essaiAvecBase } from '#db/essais.ts';
import { creerApplication } from '../application.tsx';
import { cookieDe, SANS_DIRECT, SECRET, servicesEssai, SITE } from '../essais.ts';
import { COOKIE_SESSION, jetonDeFormulaire, jetonDuCookie, nomDeCookie } from '../jetons.ts';
import { ouvrirHttp } from '../processus/http.ts';

/* What a browser would never send, on a real socket: the requests are written byte for byte. */
const base = essaiAvecBase();
const { services, partis, fermer } = servicesEssai(base.adresse);
const app = creerApplication(services, SANS_DIRECT);
const LENTEUR_MS = 2_000;
const http = await ouvrirHttp({ fetch: app.fetch, port: 0, hote: '127.0.0.1', delais: { extrait: 60_000, fichier: LENTEUR_MS * 3, formulaire: LENTEUR_MS, entetes: 60_000 } });
const ecoute = http.address();
const port = typeof ecoute === 'object' && ecoute ? ecoute.port : 0;
const HOTE = new URL(SITE).host;
afterAll(async () => {
  http.closeAllConnections();
  await new Promise((fini) => { http.close(fini); });
  await fermer();
});

type Reponse = { readonly statut: number; readonly entetes: string; readonly corps: string };
/** One request as it is written, `morceaux` one after the other; resolves when the server has closed. */
const brut = (morceaux: readonly string[], { pause = 0 } = {}): Promise<Reponse> =>
  new Promise((dire) => {
    let recu = '';
    const s = connect(port, '127.0.0.1');
    const fini = (): void => {
      const [entetes = '', ...corps] = recu.split('\r\n\r\n');
      dire({ statut: Number(/^HTTP\/1\.1 (\d+)/.exec(entetes)?.[1] ?? 0), entetes, corps: corps.join('\r\n\r\n') });
    };
    s.setEncoding('utf8').on('data', (d: string) => { recu += d; }).on('error', () => undefined).on('close', fini);
    void (async () => {
      for (const m of morceaux) {
        if (s.destroyed) return;
        s.write(m);
        if (pause > 0) await new Promise((r) => { setTimeout(r, pause); });
      }
    })();
  });
const requete = (ligne: string, entetes: Readonly<Record<string, string>> = {}, corps = ''): string =>
  `${ligne} HTTP/1.1\r\n${Object.entries({ Host: HOTE, Connection: 'close', ...(corps ? { 'Content-Length': String(Buffer.byteLength(corps)) } : {}), ...entetes }).map(([n, v]) => `${n}: ${v}`).join('\r\n')}\r\n\r\n${corps}`;

let moi: { readonly id: string; readonly nom: string; readonly courriel: string; readonly cookie: string; readonly jeton: string };
let slug = '';
beforeAll(async () => {
  const cpts = await base.uneCpts();
  slug = cpts.slug;
  const p = await base.unePersonne(cpts.id, ['coordination'], 'Camille Essai');
  const { Cookie } = await cookieDe(base.proprietaire, p.id);
  const session = jetonDuCookie(Cookie.slice(`${nomDeCookie(SITE, COOKIE_SESSION)}=`.length), SECRET) ?? '';
  moi = { ...p, cookie: Cookie, jeton: jetonDeFormulaire(session, SECRET) };
});
const nomEnBase = async (): Promise<string> => (await base.proprietaire.selectFrom('personnes').select('nom').where('courriel', '=', moi.courriel).executeTakeFirstOrThrow()).nom;
const formulaire = (avec: Readonly<Record<string, string>> = {}): Record<string, string> => ({ Cookie: moi.cookie, Origin: SITE, 'Content-Type': 'application/x-www-form-urlencoded', ...avec });
const changerNom = (nom: string): string => new URLSearchParams({ jeton: moi.jeton, nom }).toString();

test('le témoin : la même demande, bien faite, change le nom', async () => {
  expect((await brut([requete('POST /compte/nom', formulaire(), changerNom('Camille Changée'))])).statut).toBe(303);
  expect(await nomEnBase()).toBe('Camille Changée');
  await base.proprietaire.updateTable('personnes').set({ nom: moi.nom }).where('courriel', '=', moi.courriel).execute();
});

describe('l’adresse du site', () => {
  test.each([['Host', 'mechant.example'], ['X-Forwarded-Host', 'mechant.example'], ['Forwarded', 'host=mechant.example'], ['X-Original-URL', 'http://mechant.example/'], ['X-Forwarded-Proto', 'https://mechant.example']])('ne se prend pas dans l’en-tête %s', async (nom, valeur) => {
    for (const chemin of ['/', '/connexion', '/fhir/r4/metadata', `/cpts/${slug}`, '/introuvable']) {
      const r = await brut([requete(`GET ${chemin}`, { [nom]: valeur })]);
      expect(`${r.entetes}${r.corps}`, chemin).not.toContain('mechant.example');
    }
  });
  test('ni dans un lien envoyé par courriel', async () => {
    const page = await brut([requete('GET /connexion')]);
    const cookie = /set-cookie: ([^;]+)/i.exec(page.entetes)?.[1] ?? '';
    const jeton = /name="jeton" value="([^"]+)"/.exec(page.corps)?.[1] ?? '';
    await brut([requete('POST /connexion', { Host: 'mechant.example', Cookie: cookie, 'Content-Type': 'application/x-www-form-urlencoded' }, new URLSearchParams({ jeton, courriel: moi.courriel, retour: '/' }).toString())]);
    await expect.poll(() => partis.some((p) => p.a === moi.courriel)).toBe(true);
    expect(JSON.stringify(partis)).not.toContain('mechant.example');
    expect(JSON.stringify(partis)).toContain(`${SITE}/connexion/lien?secret=`);
  });
  test('une ligne de demande qui nomme un autre site n’y mène pas', async () => {
    const r = await brut([requete('GET http://mechant.example/connexion')]);
    expect(`${r.entetes}${r.corps}`).not.toContain('mechant.example');
  });
});

describe('les autres méthodes', () => {
  const METHODES = ['OPTIONS', 'TRACE', 'PUT', 'PATCH', 'DELETE', 'TRACK', 'QUERY'];
  test.each(METHODES)('%s : refusée, sans répéter la demande ni ouvrir à un autre site', async (methode) => {
    for (const chemin of ['/', '/connexion', '/compte/nom', `/cpts/${slug}`, `/cpts/${slug}/reseau/acces/role`, '/actifs/x.js']) {
      const r = await brut([requete(`${methode} ${chemin}`, { ...formulaire({ Origin: 'https://mechant.example', 'Access-Control-Request-Method': 'POST', 'X-Secret-Repete': 'ne-pas-repeter' }) }, changerNom('Pirate'))]);
      expect(r.statut, chemin).toBeGreaterThanOrEqual(400);
      expect(r.statut, chemin).toBeLessThan(500);
      expect(r.entetes.toLowerCase(), chemin).not.toContain('access-control-allow');
      expect(`${r.entetes}${r.corps}`, chemin).not.toContain('ne-pas-repeter');
    }
    expect(await nomEnBase()).toBe(moi.nom);
  });
  test.each([['GET', { 'X-HTTP-Method-Override': 'POST' }, '/compte/nom'], ['HEAD', { 'X-HTTP-Method-Override': 'POST' }, '/compte/nom'], ['GET', { 'X-Method-Override': 'POST' }, '/compte/nom?_method=POST'], ['PUT', { 'X-HTTP-Method': 'POST' }, '/compte/nom']])('%s qui se dit POST (%o) n’écrit rien', async (methode, entetes, chemin) => {
    await brut([requete(`${methode} ${chemin}`, { ...formulaire(), ...entetes }, changerNom('Pirate'))]);
    expect(await nomEnBase()).toBe(moi.nom);
  });
  test('POST qui se dit GET reste un POST : d’un autre site, il est refusé', async () => {
    for (const avec of [{ 'X-HTTP-Method-Override': 'GET' }, { 'X-Method-Override': 'HEAD' }]) {
      const r = await brut([requete('POST /compte/nom?_method=GET', { ...formulaire({ Origin: 'https://mechant.example' }), ...avec }, changerNom('Pirate'))]);
      expect(r.statut).toBe(403);
    }
    expect(await nomEnBase()).toBe(moi.nom);
  });
  test.each([[{ Origin: 'null' }], [{ Origin: 'https://mechant.example' }], [{ Origin: `${SITE}.mechant.example` }], [{ Origin: '', 'Sec-Fetch-Site': 'cross-site' }], [{ Origin: '', 'Sec-Fetch-Site': 'same-site' }]])('une écriture venue d’ailleurs (%o) est refusée même avec le bon jeton', async (avec) => {
    const entetes = Object.fromEntries(Object.entries({ ...formulaire(), ...avec }).filter(([, v]) => v !== ''));
    expect((await brut([requete('POST /compte/nom', entetes, changerNom('Pirate'))])).statut).toBe(403);
    expect(await nomEnBase()).toBe(moi.nom);
  });
  test('HEAD dit ce que dirait GET, sans le corps', async () => {
    expect(await brut([requete(`HEAD /cpts/${slug}`)])).toMatchObject({ statut: 303, corps: '' });
    const r = await brut([requete('HEAD /compte', { Cookie: moi.cookie })]);
    expect(r).toMatchObject({ statut: 200, corps: '' });
    expect(r.entetes.toLowerCase()).toContain('cache-control: private, no-store');
  });
});

describe('un corps qui n’est pas celui d’un formulaire', () => {
  const multipart = 'multipart/form-data; boundary=X';
  const cas: readonly (readonly [string, string, string])[] = [
    ['du JSON', 'application/json', '{"jeton":"x","nom":"Pirate"}'],
    ['du JSON juste, jeton compris', 'application/json', '{"jeton":"@","nom":"Pirate"}'],
    ['du texte', 'text/plain', 'jeton=@&nom=Pirate'],
    ['sans genre', '', 'jeton=@&nom=Pirate'],
    ['du XML', 'application/xml', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'],
    ['un multipart sans limite', 'multipart/form-data', '--X\r\n\r\nrien\r\n--X--'],
    ['un multipart coupé', multipart, '--X\r\nContent-Disposition: form-data; name="nom"\r\n\r\nPirate'],
    ['un multipart qui ment sur sa limite', multipart, '--Y\r\nContent-Disposition: form-data; name="nom"\r\n\r\nPirate\r\n--Y--'],
    ['un multipart sans nom de champ', multipart, '--X\r\nContent-Disposition: form-data\r\n\r\nPirate\r\n--X--'],
    ['des octets', multipart, '\u0000\u0001\u0002'],
    ['un jeton deux fois', 'application/x-www-form-urlencoded', 'jeton=@&jeton=@&nom=Pirate'],
    ['un jeton caché dans un tableau', 'application/x-www-form-urlencoded', 'jeton[]=@&nom=Pirate'],
    ['un nom deux fois', 'application/x-www-form-urlencoded', 'jeton=@&nom=Pirate&nom=Pirate2'],
    ['un champ de trop', 'application/x-www-form-urlencoded', 'jeton=@&nom=Pirate&exploitant=true'],
    ['un champ « __proto__ »', 'application/x-www-form-urlencoded', 'jeton=@&nom=Pirate&__proto__=x'],
    ['un champ « __proto__ » deux fois', 'application/x-www-form-urlencoded', 'jeton=@&nom=Pirate&__proto__=x&__proto__=y'],
    ['un champ « constructor »', 'application/x-www-form-urlencoded', 'jeton=@&nom=Pirate&constructor=x&toString=y'],
    ['un pourcentage cassé', 'application/x-www-form-urlencoded', 'jeton=%zz&nom=%'],
  ];
  test.each(cas)('%s : refusé d’une phrase, rien n’est écrit', async (_quoi, type, corps) => {
    for (const chemin of ['/compte/nom', `/cpts/${slug}/reseau/acces/role`, '/connexion', '/connexion/code', '/deconnexion']) {
      const r = await brut([requete(`POST ${chemin}`, { Cookie: moi.cookie, Origin: SITE, ...(type ? { 'Content-Type': type } : {}) }, corps.replaceAll('@', encodeURIComponent(moi.jeton)))]);
      expect(r.statut, `${chemin} : ${r.corps.slice(0, 200)}`).toBeGreaterThanOrEqual(300);
      expect(r.statut, chemin).toBeLessThan(500);
    }
    expect(await nomEnBase()).toBe(moi.nom);
    const vierge: Record<string, unknown> = {};
    expect([vierge['x'], vierge['exploitant']]).toEqual([undefined, undefined]);
  });
  test('qui se dit comprimé n’est pas décomprimé', async () => {
    const r = await brut([requete('POST /compte/nom', formulaire({ 'Content-Encoding': 'gzip' }), changerNom(moi.nom))]);
    expect(r.statut).toBe(303);
  });
});

describe('ce qui est trop grand ou trop lent', () => {
  test('des en-têtes de 64 Ko', async () => expect((await brut([requete('GET /connexion', { 'X-Long': 'a'.repeat(65_536) })])).statut).toBe(431));
  test('mille cookies', async () => expect((await brut([requete('GET /connexion', { Cookie: Array.from({ length: 400 }, (_, i) => `c${i}=${'v'.repeat(20)}`).join('; ') })])).statut).toBe(200));
  test('une adresse de 12 Ko', async () => expect((await brut([requete(`GET /${'a'.repeat(12_000)}`)])).statut).toBe(404));
  test.each([['annoncé', false], ['par morceaux', true]])('un formulaire de plus de 2 Mo, %s', async (_quoi, morcele) => {
    const corps = `jeton=x&nom=${'a'.repeat(2 * 1024 * 1024 + 10)}`;
    const r = morcele
      ? await brut([requete('POST /compte/nom', formulaire({ 'Transfer-Encoding': 'chunked' })), `${corps.length.toString(16)}\r\n${corps}\r\n0\r\n\r\n`])
      : await brut([requete('POST /compte/nom', formulaire(), corps)]);
    expect(r.statut).toBe(413);
    expect(r.corps).toContain('rien n’a été changé');
  });
  test('un fichier de 20 Mo sans session n’est pas lu : la limite est celle d’un formulaire', async () => {
    const entetes = { 'Content-Type': 'multipart/form-data; boundary=X', 'Content-Length': String(20 * 1024 * 1024), Origin: SITE };
    expect((await brut([requete('POST /connexion', entetes)])).statut).toBe(413);
  });
  test.each([['deux longueurs', { 'Content-Length': '5', 'Transfer-Encoding': 'chunked' }], ['une longueur négative', { 'Content-Length': '-5' }], ['une longueur en lettres', { 'Content-Length': 'cinq' }]])('%s : refusé avant d’être lu', async (_quoi, avec) => {
    expect((await brut([requete('POST /connexion', { ...formulaire(), ...avec }), 'nom=x'])).statut).toBe(400);
  });
  test('un corps envoyé goutte à goutte est coupé au bout du temps qu’il faut à un formulaire, d’une phrase', async () => {
    const corps = changerNom('Pirate');
    const r = await brut([requete('POST /compte/nom', formulaire({ 'Content-Length': String(corps.length) })), ...corps], { pause: 200 });
    expect(r.statut).toBe(408);
    expect(r.corps).toContain('rien n’a été changé');
    expect(await nomEnBase()).toBe(moi.nom);
  });
  test('un formulaire qui arrive en deux fois, à temps, est reçu', async () => {
    const corps = changerNom(moi.nom);
    expect((await brut([requete('POST /compte/nom', formulaire({ 'Content-Length': String(corps.length) })), corps.slice(0, 10), corps.slice(10)], { pause: 50 })).statut).toBe(303);
  });
});

describe('où l’on est mené', () => {
  const HOSTILES = ['//mechant.example', '///mechant.example', '/\\mechant.example', '\\\\mechant.example', 'https:mechant.example', 'https://mechant.example', 'javascript:alert(1)', '/\t/mechant.example', '/\n/mechant.example', ' //mechant.example', '/ /mechant.example', '.mechant.example', '@mechant.example', '/\u0000/mechant.example', '/\u2028/mechant.example', `/${'a'.repeat(600)}`];
  test.each(HOSTILES)('après la connexion, retour=%j reste ici', async (retour) => {
    const page = await app.request(`${SITE}/connexion?retour=${encodeURIComponent(retour)}`);
    const html = await page.text();
    if (page.status === 400) return;
    const garde = /name="retour" value="([^"]*)"/.exec(html)?.[1] ?? 'absent';
    expect(garde).toMatch(/^\/($|[^/\\])/);
    expect(new URL(garde, SITE).origin).toBe(SITE);
    expect(html).not.toContain('javascript:alert');
  });
  test('une page quittée qui se dit d’ailleurs ne fait pas revenir ailleurs', async () => {
    for (const quittee of ['https://mechant.example//mechant.example/x', `${SITE}//mechant.example/x`, 'javascript:alert(1)', `${SITE}/\\mechant.example`]) {
      for (const corps of [{}, { nom: 'x' }]) {
        const r = await app.request(`${SITE}/cpts/${slug}/reseau/acces/role`, { method: 'POST', headers: { Origin: SITE, Referer: quittee }, body: new URLSearchParams(corps) });
        expect(await r.text()).not.toMatch(/href="(?:\/\/|\/\\|https?:|javascript:)/);
        const vers = r.headers.get('location');
        const garde = vers ? /name="retour" value="([^"]*)"/.exec(await (await app.request(new URL(vers, SITE))).text())?.[1] : '/';
        expect(garde).toMatch(/^\/($|[^/\\])/);
      }
    }
  });
  test('le message d’un cookie forgé n’offre pas d’annuler ailleurs', async () => {
    for (const annuler of ['//mechant.example', 'https://mechant.example', '/cpts/../../mechant', '/cpts/x?y=//mechant.example', 'javascript:alert(1)']) {
      const r = await app.request(`${SITE}/compte`, { headers: { Cookie: `${moi.cookie}; maillage_message=${encodeURIComponent(`<b>Gagné</b>\n${annuler}`)}` } });
      const html = await r.text();
      expect(html).not.toContain('<b>Gagné</b>');
      expect(html).not.toContain(`action="${annuler}"`);
    }
  });
});

describe('les fichiers de la maison', () => {
  test.each(['/actifs/../serveur/principal.js', '/actifs/%2e%2e/serveur/x.js', ['/actifs/..', 'serveur', 'x.js'].join('%2f'), ['/actifs/', '..', '..', 'package.json'].join('%5c'), '/actifs//etc/passwd', '/actifs/%zz.js', '/actifs/manifeste.json%00.js', '/actifs/....//....//package.json', '/actifs/', '/actifs'])('%s ne sort pas de leur dossier', async (chemin) => {
    const r = await brut([requete(`GET ${chemin}`)]);
    expect(r.statut).toBeGreaterThanOrEqual(400);
    expect(r.statut).toBeLessThan(500);
  });
});

test('un identifiant tiré au sort ne fait pas une adresse : rien ne dit ce qui existe', async () => {
  const [existe, nonplus] = await Promise.all([`/cpts/${slug}`, `/cpts/${randomBytes(6).toString('hex')}`].map((chemin) => brut([requete(`GET ${chemin}`)])));
  expect([existe?.statut, nonplus?.statut]).toEqual([303, 303]);
});
