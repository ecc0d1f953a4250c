import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Page, Route } from 'playwright-core';
import { lireActifs } from '#server/statique.ts';
import { construire } from '#tools/construire.ts';
import { dossierConstruit } from '#tools/racine.ts';
import { documentEtat, documentGalerie, documentPage } from '#web/galerie.tsx';
import type { ActifsClient } from '#web/vue-cadre.ts';
import { lancerNavigateur, pagePatiente } from './plateforme.ts';

export const SITE = 'http://vitrine.test';
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'";
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml' };

/** What a test adds to the site: an address and how it answers. */
export type Adresses = Record<string, (actifs: ActifsClient, url: URL) => { readonly corps: string; readonly type?: string; readonly statut?: number }>;

export type Vitrine = { readonly plaintes: string[]; readonly page: (options?: { javaScriptEnabled?: boolean }) => Promise<Page>; readonly fermer: () => Promise<void> };

/**
 * The gallery and the built client, without platform nor database: the browser's requests are answered here,
 * under the same content policy as the platform. Errors and refusals of the policy are kept in `plaintes`.
 */
export async function ouvrirVitrine(adresses: Adresses = {}): Promise<Vitrine> {
  await construire();
  const actifs = lireActifs();
  const client = join(dossierConstruit(), 'client');
  const navigateur = await lancerNavigateur();
  const plaintes: string[] = [];
  const lus = new Map<string, Buffer>();
  const lireActif = (chemin: string): Buffer => {
    const octets = lus.get(chemin) ?? readFileSync(join(client, chemin.slice('/actifs/'.length)));
    lus.set(chemin, octets);
    return octets;
  };

  const html = (chemin: string): string => {
    const [, , module = '', nom = '', etat] = chemin.split('/');
    const document = module === '' ? documentGalerie(actifs) : etat ? documentEtat(actifs, module, nom, etat) : documentPage(actifs, module, nom);
    return document ?? 'introuvable';
  };
  const repondre = async (route: Route): Promise<void> => {
    const url = new URL(route.request().url());
    const chemin = decodeURIComponent(url.pathname);
    if (chemin.startsWith('/actifs/')) return route.fulfill({ body: lireActif(chemin), contentType: TYPES[extname(chemin)] ?? 'text/plain' });
    const { corps, type, statut } = adresses[chemin]?.(actifs, url) ?? { corps: html(chemin) };
    return route.fulfill({ body: corps, status: statut ?? 200, contentType: type ?? 'text/html; charset=utf-8', headers: { 'content-security-policy': CSP } });
  };

  return {
    plaintes,
    page: async (options = {}) => {
      const page = await pagePatiente(navigateur.newPage(options));
      page.on('console', (m) => void (m.type() === 'error' && plaintes.push(m.text())));
      page.on('pageerror', (e) => plaintes.push(e.message));
      await page.route(`${SITE}/**`, repondre);
      return page;
    },
    fermer: () => navigateur.close(),
  };
}
