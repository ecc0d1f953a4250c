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
/** The page on its way is a newer state of this one, fetched by this file. */
let notre = false;
/** It came, and stays hidden: somebody had begun to type. */
let retenue = false;
/** When the page that is shown was asked for, and when the last change was told: both on the clock of the server. */
let affichee = 0;
let dernier = Number.NEGATIVE_INFINITY;

const sujets = (): HTMLMetaElement | null => document.querySelector('meta[name="sujets"]');

const enSaisie = (): boolean => {
  const actif = document.activeElement;
  const champ = actif instanceof HTMLElement && (actif.matches('input:not([type=checkbox], [type=radio]), textarea, select') || actif.isContentEditable);
  return saisieEntamee || champ || document.querySelector('dialog[open]') !== null;
};

function actualiser(): void {
  retirerAvis('nouveau');
  saisieEntamee = false;
  // What Turbo's own `refresh` does, at once: its delay would hide that this visit is ours.
  visit(document.baseURI, { action: 'replace', shouldCacheSnapshot: false });
  notre = true;
}

const proposer = (): void => avis('nouveau', 'Du nouveau sur cette page.', { libelle: 'Actualiser', faire: actualiser });

function taire(): void {
  clearTimeout(minuterie);
  minuterie = undefined;
}

/**
 * Fetches the page again when something changed since it was asked for: one's own gesture is in the page that answers it.
 * Never under the fingers of someone who types: then it is offered; nor across a visit or a form being sent, that it would stop: the page that comes looks again.
 */
function regarder(): void {
  taire();
  if (enVisite || enEnvoi || dernier < affichee) return;
  minuterie = setTimeout(() => {
    minuterie = undefined;
    if (enSaisie()) proposer();
    else actualiser();
  }, ATTENTE_MS);
}

/** What the last gesture said, and what undoes it, stay over a newer state of the same page. */
function garderLesMessages(suite: unknown): void {
  const [dits, place] = [document.getElementById('messages'), suite instanceof HTMLElement ? suite.querySelector('#messages') : null];
  if (dits && place?.childElementCount === 0) place.append(...[...dits.children].map((m) => m.cloneNode(true)));
}

function suivre(): void {
  const meta = sujets();
  const voulus = document.hidden || !meta ? '' : `${meta.dataset['evenements'] ?? ''}?sujets=${encodeURIComponent(meta.content)}`;
  if (voulus === ecoutes) return;
  source?.close();
  source = undefined;
  ecoutes = voulus;
  dernier = Number.NEGATIVE_INFINITY;
  if (!voulus) return;
  source = new EventSource(`${voulus}&depuis=${affichee}`);
  source.addEventListener('changement', (e) => {
    dernier = Math.max(dernier, Number(e.lastEventId));
    regarder();
  });
  // Too many pages are open: this one, the oldest, listens again when it is next looked at.
  source.addEventListener('place-prise', () => {
    source?.close();
    source = undefined;
  });
}

/** Live refresh: a page that declares topics listens to them while it is looked at. */
export function installerDirect(): void {
  aChaquePage(() => {
    // What Turbo remembers of a page, shown until the page comes: nothing is known of it yet.
    if (document.documentElement.hasAttribute('data-turbo-preview')) return;
    if (!retenue) affichee = Number(sujets()?.dataset['instant'] ?? 0);
    enVisite = false;
    notre = false;
    suivre();
    regarder();
  });
  // What happened while the page was hidden was not heard: the stream that opens again tells it, since the page was asked for.
  document.addEventListener('visibilitychange', suivre);
  document.addEventListener('input', (e) => {
    if (e.target instanceof Element && e.target.closest('form[method="post"]')) saisieEntamee = true;
  });
  document.addEventListener('turbo:submit-start', () => {
    enEnvoi = true;
    notre = false;
    retenue = false;
    taire();
  });
  document.addEventListener('turbo:submit-end', (e) => {
    enEnvoi = false;
    // An answer brings its page. None came (the network failed): this page stays.
    if (e instanceof CustomEvent && e.detail.fetchResponse) enVisite = true;
    else regarder();
  });
  document.addEventListener('turbo:before-render', (e) => {
    if (!notre || !(e instanceof CustomEvent)) return;
    if (!enSaisie()) return garderLesMessages(e.detail.newBody);
    // Somebody began to type while the newer page was fetched: the page stays as it is, and the newer one is offered.
    e.detail.render = () => Promise.resolve();
    retenue = true;
    proposer();
  });
  document.addEventListener('turbo:visit', () => {
    notre = false;
    retenue = false;
    enVisite = true;
    taire();
    saisieEntamee = false;
    retirerAvis('nouveau');
  });
}
