import { aChaquePage, depuis, element } from './dom.ts';

function fermerMenus(sauf?: Element | null): void {
  for (const m of document.querySelectorAll<HTMLDetailsElement>('details.menu-leger[open]')) {
    // Only what floats closes by itself; an unfolded explanation stays.
    if (m.querySelector(':scope > .flottant') && !m.contains(sauf ?? null)) m.open = false;
  }
}

function installerMenus(): void {
  document.addEventListener('click', (e) => fermerMenus(e.target instanceof Element ? e.target : null));
  document.addEventListener('keydown', (e) => {
    if (e.key !== 'Escape') return;
    const ouvert = document.querySelector<HTMLDetailsElement>('details.menu-leger[open]:focus-within');
    fermerMenus();
    ouvert?.querySelector('summary')?.focus();
  });
  document.addEventListener('turbo:before-cache', () => fermerMenus());
}

const ouvrir = (id: string): boolean => {
  const d = document.getElementById(id);
  if (!(d instanceof HTMLDialogElement)) return false;
  if (!d.open) d.showModal();
  return true;
};

function installerDialogues(): void {
  document.addEventListener('click', (e) => {
    const ouvreur = depuis(e, '[data-ouvre]');
    if (ouvreur && ouvrir(ouvreur.dataset['ouvre'] ?? '')) e.preventDefault();
    const dialogue = depuis(e, 'dialog');
    if (dialogue instanceof HTMLDialogElement && (depuis(e, '[data-ferme]') || e.target === dialogue)) {
      e.preventDefault();
      dialogue.close();
    }
  });
  aChaquePage(() => {
    const vise = location.hash.slice(1);
    if (vise && ouvrir(vise)) history.replaceState(history.state, '', location.pathname + location.search);
  });
  document.addEventListener('turbo:before-cache', () => document.querySelectorAll('dialog').forEach((d) => d.close()));
}

/** `12/03/2026` beside the browser's own calendar. */
function poserCalendriers(): void {
  for (const hote of document.querySelectorAll<HTMLElement>('[data-champ-jour]:not([data-pret])')) {
    const champ = hote.querySelector('input');
    if (!champ || !('showPicker' in champ)) continue;
    hote.dataset['pret'] = '';
    const natif = element('input', { type: 'date', class: 'calendrier-natif', tabindex: '-1', 'aria-hidden': 'true' });
    const bouton = element('button', { type: 'button', class: 'btn' }, 'Calendrier');
    bouton.addEventListener('click', () => {
      natif.value = champ.value.replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$2-$1');
      natif.showPicker();
    });
    natif.addEventListener('change', () => {
      champ.value = natif.value.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');
      champ.dispatchEvent(new Event('input', { bubbles: true }));
      champ.focus();
    });
    hote.append(natif, bouton);
  }
}

/** One box that ticks the whole column. */
function poserToutChoisir(): void {
  for (const tete of document.querySelectorAll<HTMLElement>('[data-tout-choisir]:not([data-pret])')) {
    tete.dataset['pret'] = '';
    const boite = element('input', { type: 'checkbox', class: 'checkbox', 'aria-label': 'Tout choisir sur cette page' });
    boite.addEventListener('change', () => {
      for (const c of tete.closest('table')?.querySelectorAll<HTMLInputElement>('tbody .case input') ?? []) c.checked = boite.checked;
    });
    tete.replaceChildren(element('label', { class: 'grid size-9 cursor-pointer place-items-center' }, boite));
  }
}

function installerDepots(): void {
  document.addEventListener('change', (e) => {
    const champ = e.target;
    if (!(champ instanceof HTMLInputElement) || champ.type !== 'file') return;
    const noms = champ.closest('.depot')?.querySelector('[data-depot-noms]');
    if (noms) noms.textContent = [...(champ.files ?? [])].map((f) => f.name).join(', ');
  });
  for (const [nom, survole] of [['dragover', true], ['dragleave', false], ['drop', false]] as const)
    document.addEventListener(nom, (e) => depuis(e, '.depot')?.toggleAttribute('data-survole', survole));
}

/** After a visit, reading starts at the new page's content; after a refusal, at what is to be corrected. */
function installerFocus(): void {
  let visite = false;
  document.addEventListener('turbo:visit', (e) => {
    visite = !(e instanceof CustomEvent) || e.detail.action !== 'replace';
  });
  aChaquePage(() => {
    const resume = document.querySelector<HTMLElement>('[data-resume-erreurs]:not([data-lu])');
    if (resume) {
      resume.dataset['lu'] = '';
      resume.focus();
    } else if (visite && !location.hash && !document.querySelector('[autofocus]')) document.getElementById('contenu')?.focus({ preventScroll: true });
    visite = false;
  });
  document.addEventListener('click', (e) => {
    const lien = depuis(e, '[data-resume-erreurs] a');
    const champ = lien ? document.getElementById(lien.getAttribute('href')?.slice(1) ?? '') : null;
    if (!champ) return;
    e.preventDefault();
    champ.scrollIntoView({ block: 'center' });
    champ.focus({ preventScroll: true });
  });
}

/** Paper carries its day. */
function installerImpression(): void {
  window.addEventListener('beforeprint', () => {
    const lieu = document.querySelector('[data-imprime-le]');
    if (!lieu) return;
    const jour = new Date().toLocaleDateString('fr-FR', { dateStyle: 'long' });
    lieu.textContent = lieu.previousSibling ? ` · imprimé le ${jour}` : `Imprimé le ${jour}`;
  });
}

/** The small comforts: none is needed to do anything. */
export function installerGestes(): void {
  installerMenus();
  installerDialogues();
  installerDepots();
  installerFocus();
  installerImpression();
  aChaquePage(() => {
    poserCalendriers();
    poserToutChoisir();
  });
}
