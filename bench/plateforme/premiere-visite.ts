import type { Browser, CDPSession, Page } from 'playwright-core';
import { CPTS, entrer, surDemonstration } from './navigateur.ts';

/** What one page makes a browser download that has never come: every byte received, headers included, as Chromium counts them. */
export type Visite = { readonly chemin: string; readonly octets: number; readonly detail: ReadonlyMap<string, number>; readonly ilot: boolean; /** How much moved by itself while it opened, at 360 px. @source web.dev, Cumulative Layout Shift */ readonly decalage: number };

const CALME_MS = 60;
const PATIENCE_MS = 15_000;

/** A request of the page, until its last byte; a stream that never ends is not a download. */
function compter(cdp: CDPSession) {
  const detail = new Map<string, number>();
  const enCours = new Map<string, string>();
  cdp.on('Network.requestWillBeSent', (e) => enCours.set(e.requestId, e.request.url));
  cdp.on('Network.responseReceived', (e) => { if (e.response.mimeType === 'text/event-stream') enCours.delete(e.requestId); });
  cdp.on('Network.loadingFailed', (e) => enCours.delete(e.requestId));
  cdp.on('Network.loadingFinished', (e) => {
    const url = enCours.get(e.requestId);
    enCours.delete(e.requestId);
    if (url?.startsWith('http')) detail.set(url, (detail.get(url) ?? 0) + e.encodedDataLength);
  });
  const attendre = async (): Promise<void> => {
    const fin = Date.now() + PATIENCE_MS;
    for (let calme = 0; calme < 2 && Date.now() < fin; calme = enCours.size === 0 ? calme + 1 : 0) await new Promise((r) => { setTimeout(r, CALME_MS); });
  };
  return { detail, attendre };
}

async function visiter(page: Page, url: string, chemin: string): Promise<Visite> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  const { detail, attendre } = compter(cdp);
  await page.goto(`${url}${chemin}`, { waitUntil: 'load' });
  await attendre();
  const ilot = (await page.locator('[data-ilot]').count()) > 0;
  const decalage = await page.evaluate(() => new Promise<number>((dire) => {
    let total = 0;
    new PerformanceObserver((l) => { for (const e of l.getEntries()) if ('value' in e && typeof e.value === 'number') total += e.value; }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => dire(total), 50);
  }));
  await cdp.detach();
  return { chemin, octets: [...detail.values()].reduce((a, b) => a + b, 0), detail: new Map([...detail].map(([u, n]) => [u.slice(url.length), n])), ilot, decalage };
}

const motifDe = (chemin: string): string => chemin.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ':id').replace(/\/\d{4,}(?=\/|$)/g, '/:n');
const FICHIER = /\.(pdf|docx|xlsx|csv|ics|svg|png|xml|zip|pptx|txt|json)$|\/fichier$|\/telecharger|\/evenements/;

/** Each kind of page that this person meets, from link to link, asked without a browser: only its address is wanted. */
async function pagesDe(url: string, cookie: string): Promise<string[]> {
  const vues = new Map<string, string>();
  const file = [CPTS];
  for (let chemin = file.shift(); chemin !== undefined; chemin = file.shift()) {
    if (vues.has(motifDe(chemin)) || FICHIER.test(chemin)) continue;
    vues.set(motifDe(chemin), chemin);
    const r = await fetch(`${url}${chemin}`, { headers: { cookie }, redirect: 'manual' });
    if (r.status !== 200 || !r.headers.get('content-type')?.includes('text/html')) {
      vues.delete(motifDe(chemin));
      continue;
    }
    file.push(...[...(await r.text()).matchAll(/href="(\/[^"?#]*)/g)].map((m) => m[1] ?? '').filter((c) => c.startsWith(CPTS) || /^\/(compte|aide|accessibilite|a-propos)/.test(c)));
  }
  return [...vues.values()];
}

async function toutes(navigateur: Browser, url: string): Promise<Visite[]> {
  const contexte = await navigateur.newContext({ viewport: { width: 360, height: 740 }, locale: 'fr-FR' });
  const page = await contexte.newPage();
  const visites: Visite[] = [];
  for (const chemin of ['/connexion', '/aide', '/accessibilite', '/a-propos', '/adherer/trois-rivieres', '/annuaire/trois-rivieres']) visites.push(await visiter(page, url, chemin));
  await entrer(page, url);
  const cookie = (await contexte.cookies()).map((k) => `${k.name}=${k.value}`).join('; ');
  for (const chemin of await pagesDe(url, cookie)) visites.push(await visiter(page, url, chemin));
  await contexte.close();
  return visites;
}

/** Every page of the demo as a new browser receives it; undefined when this machine has no Chromium. */
export const premieresVisites = (): Promise<readonly Visite[] | undefined> => surDemonstration(toutes);
