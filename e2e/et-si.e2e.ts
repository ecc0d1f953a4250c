import { describe, expect, test } from 'vitest';
import { essaiVitrine } from './essai.ts';
import { cheminChromium } from './plateforme.ts';
import { SITE } from './vitrine.ts';

const ADRESSE = `${SITE}/galerie/diagnostic/et-si/pleine`;
const FORMES = '[data-carte-et-si] [data-commune]';

describe.runIf(cheminChromium)('et si, dans Chromium', () => {
  const vitrine = essaiVitrine();

  test('le curseur change le compte et la carte', async () => {
    const page = await vitrine.page();
    await page.goto(ADRESSE);
    const curseur = page.getByRole('slider');
    await curseur.waitFor();
    const couleurs = (): Promise<(string | null)[]> => page.$$eval(FORMES, (formes) => formes.map((f) => f.getAttribute('fill')));
    const phrase = (): Promise<string | null> => page.getByRole('status').first().textContent();
    const [avant, dite] = [await couleurs(), await phrase()];
    await curseur.fill('10');
    await expect.poll(couleurs).not.toEqual(avant);
    // Settling changes the count where it reaches the residents under the threshold: one of the communes does.
    const communes = page.getByLabel('Dans quelle commune');
    const dites = new Set([dite]);
    for (const option of await communes.locator('option').all()) {
      await communes.selectOption((await option.getAttribute('value')) ?? '');
      dites.add(await phrase());
    }
    expect(dites.size).toBeGreaterThan(1);
    expect(vitrine.plaintes).toEqual([]);
    await page.close();
  });

  test('un médecin touché sur la carte part ; une commune touchée en gagne un ; glisser essaie ailleurs', async () => {
    const page = await vitrine.page();
    await page.goto(ADRESSE);
    await page.getByRole('slider').waitFor();
    const [genre, commune] = [page.getByLabel('Que se passe-t-il'), page.getByLabel('Dans quelle commune')];
    const points = page.locator('[data-medecins]');
    await points.first().click();
    expect(await genre.inputValue()).toBe('part');
    expect(await commune.inputValue()).toBe(await points.first().getAttribute('data-medecins'));
    expect(await page.getByRole('slider').inputValue()).toBe('1');
    const boites = await page.$$eval(FORMES, (formes) => formes.map((f) => { const b = f.getBoundingClientRect(); return { code: f.getAttribute('data-commune'), x: b.x + b.width / 2, y: b.y + b.height / 2 }; }));
    const [loin] = boites.filter((b) => b.code !== null).reverse();
    const depart = await points.first().boundingBox();
    if (!loin || !depart) throw new Error('carte vide');
    await page.mouse.move(depart.x + depart.width / 2, depart.y + depart.height / 2);
    await page.mouse.down();
    await page.mouse.move(loin.x, loin.y, { steps: 5 });
    await page.mouse.up();
    expect(await commune.inputValue()).toBe(loin.code);
    expect(vitrine.plaintes).toEqual([]);
    await page.close();
  });

  test('sans script, le formulaire est là', async () => {
    const page = await vitrine.page({ javaScriptEnabled: false });
    await page.goto(ADRESSE);
    expect(await page.getByRole('button', { name: 'Imaginer ce geste' }).count()).toBe(1);
    await page.close();
  });
});
