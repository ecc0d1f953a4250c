import { createOTP } from '@better-auth/utils/otp';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { bientot, essaiAvecBase } from '#db/essais.ts';
import { creerApplication } from '#server/application.tsx';
import { DERRIERE_UN_MANDATAIRE, navigateurEssai, sansJeton } from '#server/authentification/navigateur-essai.ts';
import { lireConfiguration } from '#server/configuration.ts';
import { cookieDe, SANS_DIRECT, SECRET, servicesEssai } from '#server/essais.ts';

const base = essaiAvecBase();
/** A process on the shared database, with its own mailbox. */
const ouverts: (() => Promise<void>)[] = [];
function maison(env: Record<string, string> = {}) {
  const s = servicesEssai(base.adresse, { config: lireConfiguration({ MAILLAGE_SECRET: SECRET, NODE_ENV: 'test', ...DERRIERE_UN_MANDATAIRE, ...env }) });
  ouverts.push(s.fermer);
  return { ...s, app: creerApplication(s.services, SANS_DIRECT) };
}
const { partis, app } = maison();
afterAll(() => Promise.all(ouverts.map((f) => f())));

async function membre() {
  const cpts = await base.uneCpts();
  return { cpts, moi: await base.unePersonne(cpts.id, ['coordination']) };
}

async function courrielPour(a: string, apres = 0) {
  return bientot(() => {
    const recus = partis.filter((p) => p.a === a);
    const dernier = recus.at(-1);
    if (!dernier || recus.length <= apres) throw new Error('nothing yet');
    return { code: /(\d{6})/.exec(dernier.sujet)?.[1] ?? '', secret: /secret=(\S+)/.exec(dernier.texte)?.[1] ?? '' };
  });
}

async function demander(courriel: string, retour = '/') {
  const nav = navigateurEssai(app);
  await nav.voir(`/connexion?retour=${encodeURIComponent(retour)}`);
  const avant = partis.filter((p) => p.a === courriel).length;
  const reponse = await nav.envoyer('/connexion', { courriel, retour });
  return { nav, avant, reponse };
}

