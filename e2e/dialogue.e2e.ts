import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { adresseCpts, essaiNavigateur } from './essai.ts';
import { cheminChromium, lancerDemonstration } from './plateforme.ts';

const FAIT = 'Deux cabinets ouvrent le samedi matin depuis septembre.';
const ENSUITE = 'Écrit après la signature.';

async function telecharger(page: Page, lien: string | RegExp): Promise<Buffer> {
  const [fichier] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: lien }).first().click()]);
  return readFileSync(await fichier.path());
}

describe.runIf(cheminChromium)('le dialogue de gestion, dans un vrai navigateur', () => {
  const maison = essaiNavigateur(lancerDemonstration);

  test('du plan aux textes, au dossier signé, figé et déposé, que la caisse lit', async () => {
    const coordination = await maison.entrer('Coordination');
    const cpts = adresseCpts(coordination);
    await coordination.goto(`${cpts}/dialogue`);
    await coordination.getByRole('link', { name: 'Ouvrir le dossier' }).click();
    await coordination.getByRole('link', { name: 'Écrire les textes' }).click();
    await coordination.getByLabel('Faits marquants').fill(FAIT);
    await coordination.getByRole('button', { name: 'Enregistrer les textes' }).click();
    await coordination.getByText('Textes enregistrés.').waitFor();

    // The authorities read nothing before it is signed.
    const caisse = await maison.nouvelle();
    await caisse.goto(`${maison.url}/connexion`);
    await caisse.getByRole('button', { name: 'CPAM' }).first().click();
    await caisse.waitForURL((url) => url.pathname !== '/connexion');
    expect((await caisse.goto(`${cpts}/dialogue/dossier`))?.status()).toBe(403);

    const presidence = await maison.entrer('Présidence');
    await presidence.goto(`${cpts}/dialogue/dossier`);
    await presidence.getByLabel(/J’ai relu le dossier/).check();
    await presidence.getByRole('button', { name: 'Signer et déposer le dossier' }).click();
    await presidence.getByText('Dossier signé et figé.').waitFor();
    const etat = presidence.url();
    const signe = await telecharger(presidence, /Word/);
    expect(signe.subarray(0, 2).toString()).toBe('PK');

    // What is written afterwards changes the file in preparation, never the signed state.
    await coordination.goto(`${cpts}/dialogue/redaction`);
    await coordination.getByLabel('Faits marquants').fill(ENSUITE);
    await coordination.getByRole('button', { name: 'Enregistrer les textes' }).click();
    await coordination.getByText('Textes enregistrés.').waitFor();
    await presidence.goto(etat);
    expect((await telecharger(presidence, /Word/)).equals(signe)).toBe(true);

    // The officer finds it in the exchange room, alone and as it was signed.
    const depot = caisse.getByRole('link', { name: /Dossier de dialogue de gestion, année 2, état n° 1/ });
    await expect.poll(async () => (await caisse.goto(`${cpts}/projet/echanges`), depot.count())).toBe(1);
    await depot.click();
    await caisse.getByText(FAIT).first().waitFor();
    expect(await caisse.getByText(ENSUITE).count()).toBe(0);
    expect((await telecharger(caisse, 'Télécharger le fichier')).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
