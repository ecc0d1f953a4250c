import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { ETATS } from '#web/galerie.tsx';
import { contrastesFaibles, noterContrastes } from './contraste.ts';
import { essaiVitrine } from './essai.ts';
import { cheminChromium } from './plateforme.ts';
import { SITE } from './vitrine.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LARGE = { width: 1440, height: 900 };
/** Narrower than any phone we promise (360 px): WCAG 1.4.10 asks that at 320 px (1280 px at 400 %) nothing scrolls in two directions. */
const ETROITE = { width: 320, height: 700 };
const SANS_CONTRASTE = { 'color-contrast': { enabled: false } };

/** Tabs that wait for a state to look at: as many states are looked at together. */
const ONGLETS = 3;
const libres: Page[] = [];
/** The contrasts already found good, in each theme. */
const bons = { light: new Set<string>(), dark: new Set<string>() };

const phrases = (ou: string, violations: AxeResults['violations']): string[] => violations.flatMap((v) => v.nodes.map((n) => `${ou} : ${v.id} : ${n.target.join(' ')} (${n.any[0]?.message ?? v.help})`));

/** Every rule; those of contrast on each sort of text only where the page is one of the long ones, where the rows repeat themselves. */
async function regles(page: Page, contraste: boolean): Promise<AxeResults['violations']> {
  const resultats = await page.evaluate((o) => window.axe?.run(document, o), { resultTypes: ['violations' as const], ...(contraste ? {} : { rules: SANS_CONTRASTE }) });
  if (!resultats) throw new Error('axe n’est pas dans la page');
  return resultats.violations;
}

/** Follows a link of the platform when there is a page to follow it from, as people do: scripts, styles and axe are there already. */
async function aller(page: Page, chemin: string): Promise<void> {
  const suivi = await page.evaluate(
    (adresse) =>
      new Promise<boolean>((arrive) => {
        if (!window.Turbo) return arrive(false);
        document.addEventListener('turbo:load', () => arrive(true), { once: true });
        window.Turbo.visit(adresse);
      }),
    chemin,
  ).catch(() => false);
  if (!suivi) await page.goto(SITE + chemin);
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(axe);
}

async function regarder(page: Page, chemin: string): Promise<string[]> {
  const reproches: string[] = [];
  const voir = async (viewport: typeof LARGE, colorScheme: 'light' | 'dark', regarde: () => Promise<AxeResults['violations']>): Promise<void> => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    reproches.push(...phrases(`${viewport.width} px, ${colorScheme}`, await regarde()));
  };
  const entiere = !chemin.endsWith('/longue');
  await page.setViewportSize(LARGE);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await aller(page, chemin);
  await voir(LARGE, 'light', async () => {
    const vues = await regles(page, entiere);
    if (!entiere) return [...vues, ...(await contrastesFaibles(page, bons.light))];
    if (vues.length === 0) await noterContrastes(page, bons.light);
    return vues;
  });
  await voir(LARGE, 'dark', () => contrastesFaibles(page, bons.dark));
  await voir(ETROITE, 'dark', () => contrastesFaibles(page, bons.dark));
  await voir(ETROITE, 'light', async () => [...(await regles(page, false)), ...(await contrastesFaibles(page, bons.light))]);
  const largeur = await page.evaluate(() => document.documentElement.scrollWidth);
  if (largeur > ETROITE.width) reproches.push(`${ETROITE.width} px : la page déborde (${largeur} px)`);
  return reproches;
}

describe.runIf(cheminChromium)('la galerie, dans Chromium', () => {
  const vitrine = essaiVitrine();
  const examiner = async (chemin: string): Promise<string[]> => {
    const page = libres.pop() ?? (await vitrine.page());
    try {
      return await regarder(page, chemin);
    } finally {
      libres.push(page);
    }
  };

  beforeAll(async () => {
    for (let i = 0; i < ONGLETS; i++) libres.push(await vitrine.page());
  });

  test('chaque fichier de galerie a au moins un état', () => {
    expect(ETATS.length).toBeGreaterThan(30);
  });

  test('la liste elle-même', async () => {
    expect(await examiner('/galerie')).toEqual([]);
  });

  test.each([['light', 'rgb(225, 225, 225)'], ['dark', 'rgb(60, 60, 60)']] as const)('un texte devenu trop pâle au bas d’une longue page est vu, tout le reste étant connu (%s)', async (colorScheme, pale) => {
    const page = await vitrine.page();
    const connus = new Set<string>();
    await page.setViewportSize(ETROITE);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(`${SITE}/galerie/aci/contrat/longue`);
    await page.evaluate(axe);
    expect(await contrastesFaibles(page, connus)).toEqual([]);
    expect(connus.size).toBeGreaterThan(3);
    await page.locator('main').getByText(/./).filter({ visible: true }).last().evaluate((e, couleur) => e instanceof HTMLElement && e.style.setProperty('color', couleur), pale);
    expect((await contrastesFaibles(page, connus)).map((v) => v.id)).toEqual(['color-contrast']);
    await page.close();
  });

  test.concurrent.each(ETATS.map((e) => [e.module, e.page, e.etat]))('%s · %s · %s : axe ne trouve rien, rien ne déborde', async (module, nom, etat) => {
    expect(await examiner(`/galerie/${module}/${nom}/${etat}`)).toEqual([]);
  });

  test('aucune page n’a enfreint la politique de sécurité ni levé d’erreur', () => {
    expect(vitrine.plaintes).toEqual([]);
  });
});
