import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cheminChromium, entrerComme, lancerNavigateur, lancerPlateforme, type PlateformeEssai } from './plateforme.ts';

const FERME_MS = 30_000;
const CANDIDATE = { nom: 'Oriane Lestrade', courriel: 'oriane.lestrade@exemple.invalid' };

describe.runIf(cheminChromium)('adhérer, dans un vrai navigateur', () => {
  let plateforme: PlateformeEssai;
  let navigateur: Browser;
  const contextes: BrowserContext[] = [];

  beforeAll(async () => {
    [plateforme, navigateur] = await Promise.all([lancerPlateforme(), lancerNavigateur()]);
  });
  afterAll(async () => {
    await Promise.all(contextes.map((c) => c.close()));
    await navigateur?.close();
    await plateforme?.arreter();
  }, FERME_MS);

  async function nouvelle(): Promise<Page> {
    const contexte = await navigateur.newContext({ locale: 'fr-FR' });
    contextes.push(contexte);
    return contexte.newPage();
  }

  /** Opens the letter with this subject in the mailbox of the demo, and follows its link. */
  async function suivreLaLettre(page: Page, sujet: string): Promise<void> {
    await expect
      .poll(async () => (await (await fetch(`${plateforme.url}/boite-aux-lettres`)).text()).split('<li').some((l) => l.includes(CANDIDATE.courriel) && l.includes(sujet)), { timeout: 15_000 })
      .toBe(true);
    await page.goto(`${plateforme.url}/boite-aux-lettres`);
    await page.locator('li', { hasText: CANDIDATE.courriel }).filter({ hasText: sujet }).getByRole('link').first().click();
    await page.getByRole('link', { name: /\/adhesion\?lien=/ }).click();
  }

  test('demander, être instruite, accepter la charte par le lien du courriel, être admise et figurer sur la liste', async () => {
    const candidate = await nouvelle();
    const coordination = await nouvelle();
    await entrerComme(coordination, plateforme.url, 'Coordination');
    const cpts = /\/cpts\/([^/]+)/.exec(coordination.url())?.[1] ?? '';

    await candidate.goto(`${plateforme.url}/adherer/${cpts}`);
    await candidate.getByLabel('Prénom et nom').fill(CANDIDATE.nom);
    await candidate.getByLabel('Adresse électronique').fill(CANDIDATE.courriel);
    await candidate.getByLabel('À quel titre venez-vous ?').selectOption({ label: 'Professionnel de santé' });
    await candidate.getByLabel('Profession de santé').selectOption('60');
    await candidate.getByRole('button', { name: 'Envoyer ma demande' }).click();
    await candidate.getByText('Votre demande est reçue.').waitFor();

    await coordination.goto(`${plateforme.url}/cpts/${cpts}/reseau/adherents?liste=demandes`);
    await coordination.getByRole('link', { name: CANDIDATE.nom }).click();
    await coordination.getByRole('button', { name: 'Commencer l’instruction' }).click();
    await coordination.getByText('La charte n’est pas encore acceptée').waitFor();

    await suivreLaLettre(candidate, 'À lire et accepter');
    await candidate.getByRole('button', { name: /J’ai lu et j’accepte/ }).click();
    await candidate.getByText('Ce que vous avez accepté').waitFor();

    await coordination.reload();
    await coordination.getByText('par le lien du courriel').waitFor();
    await coordination.getByRole('button', { name: 'Admettre', exact: true }).click();
    await coordination.getByText(/Membre depuis le/).waitFor();
    await coordination.goto(`${plateforme.url}/cpts/${cpts}/reseau/adherents?q=lestrade`);
    expect(await coordination.getByRole('rowheader', { name: CANDIDATE.nom }).count()).toBe(1);
  });
});