describe('entrer par courriel', () => {
  test('le code reçu ouvre la session, une seule fois', async () => {
    const { cpts, moi } = await membre();
    const { nav, reponse } = await demander(moi.courriel);
    expect(reponse).toMatchObject({ statut: 303, vers: '/connexion/code' });
    const { code } = await courrielPour(moi.courriel);
    await nav.voir('/connexion/code');
    expect(await nav.envoyer('/connexion/code', { code })).toMatchObject({ statut: 303, vers: '/' });
    expect((await nav.voir('/')).vers).toBe(`/cpts/${cpts.slug}`);
    expect((await nav.voir(`/cpts/${cpts.slug}`)).statut).toBe(200);

    const { nav: autre } = await demander('quelqu-un@exemple.invalid');
    autre.pot.set('maillage.attente', nav.pot.get('maillage.attente') ?? '');
    await autre.voir('/connexion/code');
    const rejoue = await autre.envoyer('/connexion/code', { code });
    expect(rejoue.statut).toBe(422);
    expect(rejoue.texte).toContain('Ce code n’est pas le bon, ou n’est plus valable');
  });

  test('un code d’il y a plus de dix minutes est refusé', async () => {
    const { moi } = await membre();
    const { nav } = await demander(moi.courriel);
    const { code } = await courrielPour(moi.courriel);
    await base.proprietaire.updateTable('verifications').set({ expire_le: new Date(Date.now() - 1000) }).where('identifiant', '=', `sign-in-otp-${moi.courriel}`).execute();
    await nav.voir('/connexion/code');
    expect((await nav.envoyer('/connexion/code', { code })).statut).toBe(422);
  });

  test('après cinq codes faux, même le bon est refusé', async () => {
    const { moi } = await membre();
    const { nav } = await demander(moi.courriel);
    const { code } = await courrielPour(moi.courriel);
    await nav.voir('/connexion/code');
    const faux = code === '000000' ? '111111' : '000000';
    for (let i = 0; i < 5; i++) expect((await nav.envoyer('/connexion/code', { code: faux })).statut).toBe(422);
    expect((await nav.envoyer('/connexion/code', { code })).statut).toBe(422);
  });

  test('le lien ouvre sans code, une seule fois, et emporte le code avec lui', async () => {
    const { moi } = await membre();
    const { nav } = await demander(moi.courriel);
    const { code, secret } = await courrielPour(moi.courriel);
    const vue = await nav.voir(`/connexion/lien?secret=${secret}`);
    expect(vue.texte).toContain('Ce lien vous connecte une seule fois');
    expect(await nav.envoyer('/connexion/lien', { secret })).toMatchObject({ statut: 303, vers: '/' });
    const ailleurs = navigateurEssai(app);
    await ailleurs.voir('/connexion');
    const rejoue = await ailleurs.envoyer('/connexion/lien', { secret });
    expect(rejoue.statut).toBe(422);
    expect(rejoue.texte).toContain('Ce lien a déjà servi');
    ailleurs.pot.set('maillage.attente', nav.pot.get('maillage.attente') ?? '');
    expect((await ailleurs.envoyer('/connexion/code', { code })).statut).toBe(422);
  });

  test('le code utilisé emporte le lien avec lui', async () => {
    const { moi } = await membre();
    const { nav } = await demander(moi.courriel);
    const { code, secret } = await courrielPour(moi.courriel);
    await nav.voir('/connexion/code');
    expect((await nav.envoyer('/connexion/code', { code })).statut).toBe(303);
    const ailleurs = navigateurEssai(app);
    await ailleurs.voir('/connexion');
    expect((await ailleurs.envoyer('/connexion/lien', { secret })).statut).toBe(422);
  });

  test('une adresse inconnue reçoit la même réponse qu’une adresse connue, et aucun courriel', async () => {
    const { moi } = await membre();
    const inconnue = `personne-${Date.now()}@exemple.invalid`;
    const [connu, inconnu] = [await demander(moi.courriel), await demander(inconnue)];
    expect({ statut: inconnu.reponse.statut, vers: inconnu.reponse.vers }).toEqual({ statut: connu.reponse.statut, vers: connu.reponse.vers });
    await courrielPour(moi.courriel);
    const pages = await Promise.all([connu.nav.voir('/connexion/code'), inconnu.nav.voir('/connexion/code')]);
    const lues = pages.map((p, i) => sansJeton(p.texte).replaceAll([moi.courriel, inconnue][i] ?? '', '…'));
    expect(lues[1]).toBe(lues[0]);
    const refus = [await connu.nav.envoyer('/connexion/code', { code: '000000' }), await inconnu.nav.envoyer('/connexion/code', { code: '000000' })];
    expect(refus.map((r) => r.statut)).toEqual([422, 422]);
    const dites = refus.map((r, i) => sansJeton(r.texte).replaceAll([moi.courriel, inconnue][i] ?? '', '…'));
    expect(dites[1]).toBe(dites[0]);
    expect(partis.some((p) => p.a === inconnue)).toBe(false);
  });

  test('on revient où l’on voulait aller, jamais sur un autre site', async () => {
    for (const [retour, attendu] of [['/compte', '/compte'], ['//mechant.example', '/'], ['https://mechant.example', '/'], ['/\\mechant.example', '/']] as const) {
      const { moi } = await membre();
      const { nav } = await demander(moi.courriel, retour);
      const { code } = await courrielPour(moi.courriel);
      await nav.voir('/connexion/code');
      expect((await nav.envoyer('/connexion/code', { code })).vers).toBe(attendu);
    }
  });

  test('sans le jeton de la page, rien n’est fait et la saisie est gardée', async () => {
    const nav = navigateurEssai(app);
    await nav.voir('/connexion');
    const r = await nav.envoyer('/connexion', { courriel: 'camille@exemple.invalid', retour: '/' }, {});
    expect(r.statut).toBe(403);
    expect(r.texte).toContain('value="camille@exemple.invalid"');
  });
});

test('un flux qui se rouvre sans session ne périme pas la page de connexion ouverte à côté', async () => {
  const flux = await app.request('/connexion', { headers: { Accept: 'text/event-stream' } });
  expect(flux.headers.getSetCookie().filter((k) => k.startsWith('maillage.visiteur='))).toEqual([]);
  const page = await app.request('/connexion', { headers: { Accept: 'text/html' } });
  expect(page.headers.getSetCookie().filter((k) => k.startsWith('maillage.visiteur='))).toHaveLength(1);
});

