import type { Browser, Page } from 'playwright-core';
import { CPTS, entrer, surDemonstration } from './plateforme/navigateur.ts';

const SEUILS = { totauxMs: 50, etSiMs: 20 };
const GESTES = 20;

type Mesure = { readonly nom: string; readonly ms: readonly number[]; readonly seuil: number };

/** A click on the button with these words, until the totals have changed. */
const cliquer = (page: Page, bouton: string): Promise<number> =>
  page.evaluate(async (libelle) => {
    const cible = [...document.querySelectorAll('button')].find((b) => (b.textContent ?? '').includes(libelle));
    const lire = (): string | null | undefined => document.querySelector('[data-totaux]')?.textContent;
    const avant = lire();
    const debut = performance.now();
    cible?.click();
    while (lire() === avant && performance.now() - debut < 2_000) await new Promise((r) => { setTimeout(r, 0); });
    return performance.now() - debut;
  }, bouton);

/** The composer of a territory of more than 300 communes: the last gesture undone, then done again. */
async function totaux(page: Page, url: string): Promise<Mesure> {
  await page.goto(`${url}${CPTS}/territoire/composer`);
  const liste = page.getByLabel('Une intercommunalité entière');
  for (const departement of ['19', '46']) {
    await page.getByLabel('Montrer un département').selectOption(departement);
    await page.waitForFunction(([code]) => [...document.querySelectorAll('select')].some((s) => s.value === code), [departement]);
    await page.waitForTimeout(500);
    for (const siren of await liste.locator('option:not([value=""])').evaluateAll((o) => o.map((x) => x.getAttribute('value') ?? ''))) {
      await liste.selectOption(siren);
      await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
    }
  }
  const ms: number[] = [];
  for (let i = 0; i < GESTES; i++) {
    // A person does not click while the previous frame is still being drawn.
    await page.waitForTimeout(150);
    ms.push(await cliquer(page, i % 2 === 0 ? 'Annuler' : 'Rétablir'));
  }
  const n = Number.parseInt((await page.locator('[data-totaux]').innerText()).replaceAll(/\s/g, ''), 10);
  return { nom: `territoire de ${n} communes, un geste et ses totaux`, ms, seuil: SEUILS.totauxMs };
}

/** The slider of « Et si », until the page has painted; undefined where the pack has no supply by commune. */
async function etSi(page: Page, url: string): Promise<Mesure | undefined> {
  await page.goto(`${url}${CPTS}/territoire/diagnostic/scenarios`);
  const curseur = page.getByRole('slider');
  if (!(await curseur.waitFor({ timeout: 10_000 }).then(() => true, () => false))) return undefined;
  const ms = await curseur.evaluate(async (c: HTMLInputElement, gestes) => {
    const durees: number[] = [];
    for (let i = 1; i <= gestes; i++) {
      const debut = performance.now();
      c.value = String(i / 2);
      c.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((suite) => { const { port1, port2 } = new MessageChannel(); port1.addEventListener('message', suite); port1.start(); port2.postMessage(0); });
      durees.push(performance.now() - debut);
    }
    return durees;
  }, GESTES);
  return { nom: '« Et si », un mouvement du curseur', ms, seuil: SEUILS.etSiMs };
}

function dire({ nom, ms, seuil }: Mesure): boolean {
  const [mediane, pire] = [ms.toSorted((a, b) => a - b)[Math.floor(ms.length / 2)] ?? Number.NaN, Math.max(...ms)];
  console.log(`  ${nom} : médiane ${mediane.toFixed(1)} ms (demandé < ${seuil}), pire ${pire.toFixed(1)} ms de ${ms.length}`);
  return mediane < seuil;
}

async function gestes(navigateur: Browser, url: string): Promise<readonly (Mesure | undefined)[]> {
  const page = await (await navigateur.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' })).newPage();
  await entrer(page, url);
  return [await totaux(page, url), await etSi(page, url)];
}

/** What a gesture costs in a browser, from the hand to the changed page. */
export async function mesurer(): Promise<void> {
  const mesures = await surDemonstration(gestes);
  if (!mesures) return console.log('  aucun Chromium ici (CHROMIUM_PATH) : les gestes ne sont pas mesurés');
  const faites = mesures.filter((m) => m !== undefined);
  if (faites.length < mesures.length) console.log('  « Et si » non mesuré : le paquet n’a pas d’offre par commune (MAILLAGE_DONNEES)');
  if (faites.map(dire).includes(false)) process.exitCode = 1;
}
