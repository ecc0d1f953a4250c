import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { racine } from '#tools/racine.ts';
import { documentEtat, documentGalerie, documentPage, ETATS } from '#web/galerie.tsx';
import { actifsDuManifeste } from '#web/manifeste.ts';
import type { ActifsClient } from '#web/vue-cadre.ts';
import { cheminChromium, lancerNavigateur } from './plateforme.ts';

declare global {
  interface Window {
    axe: { run: (options: object) => Promise<AxeResults> };
  }
}

const SITE = 'http://galerie.test';
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'";
const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml' };
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const dist = mkdtempSync(join(tmpdir(), 'galerie-'));
let navigateur: Browser;
let page: Page;
let actifs: ActifsClient;
const plaintes: string[] = [];

/** Answers for the whole site of the gallery: its documents and the built files, under the same policy as the platform. */
function repondre(chemin: string): { body: string | Buffer; contentType: string; headers?: Record<string, string> } {
  if (chemin.startsWith('/actifs/')) return { body: readFileSync(join(dist, 'client', chemin.slice('/actifs/'.length))), contentType: TYPES[extname(chemin)] ?? 'text/plain' };
  const [, , module = '', nom = '', etat] = chemin.split('/');
  const html = module === '' ? documentGalerie(actifs) : etat ? documentEtat(actifs, module, nom, etat) : documentPage(actifs, module, nom);
  return { body: html ?? 'introuvable', contentType: 'text/html; charset=utf-8', headers: { 'content-security-policy': CSP } };
}

async function violations(): Promise<string[]> {
  const { violations: trouvees } = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'] }));
  return trouvees.flatMap((v) => v.nodes.map((n) => `${v.id} : ${n.target.join(' ')} (${n.any[0]?.message ?? v.help})`));
}

const TAILLES = [
  { width: 360, height: 760 },
  { width: 1440, height: 900 },
] as const;

async function examiner(chemin: string): Promise<string[]> {
  const reproches: string[] = [];
  await page.goto(SITE + chemin);
  await page.evaluate(axe);
  for (const taille of TAILLES)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(taille);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      reproches.push(...(await violations()).map((v) => `${taille.width} px, ${colorScheme} : ${v}`));
    }
  // WCAG 1.4.10: at 320 px (1280 px at 400 %) nothing needs a second direction of scrolling.
  await page.setViewportSize({ width: 320, height: 700 });
  const largeur = await page.evaluate(() => document.documentElement.scrollWidth);
  if (largeur > 320) reproches.push(`320 px : la page déborde (${largeur} px)`);
  return reproches;
}

describe.runIf(cheminChromium)('la galerie, dans Chromium', () => {
  beforeAll(async () => {
    process.env['MAILLAGE_DIST'] = dist;
    await build({ root: racine, configFile: join(racine, 'vite.client.config.ts'), logLevel: 'error' });
    actifs = actifsDuManifeste(JSON.parse(readFileSync(join(dist, 'client', 'manifeste.json'), 'utf8')));
    navigateur = await lancerNavigateur();
    page = await navigateur.newPage();
    page.on('console', (m) => {
      if (m.type() === 'error') plaintes.push(m.text());
    });
    page.on('pageerror', (e) => plaintes.push(e.message));
    await page.route(`${SITE}/**`, (route) => route.fulfill(repondre(decodeURIComponent(new URL(route.request().url()).pathname))));
  });
  afterAll(async () => {
    await navigateur?.close();
    rmSync(dist, { recursive: true, force: true });
  });

  test('chaque fichier de galerie a au moins un état', () => {
    expect(ETATS.length).toBeGreaterThan(30);
  });

  test('la liste elle-même', async () => {
    expect(await examiner('/galerie')).toEqual([]);
  });

  test.each(ETATS.map((e) => [e.module, e.page, e.etat]))('%s · %s · %s : axe ne trouve rien, rien ne déborde', async (module, nom, etat) => {
    expect(await examiner(`/galerie/${module}/${nom}/${etat}`)).toEqual([]);
  });

  test('aucune page n’a enfreint la politique de sécurité ni levé d’erreur', () => {
    expect(plaintes).toEqual([]);
  });
});
