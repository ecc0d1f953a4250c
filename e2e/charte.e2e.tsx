import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Bouton } from '#web/composants/bouton.tsx';
import { Champ, ChampJour } from '#web/composants/champ.tsx';
import { Combobox } from '#web/composants/combobox.tsx';
import { Dialogue, OuvreDialogue } from '#web/composants/dialogue.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Cadre } from '#web/cadre.tsx';
import { rendreDocument } from '#web/rendu.tsx';
import type { ActifsClient, VueCadre } from '#web/vue-cadre.ts';
import { essaiVitrine } from './essai.ts';
import { cheminChromium } from './plateforme.ts';
import { type Adresses, SITE } from './vitrine.ts';

const vue = (actifsClient: ActifsClient): VueCadre => ({
  titre: 'Essai',
  cpts: { id: '0', nom: 'CPTS de l’essai', slug: 'essai', demo: false },
  autresCpts: [],
  personne: { nom: 'Marie Rousseau', initiales: 'MR' },
  navigation: [
    { cle: 'territoire', libelle: 'Territoire', href: '/territoire', icone: 'map' },
    { cle: 'reseau', libelle: 'Réseau', href: '/reseau', icone: 'users' },
  ],
  jeton: 'jeton',
  messages: [],
  actifsClient,
});

const COMMUNES = [
  { valeur: '94003', libelle: 'Arcueil' },
  { valeur: '94038', libelle: 'L’Haÿ-les-Roses' },
];
let visites = 0;
let evenement = '';
let refus = false;

const essai = (actifs: ActifsClient): string =>
  rendreDocument(
    <Cadre vue={{ ...vue(actifs), ...(evenement ? { sujets: ['territoire'] } : {}) }}>
      <h1>Essai, visite {++visites}</h1>
      <Formulaire action="/essai" brouillon="essai" erreurs={refus ? { nom: 'Donnez un nom.' } : {}}>
        <Champ nom="nom" libelle="Nom" />
        <ChampJour nom="jour" libelle="Jour" />
        <Combobox nom="commune" libelle="Commune" options={COMMUNES} />
        <Bouton variante="primaire">Enregistrer</Bouton>
      </Formulaire>
      <OuvreDialogue pour="fiche">Voir la fiche</OuvreDialogue>
      <Dialogue id="fiche" titre="La fiche"><p>Son contenu.</p></Dialogue>
    </Cadre>,
  );

const simple = (titre: string) => (actifs: ActifsClient) => ({ corps: rendreDocument(<Cadre vue={{ ...vue(actifs), titre }}><h1>{titre}</h1></Cadre>) });

const ADRESSES: Adresses = {
  '/essai': (actifs) => ({ corps: essai(actifs), statut: refus ? 422 : 200 }),
  '/territoire': simple('Territoire'),
  '/reseau': simple('Réseau'),
  '/arcueil': simple('Arcueil'),
  '/cpts/essai/recherche': (_, url) => ({ type: 'application/json', corps: JSON.stringify({ groupes: [{ titre: 'Communes', resultats: url.searchParams.get('q') === 'arc' ? [{ libelle: 'Arcueil', detail: '94003', href: '/arcueil' }, { libelle: 'Arcueil, la fiche', href: '/arcueil' }, { libelle: 'Réseau', href: '/reseau' }] : [] }] }) }),
  '/cpts/essai/evenements': () => ({ type: 'text/event-stream', corps: evenement }),
};

