import { describe, expect, test } from 'vitest';
import { adresseCpts, essaiNavigateur } from './essai.ts';
import { cheminChromium, lancerDemonstration } from './plateforme.ts';

const TITRE = 'Essai du rendez-vous de chaque semaine';
/** Every week over 14 July of next year: whatever today is, the second date is a bank holiday. */
const AN = new Date().getFullYear() + 1;
const COURRIEL_MS = 30_000;

describe.runIf(cheminChromium)('une série de réunions, dans un vrai navigateur', () => {
  const maison = essaiNavigateur(lancerDemonstration);

  test('voir les dates avant d’inviter, créer, déplacer une date, annuler le reste, le reprendre', async () => {
    const elle = await maison.entrer('Coordination', { viewport: { width: 360, height: 740 } });
    await elle.goto(`${adresseCpts(elle)}/agenda/series/nouvelle`);
    await elle.getByLabel('Titre').fill(TITRE);
    await elle.getByLabel('Première réunion').fill(`07/07/${AN}`);
    await elle.getByLabel('Revient').selectOption('semaine');
    await elle.getByLabel('Nombre de réunions').fill('4');
    await elle.getByRole('button', { name: 'Voir les dates' }).click();

    // Nothing is sent yet: four dates, one of them skipped and why.
    await elle.getByRole('heading', { name: 'Les dates' }).waitFor();
    expect(await elle.getByText(/^3.réunions, chaque .+, 1 date sautée\.$/).count()).toBe(1);
    expect(await elle.getByRole('listitem').filter({ hasText: '14 juillet' }).filter({ hasText: 'sautée, jour férié (fête nationale)' }).count()).toBe(1);
    expect(await (await fetch(`${maison.url}/boite-aux-lettres`)).text()).not.toContain(TITRE);
    expect(await elle.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);

    await elle.getByRole('button', { name: 'Créer ces réunions et inviter' }).click();
    await elle.waitForURL(/\/agenda\/series\/[0-9a-f-]{36}/);
    const serie = elle.url().replace(/[?#].*$/, '');
    await expect.poll(async () => (await (await fetch(`${maison.url}/boite-aux-lettres`)).text()).includes(TITRE), { timeout: COURRIEL_MS }).toBe(true);

    // One date elsewhere: the others do not move.
    const troisieme = await elle.getByRole('link', { name: /28 juillet/ }).getAttribute('href');
    await elle.goto(new URL(`${troisieme}/deplacer`, maison.url).href);
    await elle.getByLabel('Une autre date').fill(`30/07/${AN} 20:00`);
    await elle.getByLabel('Pourquoi').fill('La salle est prise.');
    await elle.getByRole('button', { name: 'Déplacer et prévenir' }).click();
    await elle.waitForURL((adresse) => adresse.pathname === troisieme);
    await elle.goto(serie);
    expect(await elle.getByRole('listitem').filter({ hasText: '30 juillet' }).getByText('Déplacée').count()).toBe(1);
    expect(await elle.getByText('Déplacée').count()).toBe(1);

    // The rest called off from the second date on, then taken up again.
    await elle.getByText('Arrêter la série').click();
    await elle.getByLabel('À partir de').selectOption({ index: 1 });
    await elle.getByLabel('Pourquoi').fill('Le groupe a fini son travail.');
    await elle.getByRole('button', { name: 'Arrêter et prévenir' }).click();
    const reprendre = elle.getByRole('button', { name: 'Reprendre ces réunions' });
    await reprendre.waitFor();
    expect(await elle.getByRole('listitem').filter({ hasText: 'Annulée' }).count()).toBe(2);
    expect(await elle.getByRole('listitem').filter({ hasText: '7 juillet' }).filter({ hasNotText: 'Annulée' }).count()).toBe(1);
    await reprendre.click();
    await reprendre.waitFor({ state: 'detached' });
    expect(await elle.getByText('Annulée').count()).toBe(0);
  }, 120_000);
});
