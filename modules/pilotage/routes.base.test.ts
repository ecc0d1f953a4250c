import { afterAll, expect, test } from 'vitest';
import { Role } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { journaliser } from '#db/journal.ts';
import { creerApplication } from '#server/application.tsx';
import { cookieDe, SANS_DIRECT, servicesEssai } from '#server/essais.ts';

const base = essaiAvecBase();
const { services, fermer } = servicesEssai(base.adresse);
const app = creerApplication(services, SANS_DIRECT);
afterAll(fermer);

const LISENT = new Set(['adherent', 'coordination', 'presidence', 'tresorerie', 'secretariat']);

test.each(Role.options.map((role) => [role, LISENT.has(role)] as const))('%s lit l’historique : %s', async (role, attendu) => {
  const cpts = await base.uneCpts();
  const qui = await base.unePersonne(cpts.id, [role]);
  await base.dans(cpts.id, qui.id, [role], (ctx) => journaliser(ctx, 'role_donne', 'x'));
  const headers = await cookieDe(base.proprietaire, qui.id);
  const page = await app.request(`/cpts/${cpts.slug}/historique`, { headers });
  const accueil = await app.request(`/cpts/${cpts.slug}`, { headers });
  expect([page.status, accueil.status]).toEqual([attendu ? 200 : 403, 200]);
  for (const html of [await page.text(), await accueil.text()]) expect(html.includes('Rôle donné')).toBe(attendu);
});
