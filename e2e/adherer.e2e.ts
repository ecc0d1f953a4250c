import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { adresseCpts, essaiNavigateur } from './essai.ts';
import { cheminChromium, lancerDemonstration } from './plateforme.ts';

const CANDIDATE = { nom: 'Oriane Lestrade', courriel: 'oriane.lestrade@exemple.invalid' };

describe.runIf(cheminChromium)('adhérer, dans un vrai navigateur', () => {
  const maison = essaiNavigateur(lancerDemonstration);

  /** Opens the letter with this subject in the mailbox of the demo, and follows its link. */
  async function suivreLaLettre(page: Page, sujet: string): Promise<void> {
    await maison.ouvrirLettre(page, CANDIDATE.courriel, sujet);
    await page.getByRole('link', { name: /\/adhesion\?lien=/ }).click();
  }

  test('demander, être instruite, accepter la charte par le lien du courriel, être admise et figurer sur la liste', async () => {
    const candidate = await maison.nouvelle();
    const coordination = await maison.entrer('Coordination');
    const cpts = adresseCpts(coordination);

    await candidate.goto(cpts.replace('/cpts/', '/adherer/'));
    await candidate.getByLabel('Prénom et nom').fill(CANDIDATE.nom);
    await candidate.getByLabel('Adresse électronique').fill(CANDIDATE.courriel);
    await candidate.getByLabel('À quel titre venez-vous ?').selectOption({ label: 'Professionnel de santé' });
    await candidate.getByLabel('Profession de santé').selectOption('60');
    await candidate.getByRole('button', { name: 'Envoyer ma demande' }).click();
    await candidate.getByText('Votre demande est reçue.').waitFor();

    await coordination.goto(`${cpts}/reseau/adherents?liste=demandes`);
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
    await coordination.goto(`${cpts}/reseau/adherents?q=lestrade`);
    expect(await coordination.getByRole('rowheader', { name: CANDIDATE.nom }).count()).toBe(1);
  });
});
