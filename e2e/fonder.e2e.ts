import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { CptsId, Role } from '#core/tenancy.ts';
import { tacheParcours } from '#modules/projet/use-cases/veiller-parcours.ts';
import { descellerCourriel } from '#server/courriel.ts';
import { SECRET } from '#server/essais.ts';
import { chargerPaquet } from '#server/paquet/charger.ts';
import { ouvrirSiteDuJour, type SiteDuJour } from './calendrier.ts';
import { essaiNavigateur } from './essai.ts';
import { cheminChromium } from './plateforme.ts';

vi.stubEnv('MAILLAGE_DONNEES', '');

describe.runIf(cheminChromium)('fonder une CPTS, les jours passant, dans un vrai navigateur', () => {
  let site: SiteDuJour;
  const maison = essaiNavigateur(() => ouvrirSiteDuJour('2025-01-06T09:00:00Z'));
  const entrer = async (cpts: { id: CptsId }, role: Role, nom: string): Promise<Page> => site.entrer(await maison.nouvelle(), cpts, role, nom);
  let cpts: Awaited<ReturnType<SiteDuJour['uneCpts']>>;
  let [coordination, presidence, ars, cpam]: Page[] = [];

  beforeAll(async () => {
    chargerPaquet();
    site = maison.plateforme;
    cpts = await site.uneCpts('CPTS de bout en bout');
    coordination = await entrer(cpts, 'coordination', 'Maëlle Coordination');
    presidence = await entrer(cpts, 'presidence', 'Anselme Présidence');
    ars = await entrer(cpts, 'ars', 'Ludivine ARS');
    cpam = await entrer(cpts, 'cpam', 'Firmin CPAM');
  });

  const page = (p: Page | undefined): Page => {
    if (!p) throw new Error('page');
    return p;
  };
  const aller = async (p: Page | undefined, chemin: string): Promise<number> => (await page(p).goto(`${site.url}/cpts/${cpts.slug}${chemin}`))?.status() ?? 0;
  const dit = async (p: Page | undefined, chemin = '/projet'): Promise<string> => {
    await aller(p, chemin);
    return (await page(p).locator('main').innerText()).replace(/[\u00a0\u202f]/g, ' ').replace(/\s+/g, ' ');
  };
  /** A day begins: its night has run before anybody opens a page. */
  async function jour(j: string): Promise<void> {
    site.mettreAu(`${j}T09:00:00Z`);
    await tacheParcours.executer({}, { services: site.services, cptsId: cpts.id, cle: j, avancer: () => Promise.resolve() });
  }
  /** Takes a step from the page of the journey: its link, its form, its button. */
  async function franchir(p: Page | undefined, bouton: string, champs: Readonly<Record<string, string>> = {}): Promise<void> {
    await aller(p, '/projet');
    await page(p).getByRole('link', { name: bouton }).first().click();
    await page(p).getByRole('heading', { name: bouton, level: 1 }).waitFor();
    for (const [libelle, valeur] of Object.entries(champs)) await (libelle === 'Motif' ? page(p).getByLabel(libelle).selectOption(valeur) : page(p).getByLabel(libelle).fill(valeur));
    await page(p).getByRole('button', { name: bouton }).click();
    await page(p).waitForURL(/\/projet$/);
  }

  test('de la prise de contact au contrat signé : chaque horloge sonne à son jour, l’opposition renvoie, le silence valide, les officiers voient ce qui est déposé', async () => {
    await aller(coordination, '/projet/entree');
    await page(coordination).getByLabel(/contact/i).first().fill('06/01/2025');
    await page(coordination).getByRole('button', { name: 'Ouvrir le parcours' }).click();
    await page(coordination).waitForURL(/\/projet$/);

    // Fifteen days to offer a meeting: in time on the last one, late on the next.
    await jour('2025-01-21');
    expect(await dit(ars)).toContain('L’ARS et l’Assurance Maladie doivent agir : jusqu’au 21 janvier 2025.');
    await jour('2025-01-22');
    expect(await dit(coordination)).toContain('en retard de 1 jour');
    await franchir(cpam, 'Noter la rencontre');

    // Three months for the letter: 22 January + 3 months.
    expect(await dit(coordination)).toContain('La CPTS doit agir : jusqu’au 22 avril 2025.');
    await aller(coordination, '/projet/lettre/acteurs');
    await page(coordination).getByLabel('Texte de la section').fill('Sept soignants engagés.');
    await page(coordination).getByRole('button', { name: 'Enregistrer la section' }).click();
    await page(coordination).waitForURL(/\/projet\/lettre/);
    await jour('2025-03-10');
    await franchir(coordination, 'Déposer la lettre d’intention');
    await aller(coordination, '/projet/lettre/acteurs');
    await page(coordination).getByLabel('Texte de la section').fill('Brouillon jamais déposé.');
    await page(coordination).getByRole('button', { name: 'Enregistrer la section' }).click();
    await page(coordination).waitForURL(/\/projet\/lettre/);
    await jour('2025-04-23');
    expect(await dit(coordination)).toContain('en retard de 1 jour');
    await franchir(ars, 'Valider la lettre d’intention');
    await franchir(coordination, 'Commencer le projet de santé');

    // Two months from 31 December end on the last day of February: opposed that very day, for one of the two grounds.
    await jour('2025-12-31');
    await franchir(coordination, 'Déposer le projet de santé');
    await jour('2026-02-28');
    expect(await dit(ars)).toContain('L’ARS peut s’opposer : jusqu’au 28 février 2026.');
    await franchir(ars, 'S’opposer au projet de santé', { Motif: 'territoire', Explication: 'Deux communes vont se soigner ailleurs.' });
    expect(await dit(coordination)).toContain('Deux communes vont se soigner ailleurs.');
    await jour('2026-05-04');
    await franchir(coordination, 'Reprendre le projet de santé');
    await franchir(coordination, 'Déposer le projet de santé');
    await jour('2026-07-04');
    expect(await dit(coordination)).toContain('L’ARS peut s’opposer : jusqu’au 4 juillet 2026.');
    await jour('2026-07-05');
    expect(await dit(coordination)).toContain('Projet de santé réputé validé, depuis le 5 juillet 2026.');
    await aller(ars, '/projet');
    expect(await page(ars).getByRole('link', { name: 'S’opposer au projet de santé' }).count()).toBe(0);

    // The officers' room: three deposits, their words, nothing of the drafts.
    const salle = await dit(ars, '/projet/echanges');
    expect(salle).toContain('3 documents déposés');
    const depots = await page(ars).locator('main a[href*="/projet/echanges/"]').evaluateAll((liens) => [...new Set(liens.map((a) => a.getAttribute('href') ?? ''))].filter((h) => /[0-9a-f-]{36}$/.test(h)));
    expect(depots).toHaveLength(3);
    const lus: string[] = [];
    for (const href of depots) lus.push(await dit(ars, href.replace(`/cpts/${cpts.slug}`, '')));
    expect(lus.join(' ')).toContain('Sept soignants engagés.');
    expect(lus.join(' ')).not.toContain('Brouillon jamais déposé');
    for (const chemin of ['/projet/lettre', '/projet/sante', '/territoire/diagnostic', '/reseau/adherents', '/gouvernance']) expect([chemin, await aller(cpam, chemin)]).toEqual([chemin, 403]);

    // Two months to sign, moved to Monday 7 September: the 5th is a Saturday.
    await franchir(coordination, 'Ouvrir la négociation du contrat');
    await jour('2026-09-07');
    expect(await dit(ars)).toContain('doivent agir : jusqu’au 7 septembre 2026.');
    await franchir(cpam, 'Noter la signature du contrat');
    expect(await dit(coordination)).toContain('Contrat signé');

    // The letters that left: each side was reminded of its own step.
    const lettres = (await site.base.selectFrom('boite_envoi').select('charge').where('cpts_id', '=', cpts.id).where('sujet', '=', 'courriel').execute()).map((r) => descellerCourriel(String(Object(r.charge).scelle), SECRET));
    expect(lettres.filter((l) => l.nom === 'Ludivine ARS').length).toBeGreaterThan(2);
    expect(lettres.filter((l) => l.nom === 'Maëlle Coordination').map((l) => l.sujet).join(' ')).toMatch(/contrat/i);
  });

  test('une CPTS qui existe déjà entre à sa vraie étape, avec son histoire ; une date en désordre est dite, et rien n’est perdu', async () => {
    const ancienne = await site.uneCpts('CPTS plus ancienne');
    const elle = await entrer(ancienne, 'presidence', 'Ysaline Ancienne');
    const racine = `${site.url}/cpts/${ancienne.slug}/projet`;
    await elle.goto(`${racine}/entree`);
    const dates = { contact: '10/01/2022', lettre: '12/05/2022', depot: '02/05/2023', validation: '03/07/2022', contrat: '18/09/2023' };
    for (const [nom, date] of Object.entries(dates)) await elle.locator(`input[name="${nom}"]`).fill(date);
    await elle.getByRole('button', { name: 'Ouvrir le parcours' }).click();
    await elle.locator('[data-resume-erreurs]').waitFor();
    expect(await elle.locator('input[name="contrat"]').inputValue()).toBe('18/09/2023');
    await elle.locator('input[name="validation"]').fill('03/07/2023');
    await elle.getByRole('button', { name: 'Ouvrir le parcours' }).click();
    await elle.waitForURL(racine);
    const lu = (await elle.locator('main').innerText()).replace(/[\u00a0\u202f]/g, ' ');
    for (const attendu of ['Missions en démarrage', '12 mai 2022', '2 mai 2023', '18 septembre 2023', 'Raconté à l’entrée de la CPTS']) expect(lu).toContain(attendu);
  });

  test('deux personnes écrivent le même chapitre : chacune le sait, les deux textes restent, et l’ancien revient d’un bouton', async () => {
    await aller(coordination, '/projet/sante/budget');
    const champ = page(coordination).getByLabel('Texte du chapitre');
    await champ.fill('Texte de Maëlle.');
    // The first key takes the pen, without any button.
    await expect.poll(() => dit(presidence, '/projet/sante')).toContain('Maëlle Coordination écrit ce chapitre.');
    await aller(presidence, '/projet/sante/budget');
    await page(presidence).getByLabel('Texte du chapitre').fill('Texte d’Anselme.');
    await page(presidence).getByText('Maëlle Coordination écrit aussi ce chapitre.').waitFor();
    await page(coordination).getByRole('button', { name: 'Enregistrer le chapitre' }).click();
    await page(coordination).getByText('version 2 enregistrée').waitFor();
    await page(presidence).getByRole('button', { name: 'Enregistrer le chapitre' }).click();
    await page(presidence).getByRole('heading', { name: 'Deux textes se sont croisés' }).waitFor();
    expect(await page(presidence).locator('main').textContent()).toContain('Texte de Maëlle.');
    expect(await page(presidence).getByLabel('Texte du chapitre').inputValue()).toBe('Texte d’Anselme.');
    await page(presidence).getByRole('button', { name: 'Enregistrer le chapitre' }).click();
    await page(presidence).getByText('version 3 enregistrée').waitFor();

    // Leaving frees the pen at once.
    await aller(presidence, '/projet/sante/actions');
    await page(presidence).getByLabel('Texte du chapitre').press('End');
    await page(presidence).keyboard.type(' Un mot.');
    await expect.poll(() => dit(coordination, '/projet/sante')).toContain('Anselme Présidence écrit ce chapitre.');
    await aller(presidence, '/projet/guide');
    await expect.poll(() => dit(coordination, '/projet/sante')).not.toContain('Anselme Présidence écrit ce chapitre.');
    await aller(presidence, '/projet/sante/actions');
    await page(presidence).getByText('Un brouillon non envoyé').waitFor();

    // Back to an older text, then back again.
    await aller(coordination, '/projet/sante/budget/versions');
    await page(coordination).getByRole('link', { name: /Voir la différence.*: Version 2/ }).click();
    await page(coordination).getByRole('button', { name: 'Restaurer la version 2' }).click();
    await page(coordination).getByText('c’est maintenant la version 4').waitFor();
    expect(await page(coordination).getByLabel('Texte du chapitre').inputValue()).toBe('Texte de Maëlle.');
    await page(coordination).getByRole('button', { name: 'Annuler' }).click();
    await page(coordination).getByText('le texte d’avant est revenu').waitFor();
    expect(await page(coordination).getByLabel('Texte du chapitre').inputValue()).toBe('Texte d’Anselme.');
  });
});