describe.runIf(cheminChromium)('la charte, dans Chromium', () => {
  const vitrine = essaiVitrine(ADRESSES);
  let page: Page;
  const titre = (): Promise<string> => page.locator('h1').innerText();
  const focus = (): Promise<string> => page.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.id ?? '');

  beforeEach(async () => {
    [visites, evenement, refus] = [0, '', false];
    vitrine.plaintes.length = 0;
    page = await vitrine.page();
    await page.goto(`${SITE}/essai`);
  });
  afterEach(async () => {
    await page.close();
  });

  test('la première touche Tab mène au lien d’évitement, et lui au contenu', async () => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(focus).toBe('contenu');
  });

  test('la palette s’ouvre, cherche, choisit et se referme au clavier', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('arc');
    await page.getByRole('option', { name: 'Arcueil', exact: false }).first().waitFor();
    expect(await page.getByRole('option').allInnerTexts()).toEqual(['Arcueil\n94003', 'Arcueil, la fiche', 'Réseau']);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/arcueil');
    await page.keyboard.press('Control+k');
    expect(await page.getByRole('option').allInnerTexts()).toEqual(['Territoire', 'Réseau']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/reseau');
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('dialog.palette').count()).toBe(0);
  });

  test('le choix dans une longue liste se fait sans accent ni souris, et c’est la liste qui est envoyée', async () => {
    await page.getByLabel('Commune').fill('hay');
    await page.getByRole('option', { name: 'L’Haÿ-les-Roses' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await page.getByLabel('Commune').inputValue()).toBe('L’Haÿ-les-Roses');
    expect(await page.locator('select[name=commune]').inputValue()).toBe('94038');
  });

  test('un brouillon est gardé, proposé au retour, repris à la demande', async () => {
    await page.getByLabel('Nom').fill('CPTS des Trois Rivières');
    await expect.poll(() => page.evaluate(() => Object.entries(localStorage).filter(([cle]) => cle.startsWith('brouillon:') && cle.endsWith(':essai')).map(([, v]) => v).join())).toContain('Trois Rivières');
    await page.reload();
    expect(await page.getByLabel('Nom').inputValue()).toBe('');
    await page.getByRole('button', { name: 'Reprendre le brouillon' }).click();
    expect(await page.getByLabel('Nom').inputValue()).toBe('CPTS des Trois Rivières');
  });

  test('après un refus, le curseur est sur ce qui est à revoir', async () => {
    refus = true;
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-resume-erreurs'))).toBe(true);
    await page.getByRole('link', { name: 'Donnez un nom.' }).click();
    expect(await focus()).toBe('nom');
  });

  test('un changement ailleurs rafraîchit la page sans la recharger', async () => {
    evenement = 'event: changement\ndata: territoire\n\n';
    const avant = visites;
    await Promise.all([page.waitForResponse(/\/evenements/), page.goto(`${SITE}/essai`)]);
    await page.evaluate(() => Object.assign(window, { temoin: 'la même page' }));
    evenement = 'event: battement\ndata:\n\n';
    await expect.poll(() => visites, { timeout: 8000 }).toBeGreaterThan(avant + 1);
    await expect.poll(titre).toBe(`Essai, visite ${visites}`);
    expect(await page.evaluate(() => Reflect.get(window, 'temoin'))).toBe('la même page');
  });

  test('jamais sous les doigts de qui écrit : le changement est proposé', async () => {
    evenement = 'event: changement\ndata: territoire\n\n';
    const avant = visites;
    await page.route(`${SITE}/cpts/essai/evenements*`, async (route) => {
      await page.getByLabel('Nom').fill('en cours');
      await route.fulfill({ contentType: 'text/event-stream', body: evenement });
    });
    await page.goto(`${SITE}/essai`);
    await page.getByRole('button', { name: 'Actualiser' }).waitFor({ timeout: 8000 });
    expect(await page.getByLabel('Nom').inputValue()).toBe('en cours');
    expect(visites).toBe(avant + 1);
  });

  test('une connexion perdue se dit, et ce qui est tapé reste', async () => {
    await page.getByLabel('Nom').fill('Arcueil');
    await page.context().setOffline(true);
    await page.getByText('Connexion perdue').waitFor();
    expect(await page.getByLabel('Nom').inputValue()).toBe('Arcueil');
    await page.context().setOffline(false);
    await expect.poll(() => page.getByText('Connexion perdue').count()).toBe(0);
  });

  test('le dialogue s’ouvre, garde le clavier, se ferme et rend la main', async () => {
    await page.getByRole('link', { name: 'Voir la fiche' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'La fiche' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Voir la fiche');
  });

  test('sans script : le dialogue s’ouvre par son adresse, la liste est une vraie liste, la recherche une page', async () => {
    const nue = await vitrine.page({ javaScriptEnabled: false });
    await nue.goto(`${SITE}/essai`);
    await nue.getByRole('link', { name: 'Voir la fiche' }).click();
    expect(await nue.getByText('Son contenu.').isVisible()).toBe(true);
    await nue.getByRole('link', { name: 'Fermer' }).click();
    expect(await nue.getByText('Son contenu.').isVisible()).toBe(false);
    await nue.getByLabel('Commune').selectOption('94003');
    expect(await nue.getByRole('link', { name: 'Rechercher' }).getAttribute('href')).toBe('/cpts/essai/recherche');
    await nue.close();
  });

  test('rien de tout cela n’enfreint la politique de sécurité', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Territoire' }).first().click();
    await page.waitForURL('**/territoire');
    expect(vitrine.plaintes).toEqual([]);
  });
});
