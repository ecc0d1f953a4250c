import { describe, expect, test } from 'vitest';
import { adresseCpts, essaiNavigateur } from './essai.ts';
import { cheminChromium, lancerDemonstration } from './plateforme.ts';

const TELEPHONE = { viewport: { width: 360, height: 780 } };
const TITRE = 'Attendre un rendez-vous';
const QUESTION = 'Attendez-vous trop longtemps ?';

describe.runIf(cheminChromium)('une enquête, dans un vrai navigateur', () => {
  const maison = essaiNavigateur(lancerDemonstration);

  test('préparée, ouverte, répondue au téléphone sans compte, close, lue, et devenue un constat', async () => {
    const elle = await maison.entrer('Coordination');
    await elle.goto(`${adresseCpts(elle)}/territoire/enquetes`);
    await elle.getByLabel('Titre', { exact: true }).fill(TITRE);
    await elle.getByLabel('À quoi elle servira').fill('Savoir par où commencer.');
    await elle.getByLabel('À tout le monde').check();
    await elle.getByRole('button', { name: 'Préparer l’enquête' }).click();
    await elle.getByRole('heading', { level: 1, name: TITRE }).waitFor();
    await elle.getByLabel('La question').fill(QUESTION);
    await elle.getByLabel('Réponses possibles').fill('Oui\nNon');
    await elle.getByRole('button', { name: 'Ajouter la question' }).click();
    await elle.getByRole('button', { name: 'Ouvrir l’enquête' }).click();
    const lien = (await elle.getByRole('link', { name: /\/e\// }).getAttribute('href')) ?? '';
    const adresse = elle.url();
    await elle.goto('about:blank');

    // Five telephones that share nothing: results are hidden under five.
    for (let i = 0; i < 5; i++) {
      const habitant = await maison.nouvelle(TELEPHONE);
      await habitant.goto(lien);
      expect(await habitant.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(TELEPHONE.viewport.width);
      await habitant.getByLabel('Oui', { exact: true }).check();
      await habitant.getByRole('button', { name: 'Envoyer mes réponses' }).click();
      await habitant.getByRole('heading', { name: 'Merci, votre réponse est comptée' }).waitFor();
      if (i === 0) {
        await habitant.goto(lien);
        await habitant.getByRole('heading', { name: 'Vous avez déjà répondu' }).waitFor();
      }
      await habitant.context().close();
    }

    await elle.goto(adresse);
    await elle.getByText('5 personnes ont répondu').waitFor();
    await elle.getByRole('link', { name: 'Clore et voir les résultats' }).click();
    const avertie = elle.getByRole('dialog', { name: 'Clore cette enquête' });
    await avertie.getByText('Une enquête close ne se rouvre pas').waitFor();
    await avertie.getByRole('button', { name: 'Clore l’enquête' }).click();
    await elle.getByText('5 sur 5 (100').first().waitFor();
    await elle.getByRole('button', { name: 'un besoin' }).first().click();
    await elle.getByText('Constat ajouté au carnet').waitFor();
    await elle.goto(`${adresseCpts(elle)}/territoire/diagnostic/constats`);
    expect(await elle.getByRole('link', { name: new RegExp(TITRE) }).count()).toBeGreaterThan(0);
    await elle.context().close();
  });
});
