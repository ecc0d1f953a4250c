import { Hono } from 'hono';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import type { CourrielRecu } from './attrape-courriel.ts';
import { routesBoite, TexteAvecLiens } from './boite-aux-lettres.tsx';
import { lireConfiguration } from '../configuration.ts';
import { entetesDeSecurite } from '../gardes.ts';
import type { Env } from '../vue-page.ts';
import type { Services } from '../services.ts';

const courriel: CourrielRecu = {
  id: 'c1',
  recuLe: new Date('2026-11-23T09:00:00Z'),
  a: ['marie@exemple.invalid'],
  de: 'x@exemple.invalid',
  sujet: 'Votre code <b>',
  texte: 'Votre code : 123456.\nOuvrez https://maillage.invalid/entrer?code=123456&x=1.',
  html: '<p>Votre code</p><script>alert(1)</script>',
  pieces: [],
};

const config = lireConfiguration({ MAILLAGE_SECRET: 'x'.repeat(32) });
function application(attrape: Partial<Services['attrape']> | undefined) {
  const app = new Hono<Env>();
  const services = { config, actifs: { css: [], js: [] }, attrape } as unknown as Services;
  app.use(async (c, suite) => {
    c.set('services', services);
    await suite();
  });
  app.use(entetesDeSecurite(config));
  routesBoite(app);
  return app;
}
const avec = application({ lister: () => [courriel], trouver: (id) => (id === 'c1' ? courriel : undefined) });

describe('la boîte aux lettres de démonstration', () => {
  test('liste les courriels et ouvre leur texte, liens compris', async () => {
    expect(await (await avec.request('/boite-aux-lettres')).text()).toContain('href="/boite-aux-lettres/c1"');
    const page = await (await avec.request('/boite-aux-lettres/c1')).text();
    expect(page).toContain('href="https://maillage.invalid/entrer?code=123456&amp;x=1"');
    expect(page).toContain('<h1>Votre code &lt;b');
    expect(page).not.toContain('<script>alert');
  });

  test('montre la mise en page sous une politique qui interdit tout script', async () => {
    const reponse = await avec.request('/boite-aux-lettres/c1/mise-en-page');
    const csp = reponse.headers.get('Content-Security-Policy') ?? '';
    expect(csp).toContain("default-src 'none'");
    expect(csp).toContain('sandbox');
    expect(csp).not.toMatch(/allow-scripts|script-src/);
  });

  test('n’existe pas quand les courriels partent vraiment', async () => {
    for (const chemin of ['/boite-aux-lettres', '/boite-aux-lettres/c1', '/boite-aux-lettres/c1/mise-en-page']) expect((await application(undefined).request(chemin)).status).toBe(404);
  });
});

test.each([
  ['Voir https://a.invalid/x).', 'https://a.invalid/x'],
  ['javascript:alert(1)', undefined],
  ['https://a.invalid/"onclick="x', 'https://a.invalid/'],
])('dans %j le lien est %j', (texte, href) => {
  const lien = /href="([^"]*)"/.exec(renderToString(<TexteAvecLiens texte={texte} />))?.[1];
  expect(lien).toBe(href);
});
