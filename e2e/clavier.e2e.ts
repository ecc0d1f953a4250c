import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { essaiNavigateur } from './essai.ts';
import { cheminChromium, lancerDemonstration } from './plateforme.ts';

const TOUCHES_MAX = 120;
const PATIENCE_MS = 30_000;
const COMMUNES = [['94003', 'Arcueil'], ['94037', 'Gentilly']] as const;

/** Tab until this element has the focus, as a hand without a mouse does; says where it was lost. */
async function tabuler(page: Page, vers: Locator): Promise<void> {
  await vers.first().waitFor();
  for (let i = 0; i < TOUCHES_MAX; i++) {
    if (await vers.first().evaluate((e) => e === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Le clavier n’atteint pas ${String(vers)} : le dernier élément est ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))}`);
}

/** What has the focus is seen: it is in the window and draws an outline, a ring or a border of its own. */
async function focusVisible(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const e = document.activeElement;
    if (!(e instanceof HTMLElement)) return false;
    const style = getComputedStyle(e);
    const boite = e.getBoundingClientRect();
    return (style.outlineStyle !== 'none' || style.boxShadow !== 'none') && boite.bottom > 0 && boite.top < innerHeight;
  });
}

/** Tab to it, see that the focus shows, press. */
async function presser(page: Page, vers: Locator): Promise<void> {
  await tabuler(page, vers);
  expect(await focusVisible(page), `le focus se voit sur ${String(vers)}`).toBe(true);
  await page.keyboard.press('Enter');
}

describe.runIf(cheminChromium)('au clavier seul', () => {
  const maison = essaiNavigateur(lancerDemonstration);

  test('de la connexion à la lettre d’intention emportée, sans toucher la souris', async () => {
    const page = await maison.nouvelle({ viewport: { width: 1280, height: 900 } });
    await page.goto(`${maison.url}/connexion`);
    await presser(page, page.getByRole('button', { name: /Coordination/ }));
    await page.waitForURL(/\/cpts\/trois-rivieres$/);

    // The first key of a page leads past the menu; after a link followed, the focus is already in the content.
    await page.reload();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Aller au contenu');
    await presser(page, page.getByRole('navigation', { name: 'Navigation principale' }).getByRole('link', { name: 'Territoire' }));
    await page.waitForURL(/\/territoire$/);
    await presser(page, page.getByRole('link', { name: /Modifier le territoire/ }));
    await page.waitForURL(/\/composer$/);
    await presser(page, page.getByRole('button', { name: /^Retirer tout/ }));
    for (const [code, nom] of COMMUNES) {
      await tabuler(page, page.getByRole('combobox', { name: 'Ajouter une commune' }));
      await page.keyboard.type(code);
      await page.getByRole('option', { name: new RegExp(nom) }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: `Retirer ${nom}` }).waitFor();
    }
    await presser(page, page.getByRole('button', { name: 'Enregistrer' }));
    await page.waitForURL(/\/territoire(\?.*)?$/);
    await expect.poll(async () => (await page.locator('main').innerText()).replace(/\s/g, ' ')).toContain('2 communes');

    // The palette leads to the letter.
    await page.keyboard.press('Control+k');
    await page.keyboard.type('lettre');
    const choix = page.getByRole('option', { name: /Lettre d’intention/ }).first();
    await choix.waitFor();
    for (let i = 0; i < 12 && (await choix.getAttribute('aria-selected')) !== 'true'; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/projet\/lettre/);
    await presser(page, page.locator('main').getByRole('link', { name: /^Modifier « Le projet et son porteur/ }));
    await page.waitForURL(/\/projet\/lettre\/porteur$/);
    await tabuler(page, page.getByLabel('Téléphone'));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('05 55 33 33 33');
    await presser(page, page.getByRole('button', { name: 'Enregistrer la section' }));
    await page.waitForURL(/\/projet\/lettre(#.*)?$/);
    await page.getByText('05 55 33 33 33').first().waitFor();

    const descente = page.waitForEvent('download');
    await presser(page, page.getByRole('link', { name: /Word/ }).first());
    expect(readFileSync(await (await descente).path()).subarray(0, 2).toString()).toBe('PK');
  });

  test('sur un téléphone, répondre à un sondage date par date, sans jamais repartir du haut de la page', async () => {
    const page = await maison.nouvelle({ viewport: { width: 360, height: 740 } });
    await page.goto(`${maison.url}/connexion`);
    await presser(page, page.getByRole('button', { name: /Lison Prétexte/ }));
    await page.waitForURL(/\/cpts\/trois-rivieres$/);
    await presser(page, page.getByRole('navigation', { name: 'Navigation', exact: true }).getByRole('link', { name: 'Agenda' }));
    await page.waitForURL(/\/agenda$/);
    await presser(page, page.locator('main').getByRole('link', { name: /bilan et suite/ }));
    await page.getByRole('heading', { level: 2, name: 'Vos réponses' }).waitFor();

    const dates = page.locator('#reponses .reponse-date').filter({ hasNot: page.getByRole('button', { name: 'Aucune' }) });
    const nombre = await dates.count();
    expect(nombre).toBeGreaterThan(2);
    const mots = Array.from({ length: nombre }, (_, i) => ['Oui', 'Si besoin', 'Non'][i % 3] ?? '');
    for (const [i, mot] of mots.entries()) {
      const bouton = dates.nth(i).getByRole('button', { name: mot });
      await presser(page, bouton);
      await expect.poll(() => bouton.getAttribute('aria-pressed'), { timeout: PATIENCE_MS }).toBe('true');
      // The answer is kept and the hand has not moved: three keys at most lead to the next date.
      expect(await bouton.evaluate((e) => e === document.activeElement), `le focus reste sur la réponse à la date ${i + 1}`).toBe(true);
      expect(await focusVisible(page)).toBe(true);
    }
    await tabuler(page, page.getByLabel('Un mot pour l’organisateur'));
    await page.keyboard.type('Plutôt le soir.');
    await page.keyboard.press('Enter');
    await page.getByText('Plutôt le soir.').first().waitFor();

    await page.reload();
    for (const [i, mot] of mots.entries()) expect(await dates.nth(i).getByRole('button', { name: mot }).getAttribute('aria-pressed')).toBe('true');
    expect(await page.getByLabel('Un mot pour l’organisateur').inputValue()).toBe('Plutôt le soir.');
  });
});
