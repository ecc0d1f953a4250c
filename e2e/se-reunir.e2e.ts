import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { adresseCpts, essaiNavigateur } from './essai.ts';
import { cheminChromium, lancerDemonstration } from './plateforme.ts';

/** What the brief allows from an opened letter to a recorded answer. */
const GESTES_AU_PLUS = 2;
const TITRE = 'Essai des soins non programmés';

describe.runIf(cheminChromium)('se réunir, dans un vrai navigateur', () => {
  const maison = essaiNavigateur(lancerDemonstration);

  /** Asked once the page is there: a browser that goes from one to the next has nothing to measure. */
  const sansDebordement = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

  /** A finger on a thing, counted. */
  function compteur(): { readonly toucher: (l: Locator) => Promise<void>; readonly nombre: () => number } {
    let n = 0;
    return { toucher: async (l) => { n += 1; await l.tap(); }, nombre: () => n };
  }

  test('organiser, répondre du courriel sans se connecter, tenir, écrire le compte rendu, rattraper', async () => {
    const elle = await maison.entrer('Coordination');
    const lui = await maison.nouvelle({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    const agenda = `${adresseCpts(elle)}/agenda`;

    // Organise: the page is already filled, one button sends; two people from outside, one who will come and one who will not.
    await elle.goto(`${agenda}/nouveau`);
    await elle.getByLabel('Titre de la réunion').fill(TITRE);
    await elle.getByText('Ajouter des dates ou des personnes de l’extérieur').click();
    await elle.getByLabel('Personnes de l’extérieur').fill('Iris Mairie iris@exemple.invalid\nLéo Clinique leo@exemple.invalid');
    await elle.getByRole('button', { name: 'Envoyer le sondage' }).click();
    await elle.getByRole('heading', { level: 1, name: TITRE }).waitFor();

    // Answer the poll, on a phone, without signing in.
    await maison.ouvrirLettre(lui, 'iris@exemple.invalid', 'Quand pouvez-vous');
    const sondage = compteur();
    await sondage.toucher(lui.getByRole('link', { name: /\/r\// }).first());
    const toutes = lui.getByRole('button', { name: 'Toutes me vont' });
    await toutes.waitFor();
    expect(await sansDebordement(lui)).toBe(true);
    await sondage.toucher(toutes);
    await lui.getByText('Réponse enregistrée.').waitFor();
    expect(sondage.nombre()).toBeLessThanOrEqual(GESTES_AU_PLUS);

    // Keep the best date, in one tap.
    await elle.reload();
    await elle.getByRole('button', { name: 'Retenir cette date' }).first().click();
    await elle.waitForURL(/\/agenda\/reunions\//);
    const reunion = elle.url();

    // Answer the invitation.
    await maison.ouvrirLettre(lui, 'leo@exemple.invalid', 'C’est fixé');
    const invitation = compteur();
    await invitation.toucher(lui.getByRole('link', { name: /\/i\// }).first());
    const absent = lui.getByRole('button', { name: 'Je ne viens pas' });
    await absent.waitFor();
    expect(await sansDebordement(lui)).toBe(true);
    await invitation.toucher(absent);
    await lui.getByText('Réponse enregistrée.').waitFor();
    expect(invitation.nombre()).toBeLessThanOrEqual(GESTES_AU_PLUS);
    await elle.reload();
    expect(await elle.locator('li', { hasText: 'Léo Clinique' }).getByText('ne vient pas').count()).toBe(1);

    // Hold: the date is brought to today, so that the meeting can begin.
    await elle.goto(`${reunion}/deplacer`);
    const dans = new Date(Date.now() + 120_000);
    const local = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(dans);
    await elle.getByLabel('Une autre date').fill(local);
    await elle.getByLabel('Pourquoi').fill('La salle se libère aujourd’hui.');
    await elle.getByRole('button', { name: 'Déplacer et prévenir' }).click();
    await elle.getByText('Réunion déplacée, chacun est prévenu.').waitFor();
    await elle.getByLabel('Points').fill('Créneaux du samedi | Iris Mairie | 20');
    await elle.getByRole('button', { name: 'Garder l’ordre du jour' }).click();
    await elle.getByRole('heading', { name: 'Créneaux du samedi' }).waitFor();

    // Presence by the code of the room, by somebody without an account: the code itself is the camera's first gesture.
    await elle.goto(`${reunion}/ecran`);
    // Eight metres away: 3 % of the width of the image.
    expect(await elle.getByText('Visez ce code').evaluate((e) => parseFloat(getComputedStyle(e).fontSize) / innerWidth)).toBeGreaterThan(0.029);
    const code = await elle.getByRole('link', { name: /\/p\// }).getAttribute('href');
    const salle = compteur();
    await lui.goto(code ?? '');
    await salle.toucher(lui.getByRole('button', { name: 'Iris Mairie' }));
    await lui.getByText('Présence notée : Iris Mairie.').waitFor();
    expect(salle.nombre()).toBe(1);
    expect(await sansDebordement(lui)).toBe(true);

    // Minute.
    await elle.goto(reunion);
    await elle.getByLabel('Notes').fill('Deux cabinets ouvrent le samedi matin.');
    await elle.getByRole('button', { name: 'Garder ces notes' }).click();
    await elle.getByText('Notes gardées.').waitFor();
    await elle.getByLabel('Nouvelle décision').fill('Ouvrir deux cabinets le samedi matin.');
    await elle.getByRole('button', { name: 'Enregistrer la décision' }).click();
    await elle.getByText('Décision enregistrée.').waitFor();
    await expect.poll(async () => { await elle.reload(); return elle.getByRole('button', { name: 'Terminer la réunion' }).count(); }, { timeout: 180_000, interval: 2000 }).toBe(1);
    await elle.getByRole('button', { name: 'Terminer la réunion' }).click();
    await elle.getByRole('button', { name: 'Approuver le compte rendu' }).click();
    await elle.getByText(/Compte rendu approuvé/).first().waitFor();

    // Catch up: who was not there reads it from the letter, and only what was recorded.
    await maison.ouvrirLettre(lui, 'leo@exemple.invalid', 'En deux minutes');
    const rattrapage = compteur();
    await rattrapage.toucher(lui.getByRole('link', { name: /\/i\// }).first());
    await lui.getByRole('heading', { name: 'En deux minutes' }).waitFor();
    expect(rattrapage.nombre()).toBeLessThanOrEqual(GESTES_AU_PLUS);
    for (const t of ['Ouvrir deux cabinets le samedi matin.', 'Deux cabinets ouvrent le samedi matin.', '1 décision prise, 0 tâche confiée']) await lui.getByText(t, { exact: false }).first().waitFor();
    expect(await sansDebordement(lui)).toBe(true);
  });
});
