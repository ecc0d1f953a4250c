import { afterAll, expect, test } from 'vitest';
import { Role } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { journaliser } from '#db/journal.ts';
import { creerApplication } from '#server/application.tsx';
import { cookieDe, SANS_DIRECT, servicesEssai, texte } from '#server/essais.ts';

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

test('gardée d’une lecture à l’autre, la page dit aussitôt un changement, un nom corrigé, et rien d’une autre CPTS', async () => {
  const [ici, ailleurs] = [await base.uneCpts(), await base.uneCpts()];
  const elle = await base.unePersonne(ici.id, ['coordination'], 'Maëlle Riva');
  const lui = await base.unePersonne(ailleurs.id, ['coordination'], 'Anselme Exemple');
  const lire = async (cpts: typeof ici, qui: typeof elle, suite = ''): Promise<string> => texte(await app.request(`/cpts/${cpts.slug}/historique${suite}`, { headers: await cookieDe(base.proprietaire, qui.id) }));
  const lignes = (html: string): number => html.split('<tr').length - 2;
  const noter = (n: number): Promise<void> => base.dans(ici.id, elle.id, ['coordination'], async (ctx) => { for (let i = 0; i < n; i++) await journaliser(ctx, 'role_donne', 'x'); });

  await noter(51);
  expect([lignes(await lire(ici, elle)), lignes(await lire(ici, elle)), lignes(await lire(ici, elle, '?page=2'))]).toEqual([50, 50, 1]);
  await noter(1);
  expect(await lire(ici, elle)).toContain('52 changements');
  expect([lignes(await lire(ici, elle, '?page=2')), lignes(await lire(ici, elle, '?page=2&densite=compacte'))]).toEqual([2, 2]);
  await base.proprietaire.updateTable('personnes').set({ nom: 'Maëlle Corrigée' }).where('id', '=', elle.id).execute();
  const corrigee = (await lire(ici, elle)).replace(/^[^]*<main/, '');
  expect([corrigee.includes('Maëlle Corrigée'), corrigee.includes('Maëlle Riva')]).toEqual([true, false]);
  expect(await lire(ailleurs, lui)).toContain('Rien n’a encore été changé');
  // The same lines, whether the opening read them or a transaction did: a search that keeps them all goes the other way.
  const corps = (html: string): string[] => html.match(/<tr role="row"><th scope="row".*?<\/tr>/g) ?? [];
  expect(corps(await lire(ici, elle))).toEqual(corps(await lire(ici, elle, '?q=role')));
});
