import { session } from '@hotwired/turbo';
import { avis, retirerAvis } from './avis.ts';
import { aChaquePage } from './dom.ts';

const ATTENTE_MS = 250;
let source: EventSource | undefined;
let ecoutes = '';
let minuterie: ReturnType<typeof setTimeout> | undefined;
let saisieEntamee = false;
/** When the page that is shown was asked for, on the clock of the browser. */
let demandee = performance.timeOrigin;
let enVisite = false;
let manquee = false;

const enSaisie = (): boolean => {
  const actif = document.activeElement;
  const champ = actif instanceof HTMLElement && (actif.matches('input:not([type=checkbox], [type=radio]), textarea, select') || actif.isContentEditable);
  return saisieEntamee || champ || document.querySelector('dialog[open]') !== null;
};

function actualiser(): void {
  retirerAvis('nouveau');
  saisieEntamee = false;
  session.refresh(document.baseURI);
}

/** Never under the fingers of someone who types: then it is offered; nor across a visit, that it would stop: the page that comes looks again. */
function nouvelle(): void {
  clearTimeout(minuterie);
  if (enVisite) {
    manquee = true;
    return;
  }
  minuterie = setTimeout(() => {
    if (enSaisie()) avis('nouveau', 'Du nouveau sur cette page.', { libelle: 'Actualiser', faire: actualiser });
    else actualiser();
  }, ATTENTE_MS);
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
    if (manquee) nouvelle();
    manquee = false;
  });
  // What happened while the page was hidden was not heard: the stream that opens again tells it, from the age of the page.
  document.addEventListener('visibilitychange', suivre);
  document.addEventListener('input', (e) => {
    if (e.target instanceof Element && e.target.closest('form[method="post"]')) saisieEntamee = true;
  });
  document.addEventListener('turbo:visit', () => {
    demandee = performance.timeOrigin + performance.now();
    enVisite = true;
    clearTimeout(minuterie);
    saisieEntamee = false;
    retirerAvis('nouveau');
  });
}
