import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { entrerComme, lancerNavigateur, pagePatiente } from './plateforme.ts';
import { type Adresses, ouvrirVitrine, type Vitrine } from './vitrine.ts';

const FERME_MS = 120_000;

/** A platform that a browser can visit: the whole of it, or the one whose days a test turns. */
type Visitable = { readonly url: string; readonly arreter: () => Promise<unknown> };

export type EssaiNavigateur<P> = {
  readonly plateforme: P;
  readonly url: string;
  /** A page in a browser of its own: it shares nothing with the others. */
  readonly nouvelle: (avec?: BrowserContextOptions) => Promise<Page>;
  /** The same, signed in by one click as the first person whose button holds these words. */
  readonly entrer: (qui: string, avec?: BrowserContextOptions) => Promise<Page>;
  /** Opens the newest letter with this subject sent to this address, waited for: where the person stands before their first gesture. */
  readonly ouvrirLettre: (page: Page, a: string, sujet: string) => Promise<void>;
  /** The latest sign-in code sent to this address, other than the one already known. */
  readonly codeRecu: (a: string, precedent?: string) => Promise<string>;
};

/** In a `describe`: a platform and a browser for its tests, closed after them, and what people do there. */
export function essaiNavigateur<P extends Visitable>(lancer: () => Promise<P>): EssaiNavigateur<P> {
  let plateforme: P | undefined;
  let navigateur: Browser | undefined;
  beforeAll(async () => {
    await Promise.all([lancer().then((p) => (plateforme = p)), lancerNavigateur().then((n) => (navigateur = n))]);
  });
  afterAll(async () => {
    await navigateur?.close();
    await plateforme?.arreter();
  }, FERME_MS);

  const ouvert = <T>(chose: T | undefined): T => {
    if (chose === undefined) throw new Error('La plateforme et le navigateur s’ouvrent dans `beforeAll`.');
    return chose;
  };
  const nouvelle: EssaiNavigateur<P>['nouvelle'] = async (avec = {}) => pagePatiente((await ouvert(navigateur).newContext({ locale: 'fr-FR', ...avec })).newPage());
  /** The letters of the demo sent to this address, newest first, as the mailbox lists them. */
  const lettres = async (a: string): Promise<string[]> => (await (await fetch(`${ouvert(plateforme).url}/boite-aux-lettres`)).text()).split('<li').filter((l) => l.includes(a));

  return {
    get url() {
      return ouvert(plateforme).url;
    },
    get plateforme() {
      return ouvert(plateforme);
    },
    nouvelle,
    entrer: async (qui, avec) => {
      const page = await nouvelle(avec);
      await entrerComme(page, ouvert(plateforme).url, qui);
      return page;
    },
    ouvrirLettre: async (page, a, sujet) => {
      await expect.poll(async () => (await lettres(a)).some((l) => l.includes(sujet))).toBe(true);
      await page.goto(`${ouvert(plateforme).url}/boite-aux-lettres`);
      await page.locator('li', { hasText: a }).filter({ hasText: sujet }).getByRole('link').first().click();
      await page.getByRole('heading', { level: 1 }).filter({ hasText: sujet }).waitFor();
    },
    codeRecu: async (a, precedent = '') => {
      let code = precedent;
      const lire = async (): Promise<string> => (code = /(\d{6})\D{1,12}votre code/.exec((await lettres(a))[0] ?? '')?.[1] ?? precedent);
      await expect.poll(lire).not.toBe(precedent);
      return code;
    },
  };
}

/** The address of the CPTS in which this page stands, without what follows. */
export const adresseCpts = (page: Page): string => /^.*\/cpts\/[^/?#]+/.exec(page.url())?.[0] ?? '';

/** In a `describe`: the gallery and the built client in a browser, closed after its tests. */
export function essaiVitrine(adresses: Adresses = {}): Pick<Vitrine, 'plaintes' | 'page'> {
  let vitrine: Vitrine | undefined;
  beforeAll(async () => {
    vitrine = await ouvrirVitrine(adresses);
  });
  afterAll(() => vitrine?.fermer(), FERME_MS);
  const ouverte = (): Vitrine => {
    if (!vitrine) throw new Error('La vitrine s’ouvre dans `beforeAll`.');
    return vitrine;
  };
  return {
    get plaintes() {
      return ouverte().plaintes;
    },
    page: (options) => ouverte().page(options),
  };
}
