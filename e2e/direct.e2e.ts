import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cheminChromium, entrerComme, lancerNavigateur, lancerPlateforme, type PlateformeEssai } from './plateforme.ts';

let plateforme: PlateformeEssai;
let navigateur: Browser;
let coordination: Page;
let presidence: Page;
let base = '';

/** Two people, two browsers that share nothing, in the same CPTS. */
async function entrer(role: string): Promise<Page> {
  const page = await (await navigateur.newContext({ locale: 'fr-FR' })).newPage();
  await entrerComme(page, plateforme.url, role);
  return page;
}
const inviter = async (page: Page, nom: string, courriel: string): Promise<void> => {
  await page.goto(`${base}/reseau/acces`);
  await page.getByLabel('Prénom et nom').fill(nom);
  await page.getByLabel('Adresse électronique').fill(courriel);
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click();
  await page.locator('#invitations').getByText(nom).first().waitFor();
};

describe.runIf(cheminChromium)('le rafraîchissement en direct', () => {
  beforeAll(async () => {
    plateforme = await lancerPlateforme({ MAILLAGE_DONNEES: '' });
    navigateur = await lancerNavigateur();
    coordination = await entrer('Coordination');
    base = /^.*\/cpts\/[^/]+/.exec(coordination.url())?.[0] ?? '';
    presidence = await entrer('Présidence');
    expect(presidence.url()).toContain(base);
  });
  afterAll(async () => {
    await navigateur?.close();
    await plateforme?.arreter();
  });

  test('une page ouverte montre ce qu’une autre personne vient de faire, sans être rechargée', async () => {
    await coordination.goto(`${base}/reseau/acces`);
    await coordination.evaluate(() => document.documentElement.setAttribute('data-temoin', 'jamais rechargée'));
    const charges: string[] = [];
    coordination.on('request', (r) => r.isNavigationRequest() && charges.push(r.url()));
    await inviter(presidence, 'Zoé Nouvelle', 'zoe@exemple.invalid');
    await coordination.getByText('Zoé Nouvelle').first().waitFor({ timeout: 10_000 });
    expect(charges).toEqual([]);
  });

  test('la page d’accueil dit le changement, et le courriel d’invitation est arrivé', async () => {
    await coordination.goto(base);
    const avant = await coordination.locator('main').innerText();
    await inviter(presidence, 'Ulysse Suivant', 'ulysse@exemple.invalid');
    await expect.poll(() => coordination.locator('main').innerText(), { timeout: 10_000 }).not.toBe(avant);
    await coordination.goto(`${plateforme.url}/boite-aux-lettres`);
    await expect.poll(async () => (await coordination.reload(), await coordination.content()), { timeout: 15_000 }).toContain('ulysse@exemple.invalid');
  });

  test('une saisie en cours n’est pas écrasée : la nouveauté est proposée', async () => {
    await coordination.goto(`${base}/reseau/acces`);
    const champ = coordination.getByLabel('Prénom et nom');
    await champ.fill('Je suis en train d’écrire');
    await inviter(presidence, 'Yann Troisième', 'yann@exemple.invalid');
    await coordination.getByText('Du nouveau sur cette page.').waitFor({ timeout: 10_000 });
    expect(await champ.inputValue()).toBe('Je suis en train d’écrire');
    await coordination.getByRole('button', { name: 'Actualiser' }).click();
    await coordination.getByText('Yann Troisième').first().waitFor();
  });
});
