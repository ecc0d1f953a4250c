import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { adresseCpts, essaiNavigateur } from './essai.ts';
import { cheminChromium, lancerDemonstration } from './plateforme.ts';

let page: Page;
let base = '';

const totaux = async (): Promise<string> => (await page.locator('[data-totaux]').innerText()).replace(/\s+/g, ' ').replace(/ : pourquoi \?/, '');
async function chercher(texte: string): Promise<void> {
  await page.getByLabel('Ajouter une commune').fill(texte);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
}

describe.runIf(cheminChromium)('la coordination compose son territoire', () => {
  const maison = essaiNavigateur(lancerDemonstration);
  beforeAll(async () => {
    page = await maison.entrer('Coordination', { viewport: { width: 1440, height: 900 } });
    base = adresseCpts(page);
  });

  test('cherche une commune malgré une faute, la retrouve dans la liste et les totaux', async () => {
    await page.goto(`${base}/territoire/composer`);
    await page.locator('[data-totaux]').waitFor();
    await chercher('tulles');
    await page.getByRole('button', { name: 'Retirer Tulle', exact: true }).waitFor();
    expect(await totaux()).toMatch(/^49 communes .* habitants taille 3$/);
  });

  test('annule, rétablit, et le brouillon survit à un rechargement', async () => {
    await page.keyboard.press('Control+z');
    await expect.poll(totaux).toMatch(/^48 communes/);
    await page.getByRole('button', { name: 'Rétablir' }).click();
    await expect.poll(totaux).toMatch(/^49 communes/);
    await page.reload();
    await page.getByText('Votre brouillon est repris.').waitFor();
    await expect.poll(totaux).toMatch(/^49 communes/);
  });

  test('au clavier seul, la carte va de commune en commune et les ajoute', async () => {
    await page.locator('[data-carte]').focus();
    await page.keyboard.press('ArrowRight');
    const visee = page.locator('[role=status]', { hasText: /habitants/ }).first();
    await expect.poll(() => visee.innerText()).toMatch(/habitants/);
    const avant = await totaux();
    await page.keyboard.press('Enter');
    await expect.poll(totaux).not.toBe(avant);
    await page.keyboard.press('Enter');
    await expect.poll(totaux).toBe(avant);
  });

  test('entoure des communes au lasso', async () => {
    await page.getByRole('button', { name: 'Cadrer' }).click();
    await page.getByRole('button', { name: 'Entourer' }).click();
    const carte = await page.locator('[data-carte]').boundingBox();
    if (!carte) throw new Error('La carte n’est pas là.');
    const avant = await totaux();
    const coins = [[0.03, 0.3], [0.97, 0.3], [0.97, 0.97], [0.03, 0.97]] as const;
    await page.mouse.move(carte.x + carte.width * 0.03, carte.y + carte.height * 0.3);
    await page.mouse.down();
    for (const [x, y] of coins) await page.mouse.move(carte.x + carte.width * x, carte.y + carte.height * y, { steps: 4 });
    await page.mouse.up();
    await expect.poll(totaux).not.toBe(avant);
    await page.getByRole('button', { name: 'Annuler' }).click();
    await expect.poll(totaux).toBe(avant);
  });

  test('ajoute les intercommunalités entières d’un département et d’un autre : plus de 300 communes, annulées et rétablies d’un geste', async () => {
    await page.getByLabel('Montrer un département').selectOption('19');
    await page.getByLabel('Une intercommunalité entière').waitFor();
    for (const siren of await page.getByLabel('Une intercommunalité entière').locator('option:not([value=""])').evaluateAll((o) => o.map((x) => (x instanceof HTMLOptionElement ? x.value : '')))) {
      await page.getByLabel('Une intercommunalité entière').selectOption(siren);
      await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    }
    await page.getByLabel('Montrer un département').selectOption('46');
    await expect.poll(() => page.getByLabel('Une intercommunalité entière').locator('option').allInnerTexts()).toContainEqual(expect.stringContaining('Grand Cahors'));
    await page.getByLabel('Une intercommunalité entière').selectOption({ label: (await page.getByLabel('Une intercommunalité entière').locator('option').allInnerTexts()).find((t) => t.includes('Grand Cahors')) ?? '' });
    await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    await expect.poll(async () => Number.parseInt(await totaux(), 10)).toBeGreaterThan(300);
    const tout = await totaux();
    await page.getByRole('button', { name: 'Annuler' }).click();
    await expect.poll(totaux).not.toBe(tout);
    await page.getByRole('button', { name: 'Rétablir' }).click();
    await expect.poll(totaux).toBe(tout);
  });

  test('enregistre, et la page le dit', async () => {
    await page.goto(`${base}/territoire/composer`);
    await page.getByRole('button', { name: 'Repartir de la version enregistrée' }).click();
    await page.getByRole('button', { name: 'Retirer Ussac' }).click();
    await expect.poll(totaux).toMatch(/^47 communes/);
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.waitForURL(/\/territoire$/);
    await page.getByText('Territoire enregistré, version 2.').waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Territoire');
    await page.getByRole('button', { name: 'Reprendre la version 1' }).click();
    await page.getByText(/48\scommunes, .*\s: taille 3\./).first().waitFor();
  });
});
