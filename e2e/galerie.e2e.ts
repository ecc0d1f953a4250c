import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ETATS } from '#web/galerie.tsx';
import { cheminChromium } from './plateforme.ts';
import { ouvrirVitrine, SITE, type Vitrine } from './vitrine.ts';

declare global {
  interface Window {
    axe: { run: (options: object) => Promise<AxeResults> };
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAILLES = [
  { width: 360, height: 760 },
  { width: 1440, height: 900 },
] as const;

let vitrine: Vitrine;
/** Tabs that wait for a state to look at: as many states are looked at together. */
const ONGLETS = 3;
const libres: Page[] = [];

/** Everything in the light theme; in the dark one only what its colours can change. */
async function violations(page: Page, theme: 'light' | 'dark'): Promise<string[]> {
  const options = { resultTypes: ['violations'], ...(theme === 'dark' ? { runOnly: ['color-contrast'] } : {}) };
  const { violations: trouvees } = await page.evaluate((o) => window.axe.run(o), options);
  return trouvees.flatMap((v) => v.nodes.map((n) => `${v.id} : ${n.target.join(' ')} (${n.any[0]?.message ?? v.help})`));
}

async function examiner(chemin: string): Promise<string[]> {
  const page = libres.pop() ?? (await vitrine.page());
  try {
    return await regarder(page, chemin);
  } finally {
    libres.push(page);
  }
}

async function regarder(page: Page, chemin: string): Promise<string[]> {
  const reproches: string[] = [];
  await page.goto(SITE + chemin);
  await page.evaluate(axe);
  for (const taille of TAILLES)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(taille);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      reproches.push(...(await violations(page, colorScheme)).map((v) => `${taille.width} px, ${colorScheme} : ${v}`));
    }
  // WCAG 1.4.10: at 320 px (1280 px at 400 %) nothing needs a second direction of scrolling.
  await page.setViewportSize({ width: 320, height: 700 });
  const largeur = await page.evaluate(() => document.documentElement.scrollWidth);
  if (largeur > 320) reproches.push(`320 px : la page déborde (${largeur} px)`);
  return reproches;
}

describe.runIf(cheminChromium)('la galerie, dans Chromium', () => {
  beforeAll(async () => {
    vitrine = await ouvrirVitrine();
    for (let i = 0; i < ONGLETS; i++) libres.push(await vitrine.page());
  });
  afterAll(() => vitrine.fermer());

  test('chaque fichier de galerie a au moins un état', () => {
    expect(ETATS.length).toBeGreaterThan(30);
  });

  test('la liste elle-même', async () => {
    expect(await examiner('/galerie')).toEqual([]);
  });

  test.concurrent.each(ETATS.map((e) => [e.module, e.page, e.etat]))('%s · %s · %s : axe ne trouve rien, rien ne déborde', async (module, nom, etat) => {
    expect(await examiner(`/galerie/${module}/${nom}/${etat}`)).toEqual([]);
  });

  test('aucune page n’a enfreint la politique de sécurité ni levé d’erreur', () => {
    expect(vitrine.plaintes).toEqual([]);
  });
});
