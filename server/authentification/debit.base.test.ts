import { afterAll, expect, test } from 'vitest';
import { essaiAvecBase } from '#db/essais.ts';
import { creerApplication } from '../application.tsx';
import { lireConfiguration } from '../configuration.ts';
import { cookieDe, SANS_DIRECT, SECRET, servicesEssai } from '../essais.ts';
import { FENETRE_MINUTES, PORTES } from './limites.ts';
import { DERRIERE_UN_MANDATAIRE } from './navigateur-essai.ts';

const base = essaiAvecBase();
let maintenant = new Date('2026-11-23T09:00:00Z');
const { services, fermer } = servicesEssai(base.adresse, { config: lireConfiguration({ MAILLAGE_SECRET: SECRET, NODE_ENV: 'test', ...DERRIERE_UN_MANDATAIRE }), maintenant: () => maintenant });
const app = creerApplication(services, SANS_DIRECT);
afterAll(fermer);

async function epuiser(fois: number, demander: () => Response | Promise<Response>): Promise<void> {
  for (let fait = 0; fait < fois; fait += 20) await Promise.all(Array.from({ length: Math.min(20, fois - fait) }, async () => demander()));
}

test('les documents d’une session sont comptés ; au-delà, une page dit quand revenir, et les autres sessions n’en savent rien', async () => {
  const cpts = await base.uneCpts();
  const [cookie, voisin] = await Promise.all([1, 2].map(async () => cookieDe(base.proprietaire, (await base.unePersonne(cpts.id)).id)));
  const adresse = `/cpts/${cpts.slug}/territoire/communes.csv`;
  const demander = (entetes: Record<string, string> = {}, chemin = adresse) => app.request(chemin, { headers: entetes });
  await epuiser(PORTES.document.ip, () => demander(cookie));
  const refuse = await demander(cookie);
  expect(refuse.status).toBe(429);
  expect(Number(refuse.headers.get('Retry-After'))).toBe(FENETRE_MINUTES * 60);
  expect(refuse.headers.get('content-type')).toContain('text/html');
  const page = await refuse.text();
  expect(page).toContain('beaucoup de documents en peu de temps');
  expect(page).toMatch(/Réessayez dans 15\u00a0minutes/);
  expect((await demander(cookie, `/cpts/${cpts.slug}/projet/lettre.pdf`)).status, 'tous les documents ensemble').toBe(429);
  expect((await demander(voisin)).status).not.toBe(429);
  expect((await app.request(`/cpts/${cpts.slug}/territoire`, { headers: cookie ?? {} })).status, 'les pages restent ouvertes').toBe(200);

  maintenant = new Date(maintenant.getTime() + FENETRE_MINUTES * 60_000);
  expect((await demander(cookie)).status).not.toBe(429);
});

test('un faux cookie ne fait pas un nouveau compteur', async () => {
  const demander = (n: number) => app.request('/cpts/nulle-part/territoire/communes.csv', { headers: { 'X-Forwarded-For': '2001:db8::77', Cookie: `maillage.session_token=${n}.faux` } });
  let n = 0;
  await epuiser(PORTES.document.ip, () => demander(n++));
  expect((await demander(n)).status).toBe(429);
});

test('l’interface FHIR refuse dans sa langue, par adresse', async () => {
  const demander = (ip: string) => app.request('/fhir/r4/metadata', { headers: { 'X-Forwarded-For': ip } });
  await epuiser(PORTES.fhir.ip, () => demander('2001:db8::78'));
  const refuse = await demander('2001:db8::78');
  expect([refuse.status, refuse.headers.get('content-type')]).toEqual([429, 'application/fhir+json; charset=utf-8']);
  expect(refuse.headers.get('Retry-After')).toBeTruthy();
  expect(await refuse.json()).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'throttled' }] });
  expect((await demander('2001:db8::79')).status).toBe(200);
});

test('l’entrée de la démonstration est comptée aussi', async () => {
  const demander = () => app.request('/connexion/demo', { method: 'POST', body: 'personne=x', headers: { 'X-Forwarded-For': '2001:db8::80', 'Content-Type': 'application/x-www-form-urlencoded' } });
  await epuiser(PORTES.demo.ip, demander);
  const refuse = await demander();
  expect(refuse.status).toBe(429);
  expect(await refuse.text()).toContain('Réessayez');
});
