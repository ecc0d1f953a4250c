import { afterAll, describe, expect, test, vi } from 'vitest';
import { essaiAvecBase } from '#db/essais.ts';
import { creerApplication } from './application.tsx';
import { cookieDe, SANS_DIRECT, servicesEssai } from './essais.ts';

const base = essaiAvecBase();
const { services, fermer } = servicesEssai(base.adresse);
const app = creerApplication(services, SANS_DIRECT);
afterAll(fermer);

const SITE = services.config.url;
const envoyer = (chemin: string, corps: URLSearchParams, entetes: Record<string, string> = {}) => app.request(`${SITE}${chemin}`, { method: 'POST', body: corps, headers: { Origin: SITE, ...entetes } });

describe('quand la session est terminée', () => {
  const vers = async (r: Response | Promise<Response>): Promise<URL> => new URL((await r).headers.get('location') ?? '', SITE);

  test('une page demandée revient après la connexion, avec sa recherche', async () => {
    const ou = await vers(app.request(`${SITE}/cpts/essai/reseau/annuaire?metier=60`));
    expect([ou.pathname, ou.searchParams.get('retour'), ou.searchParams.get('error')]).toEqual(['/connexion', '/cpts/essai/reseau/annuaire?metier=60', null]);
  });

  test.each(['/cpts/essai/projet/lettre/porteur/reprise', '/compte/nom'])('un formulaire envoyé à %s ramène à la page qui le portait, et dit que rien n’est enregistré', async (adresse) => {
    const ou = await vers(envoyer(adresse, new URLSearchParams({ version: '1' }), { Referer: `${SITE}/cpts/essai/projet/lettre?a=1` }));
    expect([ou.pathname, ou.searchParams.get('retour')]).toEqual(['/connexion', '/cpts/essai/projet/lettre?a=1']);
    expect(await (await app.request(ou.href)).text()).toContain('Votre session était terminée');
  });

  test.each([
    ['sans page d’origine', undefined, '/'],
    ['une recherche trop longue est laissée', `${SITE}/compte?x=${'a'.repeat(600)}`, '/compte'],
    ['d’un autre site, seul le chemin est repris', 'https://ailleurs.example/compte', '/compte'],
  ])('%s', async (_cas, referer, attendu) => {
    const ou = await vers(envoyer('/compte/nom', new URLSearchParams(), referer === undefined ? {} : { Referer: referer }));
    expect(ou.searchParams.get('retour')).toBe(attendu);
  });
});

describe('un envoi démesuré', () => {
  // The name of a CPTS is chosen by whoever writes the address: none may lift the limit.
  test.each(['/connexion', '/cpts/fichiers/projet/lettre/porteur', '/cpts/essai/fichiers'])('est refusé à %s avant d’être lu', async (adresse) => {
    const r = await envoyer(adresse, new URLSearchParams({ texte: 'x'.repeat(2 * 1024 * 1024 + 1) }));
    expect(r.status).toBe(413);
    expect(await r.text()).toContain('2 Mo');
  });
});

describe('un incident', () => {
  test('ne promet pas que rien n’a changé quand un geste était en cours', async () => {
    const cpts = await base.uneCpts();
    const moi = await base.unePersonne(cpts.id);
    const entetes = await cookieDe(base.proprietaire, moi.id);
    const muet = vi.spyOn(console, 'error').mockReturnValue();
    const sansBase = Object.assign(Object.create(services.db), { startTransaction: () => { throw new Error('panne d’essai'); } });
    const casse = creerApplication({ ...services, db: sansBase }, SANS_DIRECT);
    const lu = await casse.request(`${SITE}/cpts/${cpts.slug}`, { headers: entetes });
    const fait = await casse.request(`${SITE}/cpts/${cpts.slug}/projet/lettre/porteur`, { method: 'POST', body: new URLSearchParams(), headers: { ...entetes, Origin: SITE } });
    expect([lu.status, fait.status]).toEqual([500, 500]);
    expect(await lu.text()).toContain('réessayer');
    expect(await fait.text()).toContain('vérifiez si votre geste est enregistré');
    expect(muet.mock.calls).toHaveLength(2);
    muet.mockRestore();
  });
});
