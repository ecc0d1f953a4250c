import { aChaquePage, element } from './dom.ts';

/** `version` is the one the text was written from: taken up later, it meets what others saved since instead of covering it. */
type Brouillon = { quand: string; champs: [string, string][]; version?: string };

const PREFIXE = 'brouillon:';
const lecteur = (): string => document.querySelector<HTMLMetaElement>('meta[name="lecteur"]')?.content ?? '';

/** A draft belongs to a person and a form: whoever signs in next on the same computer sees nothing of it. */
export const cleDuBrouillon = (personne: string, forme: string): string => `${PREFIXE}${personne}:${forme}`;
const cleDe = (f: HTMLFormElement): string => cleDuBrouillon(lecteur(), f.dataset['brouillon'] ?? '');

/** What a person leaves behind when they sign out, among the keys of the browser. */
export const aEffacer = (cles: readonly string[], personne: string): string[] => cles.filter((c) => c.startsWith(cleDuBrouillon(personne, '')));

/** True when the person signs out. */
function viderEnSortant(e: Event): boolean {
  if (!(e.target instanceof HTMLFormElement) || new URL(e.target.action).pathname !== '/deconnexion') return false;
  try {
    for (const cle of aEffacer(Object.keys(localStorage), lecteur())) localStorage.removeItem(cle);
  } catch {
    // Storage refused: nothing was kept in it.
  }
  return true;
}

const IGNORES = new Set(['jeton', 'version']);

const versionDe = (f: HTMLFormElement): HTMLInputElement | null => f.querySelector<HTMLInputElement>('input[type="hidden"][name="version"]');

const champsDe = (f: HTMLFormElement): [string, string][] =>
  [...new FormData(f)].flatMap(([nom, v]) => (typeof v === 'string' && !IGNORES.has(nom) ? [[nom, v] as [string, string]] : []));

function lire(f: HTMLFormElement): Brouillon | undefined {
  try {
    const texte = localStorage.getItem(cleDe(f));
    return texte ? (JSON.parse(texte) as Brouillon) : undefined;
  } catch {
    return undefined;
  }
}

function garder(f: HTMLFormElement): void {
  try {
    localStorage.setItem(cleDe(f), JSON.stringify({ quand: new Date().toLocaleString('fr-FR', { dateStyle: 'long', timeStyle: 'short' }), champs: champsDe(f), version: versionDe(f)?.value ?? '' } satisfies Brouillon));
  } catch {
    // Storage full or refused: the page itself still holds what was typed.
  }
}

function reprendre(f: HTMLFormElement, champs: Brouillon['champs']): void {
  const valeurs = new Map<string, string[]>();
  for (const [nom, v] of champs) valeurs.set(nom, [...(valeurs.get(nom) ?? []), v]);
  for (const c of f.elements) {
    if (c instanceof HTMLInputElement && (c.type === 'checkbox' || c.type === 'radio')) c.checked = valeurs.get(c.name)?.includes(c.value) ?? false;
    else if ((c instanceof HTMLInputElement && c.type !== 'hidden' && c.type !== 'file') || c instanceof HTMLTextAreaElement || c instanceof HTMLSelectElement) c.value = valeurs.get(c.name)?.[0] ?? c.value;
  }
  f.dispatchEvent(new Event('input', { bubbles: true }));
}

function proposer(f: HTMLFormElement): void {
  const b = lire(f);
  if (!b || f.querySelector('[data-brouillon-offert]') || JSON.stringify(b.champs) === JSON.stringify(champsDe(f))) return;
  const oui = element('button', { type: 'button', class: 'btn btn-sm' }, 'Reprendre le brouillon');
  const non = element('button', { type: 'button', class: 'btn btn-sm btn-ghost' }, 'L’effacer');
  const ligne = element('div', { class: 'brouillon encadre', 'data-brouillon-offert': '', role: 'status' }, element('p', {}, `Un brouillon non envoyé du ${b.quand} est gardé dans ce navigateur.`), oui, non);
  oui.addEventListener('click', () => {
    const lue = versionDe(f);
    if (lue && b.version) lue.value = b.version;
    reprendre(f, b.champs);
    ligne.remove();
  });
  non.addEventListener('click', () => {
    localStorage.removeItem(cleDe(f));
    ligne.remove();
  });
  f.prepend(ligne);
}

/** A form was received when its answer is a success that does not ask to sign in: a session that had ended saved nothing. */
export const aEteRecu = (succes: boolean, adresse: string | undefined): boolean => succes && adresse !== undefined && new URL(adresse).pathname !== '/connexion';

/** Forms that ask for it keep what is typed until it is sent. The draft is offered, never imposed. */
export function installerBrouillons(): void {
  const minuteries = new Map<HTMLFormElement, ReturnType<typeof setTimeout>>();
  const oublier = (f: HTMLFormElement): void => {
    clearTimeout(minuteries.get(f));
    minuteries.delete(f);
  };
  /** Whoever leaves within the half-second loses nothing either. */
  const garderTout = (): void => {
    for (const f of minuteries.keys()) {
      oublier(f);
      garder(f);
    }
  };
  aChaquePage(() => document.querySelectorAll<HTMLFormElement>('form[data-brouillon]').forEach(proposer));
  document.addEventListener('input', (e) => {
    const f = e.target instanceof Element ? e.target.closest<HTMLFormElement>('form[data-brouillon]') : null;
    if (!f) return;
    oublier(f);
    minuteries.set(f, setTimeout(() => (minuteries.delete(f), garder(f)), 400));
  });
  window.addEventListener('pagehide', garderTout);
  document.addEventListener('turbo:before-visit', garderTout);
  document.addEventListener(
    'submit',
    (e) => {
      if (viderEnSortant(e)) for (const f of minuteries.keys()) oublier(f);
    },
    true,
  );
  // The server then sends whose session has ended to sign in and back to this page, instead of holding what was typed itself.
  document.addEventListener('turbo:before-fetch-request', (e) => {
    const f = e.target;
    if (!(f instanceof HTMLFormElement) || !f.dataset['brouillon'] || !(e instanceof CustomEvent)) return;
    garderTout();
    if (lire(f)) e.detail.fetchOptions.headers['X-Brouillon'] = 'garde';
  });
  document.addEventListener('turbo:submit-end', (e) => {
    const f = e.target;
    if (!(f instanceof HTMLFormElement) || !f.dataset['brouillon'] || !(e instanceof CustomEvent) || !aEteRecu(e.detail.success, e.detail.fetchResponse?.response.url)) return;
    oublier(f);
    localStorage.removeItem(cleDe(f));
  });
}
