import { afterAll, describe, expect, test } from 'vitest';
import { essaiAvecBase } from '#db/essais.ts';
import { creerApplication } from '../application.tsx';
import { cookieDe, SANS_DIRECT, servicesEssai } from '../essais.ts';

const base = essaiAvecBase();
const { services, fermer } = servicesEssai(base.adresse);
const app = creerApplication(services, SANS_DIRECT);
afterAll(fermer);

describe('de la bibliothèque des comptes, seul ce qui sert au navigateur est ouvert', () => {
  test.each([
    ['POST', '/api/auth/sign-in/email-otp'],
    ['POST', '/api/auth/email-otp/send-verification-otp'],
    ['POST', '/api/auth/sign-in/magic-link'],
    ['GET', '/api/auth/magic-link/verify?token=x'],
    ['POST', '/api/auth/sign-up/email'],
    ['POST', '/api/auth/two-factor/disable'],
    ['POST', '/api/auth/update-user'],
    ['GET', '/api/auth/get-session'],
    ['GET', '/api/auth/list-sessions'],
  ])('%s %s n’existe pas', async (method, adresse) => {
    const corps = method === 'POST' ? { body: '{}', headers: { 'Content-Type': 'application/json' } } : {};
    expect((await app.request(adresse, { method, ...corps })).status).toBe(404);
  });

  test('une clé se demande sans session, et ne s’ajoute pas sans elle', async () => {
    expect((await app.request('/api/auth/passkey/generate-authenticate-options')).status).toBe(200);
    expect((await app.request('/api/auth/passkey/generate-register-options')).status).toBe(401);
  });

  test('une écriture venue d’un autre site est refusée avant d’être lue', async () => {
    const r = await app.request('/connexion', { method: 'POST', body: 'courriel=a@exemple.invalid', headers: { Origin: 'https://mechant.example', 'Content-Type': 'application/x-www-form-urlencoded' } });
    expect(r.status).toBe(403);
  });
});

describe('l’exploitation de l’instance', () => {
  const voir = async (entetes: Record<string, string>) => app.request('/exploitation', { headers: entetes });

  test('se ferme à qui n’est pas connecté, et à qui n’en a pas la charge, même à la coordination', async () => {
    const anonyme = await voir({});
    expect([anonyme.status, anonyme.headers.get('location')]).toEqual([303, '/connexion?retour=%2Fexploitation']);
    const cpts = await base.uneCpts();
    const coordination = await base.unePersonne(cpts.id, ['coordination']);
    expect((await voir(await cookieDe(base.proprietaire, coordination.id))).status).toBe(403);
  });

  test('s’ouvre les jours de la charge, et ne donne aucune CPTS', async () => {
    const cpts = await base.uneCpts();
    const qui = await base.unePersonne(undefined, []);
    const cookie = await cookieDe(base.proprietaire, qui.id);
    const hier = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    await base.proprietaire.insertInto('exploitants').values({ personne_id: qui.id, depuis: '2020-01-01', jusque: null }).execute();
    expect((await voir(cookie)).status).not.toBe(403);
    expect((await app.request(`/cpts/${cpts.slug}`, { headers: cookie })).status).toBe(403);
    await base.proprietaire.updateTable('exploitants').set({ jusque: hier }).where('personne_id', '=', qui.id).execute();
    expect((await voir(cookie)).status).toBe(403);
  });
});
