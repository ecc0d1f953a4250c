import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { adresseCpts, essaiNavigateur } from './essai.ts';
import { cheminChromium, lancerDemonstration } from './plateforme.ts';

const ECRAN = { viewport: { width: 1280, height: 900 } };
const dans = (jours: number): string => new Date(Date.now() + jours * 86_400_000).toLocaleDateString('fr-FR', { timeZone: 'Europe/Paris' });

describe.runIf(cheminChromium)('une assemblée, dans de vrais navigateurs', () => {
  const maison = essaiNavigateur(lancerDemonstration);

  /** Opens the next vote, and waits until it is open for everybody. */
  async function ouvrirVote(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Ouvrir ce vote' }).click();
    await page.getByRole('button', { name: 'Compter et clore le vote' }).waitFor();
  }

  /** Counts, and waits until the vote is closed for everybody: another browser may look at once. */
  async function compter(page: Page): Promise<void> {
    const bouton = page.getByRole('button', { name: 'Compter et clore le vote' });
    await bouton.click();
    await bouton.waitFor({ state: 'detached' });
  }

  /** The letter of this person, and the link that it holds. */
  async function suivreLaConvocation(page: Page, adresse: string, titre: string): Promise<void> {
    await maison.ouvrirLettre(page, adresse, titre);
    await page.getByRole('link', { name: /\/seance\// }).click();
  }

  test('convoquer, répondre d’un geste, constater le quorum, voter à main levée et à distance, élire en deux tours, signer, lire le registre', async () => {
    const chef = await maison.entrer('Anselme Exemple', ECRAN);
    const membre = await maison.entrer('Basile Inventé', { viewport: { width: 360, height: 740 } });
    const passante = await maison.nouvelle(ECRAN);
    const racine = adresseCpts(chef);

    // The agenda, then the convocation: too early, it is refused with its reason and nothing is lost.
    await chef.goto(`${racine}/gouvernance/assemblees/nouvelle`);
    await chef.getByLabel('Quelle instance').selectOption({ label: 'Assemblée générale ordinaire' });
    await chef.getByLabel('Titre').fill('Assemblée de la salle bleue');
    await chef.getByLabel('Jour', { exact: true }).fill(dans(20));
    await chef.getByLabel('Heure').fill('19 h 30');
    await chef.getByLabel('Lieu').fill('Salle bleue');
    await chef.getByLabel('Ordre du jour, un point par ligne').fill('Bilan de l’année\nApprouver le budget ; vote\nAdopter la charte ; distance');
    await chef.getByRole('button', { name: 'Préparer l’assemblée' }).click();
    const election = chef.locator('form[action$="/elections"]');
    await election.getByLabel('Titre').fill('Élire deux personnes');
    await election.getByLabel('Comment').selectOption({ label: 'Vote à bulletin secret, dans la salle' });
    await election.getByLabel('Sièges à pourvoir').fill('2');
    await election.getByLabel('Candidats, un par ligne').fill('Prune Supposée ; 12/05/1988\nOctave Factice ; 03/09/1975\nLison Prétexte ; 01/01/1980');
    await election.getByRole('button', { name: 'Ajouter cette élection' }).click();
    await expect.poll(() => chef.locator('main').innerText()).toContain('4. Élire deux personnes');
    await chef.getByRole('button', { name: 'Convoquer les membres' }).click();
    await expect.poll(() => chef.locator('main').innerText().then((t) => t.replace(/\s/g, ' '))).toMatch(/membres convoqués, 0 a dit venir/);
    const adresse = chef.url().replace(/\?.*/, '');

    // One tap from the letter, without signing in; the chair's page follows by itself.
    await suivreLaConvocation(passante, 'infirmiere@exemple.invalid', 'salle bleue');
    await passante.getByRole('button', { name: 'Je viendrai' }).click();
    await passante.getByText('Vous avez dit que vous viendrez.').waitFor();
    await chef.getByText(/1\sa dit venir/).waitFor();
    await passante.getByLabel('Donner procuration à').selectOption({ label: 'Basile Inventé' });
    await passante.getByRole('button', { name: 'Donner procuration' }).click();
    await passante.getByText('Vous êtes représenté par Basile Inventé.').waitFor();

    // The session: presence by tap on a phone of 360 px, the quorum live.
    await chef.getByLabel('Qui préside la séance ?').selectOption({ label: 'Anselme Exemple' });
    await chef.getByRole('button', { name: 'Ouvrir la séance' }).click();
    await chef.getByText('Êtes-vous dans la salle ?').waitFor();
    await membre.goto(`${adresse}?volet=quorum`);
    await membre.getByRole('button', { name: 'Je suis présent' }).click();
    await membre.getByText('Vous êtes noté présent.').waitFor();
    await chef.getByRole('row', { name: /Basile Inventé/ }).getByText('présent', { exact: true }).waitFor();
    const absents = chef.getByRole('button', { name: /^Présent : / });
    const total = (await absents.count()) + 1;
    for (let n = total - 1; n > 0 && (await chef.getByText('Le quorum est atteint.').count()) === 0; n--) {
      await absents.first().click();
      await expect.poll(() => absents.count()).toBe(n - 1);
    }
    expect(await chef.getByText('Le quorum est atteint.').count()).toBeGreaterThan(0);
    const votants = total - (await absents.count()) + 1;

    // Hands: everybody for, the proxy with them.
    await ouvrirVote(chef);
    await chef.getByLabel('Pour', { exact: true }).fill(String(votants));
    await compter(chef);
    await chef.getByText('Adoptée').first().waitFor();

    // At a distance: the phone makes its envelope, the ballot comes back from nobody, and is found in the urn.
    await ouvrirVote(chef);
    await membre.goto(`${adresse}?volet=vote`);
    await membre.getByRole('link', { name: 'Voter', exact: true }).click();
    await membre.waitForURL(/\/vote$/);
    const vote = membre.url();
    await membre.getByLabel('Pour', { exact: true }).check();
    await membre.getByRole('button', { name: 'Déposer mon bulletin' }).click();
    await membre.getByText('Votre bulletin est déposé.').waitFor();
    await chef.reload();
    await chef.getByText(/1\sbulletin retiré/).waitFor();
    await compter(chef);
    await membre.goto(vote);
    await membre.getByText('Votre bulletin est dans l’urne, et il est compté.').waitFor();

    // Two seats: one at the first round, the other at the second.
    await chef.goto(`${adresse}?volet=vote`);
    await ouvrirVote(chef);
    await chef.getByLabel(/^Bulletins/).fill(`${votants - 1} ; Prune Supposée\n1 ; blanc`);
    await compter(chef);
    await chef.getByText('Second tour nécessaire', { exact: true }).waitFor();
    await chef.getByRole('button', { name: 'Préparer le second tour' }).click();
    await ouvrirVote(chef);
    await chef.getByLabel('Lison Prétexte').fill(String(votants - 1));
    await chef.getByLabel('Octave Factice').fill('1');
    await compter(chef);
    await chef.getByText('Sièges pourvus', { exact: true }).first().waitFor();

    // The minutes wrote themselves; two signatures approve them; the register holds the decisions.
    await chef.getByRole('button', { name: 'Clore la séance' }).click();
    await chef.getByRole('button', { name: 'Signer le procès-verbal' }).click();
    const secretaire = await maison.entrer('Tiphaine Lamodèle', ECRAN);
    await secretaire.goto(adresse);
    await secretaire.getByRole('button', { name: 'Signer le procès-verbal' }).click();
    await secretaire.getByText('Le procès-verbal est signé').waitFor();
    const [pv] = await Promise.all([secretaire.waitForEvent('download'), secretaire.getByRole('link', { name: 'Procès-verbal (Word)' }).click()]);
    expect(pv.suggestedFilename()).toMatch(/^proces-verbal-.*\.docx$/);
    await secretaire.goto(`${racine}/gouvernance/decisions`);
    for (const decision of ['Approuver le budget', 'Adopter la charte', 'Second tour : Élire deux personnes']) await secretaire.getByRole('link', { name: new RegExp(decision.replace(' : ', '.*')) }).first().waitFor();
    await membre.goto(`${racine}/gouvernance/mandats`);
    await membre.getByRole('rowheader', { name: 'Présidence' }).first().waitFor();
  });
});
