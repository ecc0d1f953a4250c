import { aChaquePage, element } from './dom.ts';

/** What `monter` may return: how to undo it, how to receive new data without starting again; `false` when this browser cannot, and the fallback stays. */
type Monte = void | false | (() => void) | { demonter?: () => void; actualiser?: (donnees: unknown) => void };
type Ilot = { monter: (element: HTMLElement, donnees: unknown) => Monte | Promise<Monte> };

const CHEMIN = /\/islands\/([\w-]+)\.tsx$/;
const ilots = new Map(Object.entries(import.meta.glob<Ilot>('/modules/*/islands/*.tsx')).map(([chemin, charge]) => [CHEMIN.exec(chemin)?.[1] ?? chemin, charge]));

type Etat = { origine: string; json: string; monte: Monte };
const etats = new WeakMap<Element, Etat>();

const donneesDe = (e: Element): string => e.querySelector(':scope > script[type="application/json"]')?.textContent ?? 'null';

async function monter(hote: HTMLElement): Promise<void> {
  const charger = ilots.get(hote.dataset['ilot'] ?? '');
  if (!charger || etats.has(hote)) return;
  const etat: Etat = { origine: hote.innerHTML, json: donneesDe(hote), monte: undefined };
  etats.set(hote, etat);
  const corps = element('div', { 'data-ilot-corps': '' });
  try {
    const [module, { installerTypographie }] = await Promise.all([charger(), import('../typographie.ts')]);
    installerTypographie();
    hote.append(corps);
    etat.monte = await module.monter(corps, JSON.parse(etat.json));
    if (etat.monte === false) return corps.remove();
    hote.querySelector(':scope > [data-ilot-repli]')?.remove();
    hote.dataset['ilotPret'] = '';
  } catch (erreur) {
    // The fallback is still there, and useful.
    corps.remove();
    console.error(erreur);
  }
}

function demonter(hote: HTMLElement): void {
  const etat = etats.get(hote);
  if (!etat) return;
  if (typeof etat.monte === 'function') etat.monte();
  else if (etat.monte) etat.monte.demonter?.();
  hote.innerHTML = etat.origine;
  delete hote.dataset['ilotPret'];
  etats.delete(hote);
}

/** A refresh brings new data to a living island: it takes them, or starts again; its inside is never morphed. */
function auRafraichissement(e: Event): void {
  const hote = e.target;
  if (!(hote instanceof HTMLElement) || !etats.has(hote)) return;
  e.preventDefault();
  const neuf = e instanceof CustomEvent && e.detail.newElement instanceof Element ? e.detail.newElement : undefined;
  const etat = etats.get(hote);
  const json = neuf ? donneesDe(neuf) : 'null';
  if (!neuf || !etat || json === etat.json) return;
  if (typeof etat.monte === 'object' && etat.monte.actualiser) {
    etat.json = json;
    etat.origine = neuf.innerHTML;
    etat.monte.actualiser(JSON.parse(json));
    return;
  }
  demonter(hote);
  hote.innerHTML = neuf.innerHTML;
  void monter(hote);
}

export function installerIlots(): void {
  const tous = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-ilot]')];
  aChaquePage(() => tous().forEach((h) => void monter(h)));
  document.addEventListener('turbo:before-cache', () => tous().forEach(demonter));
  document.addEventListener('turbo:before-morph-element', auRafraichissement);
}
