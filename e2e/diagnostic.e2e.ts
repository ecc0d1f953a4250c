import { describe, expect, test } from 'vitest';
import { essaiVitrine } from './essai.ts';
import { cheminChromium } from './plateforme.ts';
import { SITE } from './vitrine.ts';

const ADRESSE = `${SITE}/galerie/diagnostic/diagnostic/pleine`;

describe.runIf(cheminChromium)('le diagnostic, dans Chromium', () => {
  const vitrine = essaiVitrine();

  test('à 360 pixels : rien ne déborde, les noms des cartes se lisent, chaque chapitre s’atteint par le menu', async () => {
    const page = await vitrine.page();
    await page.setViewportSize({ width: 360, height: 780 });
    await page.goto(ADRESSE);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    const noms = await page.$$eval('figure svg text', (textes) => textes.map((t) => t.getBoundingClientRect()).filter((r) => r.width > 0).map((r) => r.height));
    expect(noms.length).toBeGreaterThan(0);
    const petits = await page.$$eval('figure svg g[class*="hidden"] text', (textes) => textes.map((t) => t.getBoundingClientRect().height).filter((h) => h > 0));
    expect(Math.min(...petits)).toBeGreaterThan(10);
    const ancres = await page.$$eval('nav[aria-label^="Chapitres"] a', (liens) => liens.map((l) => l.getAttribute('href') ?? ''));
    expect(ancres.length).toBeGreaterThanOrEqual(12);
    for (const a of ancres) expect(await page.locator(a).count()).toBe(1);
    expect(vitrine.plaintes).toEqual([]);
    await page.close();
  });

  test('un tableau s’ouvre sans script et mène à ses exports', async () => {
    const page = await vitrine.page({ javaScriptEnabled: false });
    await page.goto(ADRESSE);
    await page.getByText('Tableau : Population des communes').click();
    expect(await page.locator('#population a[href$="population.xlsx"]').isVisible()).toBe(true);
    await page.close();
  });
});
