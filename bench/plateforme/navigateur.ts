import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { surPlateforme } from './plateforme.ts';

const CANDIDATS = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];
const MOI = 'Maëlle Riva';
export const CPTS = '/cpts/trois-rivieres';

/** The demo as `npm start` makes it, and a browser; undefined when this machine has no Chromium. Both are closed at the end. */
export async function surDemonstration<T>(faire: (navigateur: Browser, url: string) => Promise<T>): Promise<T | undefined> {
  const executablePath = CANDIDATS.find((c): c is string => c !== undefined && existsSync(c));
  if (!executablePath) return undefined;
  let rendu: T | undefined;
  await surPlateforme(async () => undefined, async ({ url }) => {
    const navigateur = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
    try {
      rendu = await faire(navigateur, url);
    } finally {
      await navigateur.close();
    }
  });
  return rendu;
}

/** Signs in as the coordinator of the demo. */
export async function entrer(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/connexion`);
  await page.getByRole('button', { name: MOI }).first().click();
  await page.waitForURL((u) => u.pathname.startsWith(CPTS));
}