describe('les portes se ferment', () => {
  test('à la sixième demande de code pour une adresse, avec le délai écrit', async () => {
    const nav = navigateurEssai(app);
    await nav.voir('/connexion');
    const demande = { courriel: `insistante-${Date.now()}@exemple.invalid`, retour: '/' };
    const statuts: number[] = [];
    for (let i = 0; i < 6; i++) statuts.push((await nav.envoyer('/connexion', demande)).statut);
    expect(statuts).toEqual([303, 303, 303, 303, 303, 429]);
    const autreProcessus = maison();
    const ailleurs = navigateurEssai(autreProcessus.app);
    await ailleurs.voir('/connexion');
    const refus = await ailleurs.envoyer('/connexion', demande);
    expect(refus.statut).toBe(429);
    expect(refus.texte).toMatch(/Réessayez dans 15.minutes/);
  });

  test('et ce qui est compté ne nomme personne', async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from tentatives where cle like '%@%'`.execute(base.proprietaire);
    expect(rows[0]?.n).toBe(0);
  });
});

describe('la session', () => {
  test('un cookie forgé n’ouvre rien', async () => {
    const { cpts, moi } = await membre();
    const vrai = (await cookieDe(base.proprietaire, moi.id)).Cookie;
    const [nom = '', valeur = ''] = vrai.split('=');
    expect((await navigateurEssai(app, { [nom]: decodeURIComponent(vrai.slice(nom.length + 1)) }).voir(`/cpts/${cpts.slug}`)).statut).toBe(200);
    for (const forge of [`${valeur.slice(0, -8)}AAAAAAAA`, valeur.split('.')[0] ?? '', '%E0%A4%A', 'x.y', '']) {
      const vue = await navigateurEssai(app, { [nom]: forge }).voir(`/cpts/${cpts.slug}`);
      expect(vue.statut).toBe(303);
      expect(vue.vers).toContain('/connexion?retour=');
    }
  });

  test('fermée ailleurs, elle est refusée dès la requête suivante', async () => {
    const { cpts, moi } = await membre();
    const [ici, la] = await Promise.all([cookieDe(base.proprietaire, moi.id), cookieDe(base.proprietaire, moi.id)]);
    const nav = (c: { Cookie: string }) => navigateurEssai(app, { 'maillage.session_token': c.Cookie.slice(c.Cookie.indexOf('=') + 1) });
    const [premier, second] = [nav(ici), nav(la)];
    expect((await second.voir(`/cpts/${cpts.slug}`)).statut).toBe(200);
    expect((await premier.voir('/compte')).texte.match(/S’éteint le/g)).toHaveLength(2);
    expect((await premier.envoyer('/compte/sessions/fermeture')).vers).toBe('/compte');
    expect((await second.voir(`/cpts/${cpts.slug}`)).statut).toBe(303);
    expect((await premier.voir(`/cpts/${cpts.slug}`)).statut).toBe(200);
  });

  test('on ne ferme pas la session d’une autre personne', async () => {
    const [a, b] = [await membre(), await membre()];
    await cookieDe(base.proprietaire, b.moi.id);
    const sienne = await base.proprietaire.selectFrom('sessions').select('id').where('personne_id', '=', b.moi.id).executeTakeFirstOrThrow();
    const c = await cookieDe(base.proprietaire, a.moi.id);
    const nav = navigateurEssai(app, { 'maillage.session_token': c.Cookie.slice(c.Cookie.indexOf('=') + 1) });
    await nav.voir('/compte');
    expect((await nav.envoyer('/compte/session/fermeture', { id: sienne.id })).statut).toBe(404);
    expect(await base.proprietaire.selectFrom('sessions').select('id').where('id', '=', sienne.id).execute()).toHaveLength(1);
  });

  test('à la déconnexion, une copie du cookie n’ouvre plus rien', async () => {
    const { cpts, moi } = await membre();
    const c = await cookieDe(base.proprietaire, moi.id);
    const valeur = c.Cookie.slice(c.Cookie.indexOf('=') + 1);
    const nav = navigateurEssai(app, { 'maillage.session_token': valeur });
    await nav.voir(`/cpts/${cpts.slug}`);
    expect((await nav.envoyer('/deconnexion')).vers).toBe('/connexion');
    expect((await navigateurEssai(app, { 'maillage.session_token': valeur }).voir(`/cpts/${cpts.slug}`)).statut).toBe(303);
  });

  test('elle se prolonge à l’usage, jusqu’à trente jours', async () => {
    const { cpts, moi } = await membre();
    const c = await cookieDe(base.proprietaire, moi.id);
    const nav = navigateurEssai(app, { 'maillage.session_token': c.Cookie.slice(c.Cookie.indexOf('=') + 1) });
    const { expire_le: avant } = await base.proprietaire.updateTable('sessions').set({ expire_le: new Date('2026-11-30T00:00:00Z') }).where('personne_id', '=', moi.id).returning('expire_le').executeTakeFirstOrThrow();
    const vue = await nav.voir(`/cpts/${cpts.slug}`);
    expect(vue.cookies.some((k) => k.startsWith('maillage.session_token=') && k.includes('Max-Age=2592000'))).toBe(true);
    await bientot(async () => {
      const { expire_le } = await base.proprietaire.selectFrom('sessions').select('expire_le').where('personne_id', '=', moi.id).executeTakeFirstOrThrow();
      expect(expire_le.getTime() - avant.getTime()).toBeGreaterThan(20 * 86_400_000);
    });
  });
});

describe('le second facteur', () => {
  async function avecFacteur() {
    const m = await membre();
    const c = await cookieDe(base.proprietaire, m.moi.id);
    const nav = navigateurEssai(app, { 'maillage.session_token': c.Cookie.slice(c.Cookie.indexOf('=') + 1) });
    await nav.voir('/compte/second-facteur');
    expect((await nav.envoyer('/compte/second-facteur')).statut).toBe(303);
    const vue = await nav.voir('/compte/second-facteur');
    const cle = (/font-mono[^>]*>([A-Z2-7 ]+)</.exec(vue.texte)?.[1] ?? '').replaceAll(' ', '');
    const totp = createOTP(lireBase32(cle));
    expect((await nav.envoyer('/compte/second-facteur/confirmation', { code: '12' })).statut).toBe(422);
    expect(await nav.envoyer('/compte/second-facteur/confirmation', { code: await totp.totp() })).toMatchObject({ statut: 303, vers: '/compte/second-facteur/codes' });
    const codes = [...(await nav.voir('/compte/second-facteur/codes')).texte.matchAll(/font-mono">([A-Za-z0-9]{5}-[A-Za-z0-9]{5})</g)].map((m2) => m2[1] ?? '');
    return { ...m, nav, totp, codes };
  }

  async function premierePorte(courriel: string) {
    const { nav, avant } = await demander(courriel);
    const recu = await courrielPour(courriel, avant);
    await nav.voir('/connexion/code');
    return { nav, ...recu };
  }

  test('demandé après le code comme après le lien ; sans lui, aucune session', async () => {
    const { cpts, moi, totp } = await avecFacteur();
    for (const [i, porte] of (['code', 'lien'] as const).entries()) {
      const { nav, code, secret } = await premierePorte(moi.courriel);
      const suite = await (porte === 'code' ? nav.envoyer('/connexion/code', { code }) : nav.envoyer('/connexion/lien', { secret }));
      expect(suite).toMatchObject({ statut: 303, vers: '/connexion/second-facteur' });
      expect(nav.pot.has('maillage.session_token')).toBe(false);
      expect((await nav.voir(`/cpts/${cpts.slug}`)).statut).toBe(303);
      await nav.voir('/connexion/second-facteur');
      expect((await nav.envoyer('/connexion/second-facteur', { code: '000000' })).statut).toBe(422);
      // The same six digits do not serve twice: the second time, those of the next half-minute.
      expect((await nav.envoyer('/connexion/second-facteur', { code: await totp.hotp(Math.floor(Date.now() / 30_000) + i) })).statut).toBe(303);
      expect((await nav.voir(`/cpts/${cpts.slug}`)).statut).toBe(200);
    }
  });

  test('six chiffres lus par-dessus une épaule n’ouvrent rien de plus : ils ont servi', async () => {
    const { cpts, moi, totp } = await avecFacteur();
    const chiffres = await totp.totp();
    for (const [attendu, dedans] of [[303, 200], [422, 303]] as const) {
      const { nav, code } = await premierePorte(moi.courriel);
      await nav.envoyer('/connexion/code', { code });
      await nav.voir('/connexion/second-facteur');
      expect((await nav.envoyer('/connexion/second-facteur', { code: chiffres })).statut).toBe(attendu);
      expect((await nav.voir(`/cpts/${cpts.slug}`)).statut).toBe(dedans);
    }
  });

  test('un code de secours ouvre une fois', async () => {
    const { moi, codes } = await avecFacteur();
    expect(codes).toHaveLength(10);
    for (const attendu of [303, 422]) {
      const { nav, code } = await premierePorte(moi.courriel);
      await nav.envoyer('/connexion/code', { code });
      await nav.voir('/connexion/second-facteur');
      expect((await nav.envoyer('/connexion/second-facteur', { code: codes[0] ?? '' })).statut).toBe(attendu);
    }
  });

  test('l’arrêter demande un code de l’application', async () => {
    const { nav, totp } = await avecFacteur();
    await nav.voir('/compte/second-facteur');
    expect((await nav.envoyer('/compte/second-facteur/arret', { code: '000000' })).statut).toBe(422);
    expect((await nav.envoyer('/compte/second-facteur/arret', { code: await totp.totp() })).vers).toBe('/compte');
  });

  test('les codes de secours ne s’affichent pas à qui n’a pas prouvé le sien', async () => {
    const { moi, codes } = await avecFacteur();
    const c = await cookieDe(base.proprietaire, moi.id);
    const nav = navigateurEssai(app, { 'maillage.session_token': c.Cookie.slice(c.Cookie.indexOf('=') + 1), 'maillage.codes': Buffer.from(JSON.stringify({ le: Date.now(), sceau: 'faux' })).toString('base64url') });
    expect((await nav.voir('/compte/second-facteur/codes')).texte).not.toContain(codes[0]);
  });
});

describe('la démonstration', () => {
  test('un clic entre comme une personne inventée, et comme elle seule', async () => {
    const cpts = await base.proprietaire.insertInto('cpts').values({ slug: `demo-${Date.now()}`, nom: 'CPTS de démonstration', demo: true }).returning(['id', 'slug']).executeTakeFirstOrThrow();
    const inventee = await base.unePersonne(cpts.id, ['tresorerie'], 'Ombeline Inventée');
    const vraie = await base.unePersonne(cpts.id, ['coordination'], 'Personne Réelle');
    await base.proprietaire.updateTable('personnes').set({ demo: true }).where('id', '=', inventee.id).execute();
    const nav = navigateurEssai(app);
    const page = await nav.voir('/connexion');
    expect(page.texte).toContain('Ombeline Inventée');
    expect(page.texte).not.toContain('Personne Réelle');
    expect((await nav.envoyer('/connexion/demo', { personne: vraie.id })).statut).toBe(404);
    expect((await nav.envoyer('/connexion/demo', { personne: inventee.id })).vers).toBe(`/cpts/${cpts.slug}`);

    const production = maison({ MAILLAGE_MODE: 'production', MAILLAGE_URL: 'https://maillage.example', SMTP_URL: 'smtp://courrier.example' });
    const dehors = navigateurEssai(production.app);
    expect((await dehors.voir('https://maillage.example/connexion')).texte).not.toContain('Ombeline Inventée');
    expect((await dehors.envoyer('https://maillage.example/connexion/demo', { personne: inventee.id })).statut).toBe(404);
  });

  test('en https, les cookies sont sûrs et portent leur préfixe', async () => {
    const { cpts, moi } = await membre();
    const tls = maison({ MAILLAGE_MODE: 'production', MAILLAGE_URL: 'https://maillage.example', SMTP_URL: 'smtp://courrier.example' });
    const nav = navigateurEssai(tls.app);
    await nav.voir('https://maillage.example/connexion');
    await nav.envoyer('https://maillage.example/connexion', { courriel: moi.courriel, retour: '/' });
    const code = await bientot(() => /(\d{6})/.exec(tls.partis.find((p) => p.a === moi.courriel)?.sujet ?? '')?.[1] ?? Promise.reject(new Error('nothing yet')));
    await nav.voir('https://maillage.example/connexion/code');
    const entree = await nav.envoyer('https://maillage.example/connexion/code', { code });
    const session = entree.cookies.find((k) => k.startsWith('__Secure-maillage.session_token='));
    expect(session).toMatch(/HttpOnly/);
    expect(session).toMatch(/Secure/);
    expect(session).toMatch(/SameSite=Lax/i);
    expect((await nav.voir(`https://maillage.example/cpts/${cpts.slug}`)).statut).toBe(200);
  });
});

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** @source RFC 4648 §6 */
function lireBase32(texte: string): string {
  const bits = [...texte].map((l) => ALPHABET.indexOf(l).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((o) => Number.parseInt(o, 2))).toString('utf8');
}
