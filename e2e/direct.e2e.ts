import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { adresseCpts, essaiNavigateur } from './essai.ts';
import { cheminChromium, lancerDemonstration } from './plateforme.ts';

let coordination: Page;
let presidence: Page;
let base = '';

const inviter = async (page: Page, nom: string, courriel: string): Promise<void> => {
  await page.goto(`${base}/reseau/acces`);
  await page.getByLabel('Prénom et nom').fill(nom);
  await page.getByLabel('Adresse électronique').fill(courriel);
  await page.getByRole('button', { name: 'Envoyer l’invitation' }).click();
  await page.locator('#invitations').getByText(nom).first().waitFor();
};

describe.runIf(cheminChromium)('le rafraîchissement en direct', () => {
  const maison = essaiNavigateur(lancerDemonstration);
  // Two people, two browsers that share nothing, in the same CPTS.
  beforeAll(async () => {
    coordination = await maison.entrer('Coordination');
    base = adresseCpts(coordination);
    presidence = await maison.entrer('Présidence');
    expect(presidence.url()).toContain(base);
  });

  test('une page ouverte montre ce qu’une autre personne vient de faire, sans être rechargée', async () => {
    await coordination.goto(`${base}/reseau/acces`);
    await coordination.evaluate(() => document.documentElement.setAttribute('data-temoin', 'jamais rechargée'));
    const charges: string[] = [];
    coordination.on('request', (r) => r.isNavigationRequest() && charges.push(r.url()));
    await inviter(presidence, 'Zoé Nouvelle', 'zoe@exemple.invalid');
    await coordination.getByText('Zoé Nouvelle').first().waitFor();
    expect(charges).toEqual([]);
  });

  test('la page d’accueil dit le changement, et le courriel d’invitation est arrivé', async () => {
    await coordination.goto(base);
    const avant = await coordination.locator('main').innerText();
    await inviter(presidence, 'Ulysse Suivant', 'ulysse@exemple.invalid');
    await expect.poll(() => coordination.locator('main').innerText()).not.toBe(avant);
    await coordination.goto(`${maison.url}/boite-aux-lettres`);
    await expect.poll(async () => (await coordination.reload(), await coordination.content())).toContain('ulysse@exemple.invalid');
  });

  test('un geste en route n’est pas arrêté par une nouveauté : il aboutit, et la page montre les deux', async () => {
    await coordination.goto(`${base}/reseau/acces`);
    // The gesture stays on its way until well after the change of the other person was heard.
    await coordination.route('**/reseau/acces/annulation', async (route) => {
      await inviter(presidence, 'Wendy Ensuite', 'wendy@exemple.invalid');
      await coordination.waitForTimeout(1500);
      await route.continue();
    });
    await coordination.getByRole('button', { name: 'Annuler l’invitation de Zoé Nouvelle' }).click();
    await coordination.locator('#invitations').getByText('Wendy Ensuite').first().waitFor();
    await expect.poll(() => coordination.getByRole('button', { name: 'Annuler l’invitation de Zoé Nouvelle' }).count()).toBe(0);
    await coordination.unroute('**/reseau/acces/annulation');
  });

  test('son propre geste n’est pas lu deux fois : la page qui y répond le montre déjà', async () => {
    await coordination.goto(`${base}/reseau/acces`);
    const lues: string[] = [];
    coordination.on('request', (r) => r.method() === 'GET' && r.url().endsWith('/reseau/acces') && lues.push(r.url()));
    // The answer is held until the gesture was told to all who listen; the page after it is asked for later.
    await coordination.route('**/reseau/acces/annulation', async (route) => {
      const reponse = await route.fetch({ maxRedirects: 0 });
      await coordination.waitForTimeout(1500);
      await route.fulfill({ response: reponse });
    });
    await coordination.getByRole('button', { name: 'Annuler l’invitation de Wendy Ensuite' }).click();
    await expect.poll(() => coordination.locator('#invitations').getByText('Wendy Ensuite').count()).toBe(0);
    await coordination.waitForTimeout(1500);
    await coordination.unroute('**/reseau/acces/annulation');
    expect(lues).toHaveLength(1);
    // What it said stays when somebody else changes the page.
    const dit = coordination.locator('#messages').getByText('Invitation de wendy@exemple.invalid annulée.');
    await dit.waitFor();
    await inviter(presidence, 'Victor Après', 'victor@exemple.invalid');
    await coordination.getByText('Victor Après').first().waitFor();
    expect(await dit.count()).toBe(1);
  });

  test('une saisie en cours n’est pas écrasée : la nouveauté est proposée', async () => {
    await coordination.goto(`${base}/reseau/acces`);
    const champ = coordination.getByLabel('Prénom et nom');
    await champ.fill('Je suis en train d’écrire');
    await inviter(presidence, 'Yann Troisième', 'yann@exemple.invalid');
    await coordination.getByText('Du nouveau sur cette page.').waitFor();
    expect(await champ.inputValue()).toBe('Je suis en train d’écrire');
    await coordination.getByRole('button', { name: 'Actualiser' }).click();
    await coordination.getByText('Yann Troisième').first().waitFor();
  });

  test('une saisie commencée pendant que la nouveauté arrive n’est pas écrasée non plus', async () => {
    await coordination.goto(`${base}/reseau/acces`);
    const champ = coordination.getByLabel('Prénom et nom');
    // The newer page is on its way when the first letters are typed.
    await coordination.route('**/reseau/acces', async (route) => {
      await champ.fill('Je commence à écrire');
      await route.continue();
    });
    await inviter(presidence, 'Xavier Quatrième', 'xavier@exemple.invalid');
    await coordination.getByText('Du nouveau sur cette page.').waitFor();
    await coordination.unroute('**/reseau/acces');
    expect(await champ.inputValue()).toBe('Je commence à écrire');
    await coordination.getByRole('button', { name: 'Actualiser' }).click();
    await coordination.getByText('Xavier Quatrième').first().waitFor();
  });
});
