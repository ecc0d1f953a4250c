import { visit } from '@hotwired/turbo';
import { avis, retirerAvis } from './avis.ts';
import { aChaquePage } from './dom.ts';

const ATTENTE_MS = 250;
let source: EventSource | undefined;
let ecoutes = '';
let minuterie: ReturnType<typeof setTimeout> | undefined;
let saisieEntamee = false;
/** A page is on its way. */
let enVisite = false;
/** A form is on its way, and its page after it. A visit that it stopped may still show its page meanwhile. */
let enEnvoi = false;
let manquee = false;
/** When the page that is shown was asked for, on the clock of the browser. */
let demandee = performance.timeOrigin;

const enSaisie = (): boolean => {
  const actif = document.activeElement;
  const champ = actif instanceof HTMLElement && (actif.matches('input:not([type=checkbox], [type=radio]), textarea, select') || actif.isContentEditable);
  return saisieEntamee || champ || document.querySelector('dialog[open]') !== null;
};

/** When the page that is shown was asked for, while this file fetches a newer one. */
let remplacee: number | undefined;
let ici = false;

function actualiser(): void {
  retirerAvis('nouveau');
  saisieEntamee = false;
  ici = true;
  // What Turbo's own `refresh` does, at once: its delay would hide that this visit is ours.
  visit(document.baseURI, { action: 'replace', shouldCacheSnapshot: false });
  ici = false;
}

const proposer = (): void => avis('nouveau', 'Du nouveau sur cette page.', { libelle: 'Actualiser', faire: actualiser });

function taire(): void {
  clearTimeout(minuterie);
  minuterie = undefined;
}

/** Never under the fingers of someone who types: then it is offered; nor across a visit or a form being sent, that it would stop: the page that comes looks again. */
function nouvelle(): void {
  taire();
  if (enVisite || enEnvoi) {
    manquee = true;
    return;
  }
  minuterie = setTimeout(() => {
    minuterie = undefined;
    if (enSaisie()) proposer();
    else actualiser();
  }, ATTENTE_MS);
}

function reprendre(): void {
  if (!manquee) return;
  manquee = false;
  nouvelle();
}

function suivre(): void {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="sujets"]');
  const voulus = document.hidden || !meta ? '' : `${meta.dataset['evenements'] ?? ''}?sujets=${encodeURIComponent(meta.content)}`;
  if (voulus === ecoutes) return;
  source?.close();
  source = undefined;
  ecoutes = voulus;
  if (!voulus) return;
  source = new EventSource(`${voulus}&age=${Math.round(performance.timeOrigin + performance.now() - demandee)}`);
  source.addEventListener('changement', nouvelle);
  // Too many pages are open: this one, the oldest, listens again when it is next looked at.
  source.addEventListener('place-prise', () => {
    source?.close();
    source = undefined;
  });
}

/** Live refresh: a page that declares topics listens to them while it is looked at. */
export function installerDirect(): void {
  aChaquePage(() => {
    suivre();
    enVisite = false;
    remplacee = undefined;
    reprendre();
  });
  // What happened while the page was hidden was not heard: the stream that opens again tells it, from the age of the page.
  document.addEventListener('visibilitychange', suivre);
  document.addEventListener('input', (e) => {
    if (e.target instanceof Element && e.target.closest('form[method="post"]')) saisieEntamee = true;
  });
  document.addEventListener('turbo:submit-start', () => {
    enEnvoi = true;
    remplacee = undefined;
    manquee ||= minuterie !== undefined;
    taire();
  });
  document.addEventListener('turbo:submit-end', (e) => {
    enEnvoi = false;
    // An answer brings its page. None came (the network failed): this page stays.
    if (e instanceof CustomEvent && e.detail.fetchResponse) enVisite = true;
    else reprendre();
  });
  // Somebody began to type while the newer page was fetched: the page stays as it is, and the newer one is offered.
  document.addEventListener('turbo:before-render', (e) => {
    if (remplacee === undefined || !(e instanceof CustomEvent) || !enSaisie()) return;
    e.detail.render = () => Promise.resolve();
    demandee = remplacee;
    proposer();
  });
  document.addEventListener('turbo:visit', () => {
    remplacee = ici ? demandee : undefined;
    demandee = performance.timeOrigin + performance.now();
    enVisite = true;
    taire();
    saisieEntamee = false;
    retirerAvis('nouveau');
  });
}
