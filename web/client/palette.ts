import { visit } from '@hotwired/turbo';
import { depuis, element } from './dom.ts';

type Resultat = { libelle: string; detail?: string; href: string };
type Groupe = { titre: string; resultats: Resultat[] };

const ATTENTE_MS = 120;
const sansAccent = (s: string): string => s.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const pagesConnues = (q: string): Groupe => ({
  titre: 'Aller à',
  resultats: [...document.querySelectorAll<HTMLAnchorElement>('nav[aria-label="Navigation principale"] a')]
    .map((a) => ({ libelle: a.textContent?.trim() ?? '', href: a.pathname }))
    .filter((r) => sansAccent(r.libelle).includes(sansAccent(q))),
});

function lireGroupes(json: unknown): Groupe[] {
  const groupes = typeof json === 'object' && json !== null && 'groupes' in json ? json.groupes : [];
  return Array.isArray(groupes) ? (groupes as Groupe[]) : [];
}

class Palette {
  readonly dialogue: HTMLDialogElement;
  readonly champ: HTMLInputElement;
  readonly liste = element('div', { id: 'palette-liste', role: 'listbox', 'aria-label': 'Résultats', class: 'palette-liste' });
  readonly etat = element('p', { role: 'status', class: 'palette-etat' });
  private readonly adresse: string;
  private enCours: AbortController | undefined;
  private minuterie: ReturnType<typeof setTimeout> | undefined;
  private choisi = -1;

  constructor(adresse: string) {
    this.adresse = adresse;
    this.champ = element('input', { type: 'text', role: 'combobox', id: 'palette-champ', class: 'palette-champ', 'aria-expanded': 'true', 'aria-controls': 'palette-liste', 'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false', placeholder: 'Une page, une personne, une commune, un document…' });
    const fermer = element('button', { type: 'button', class: 'btn btn-sm btn-ghost', 'data-ferme': '' }, 'Fermer');
    const tete = element('div', { class: 'palette-tete' }, element('label', { for: 'palette-champ', class: 'sr-only' }, 'Que cherchez-vous ?'), this.champ, fermer);
    this.dialogue = element('dialog', { class: 'flottant palette', 'aria-label': 'Rechercher' }, tete, this.liste, this.etat);
    this.champ.addEventListener('input', () => this.programmer());
    this.dialogue.addEventListener('keydown', (e) => this.touche(e));
    this.dialogue.addEventListener('close', () => this.dialogue.remove());
    document.body.append(this.dialogue);
    this.dialogue.showModal();
    this.montrer([pagesConnues('')], '');
  }

  private get options(): HTMLAnchorElement[] {
    return [...this.liste.querySelectorAll<HTMLAnchorElement>('[role="option"]')];
  }

  private programmer(): void {
    clearTimeout(this.minuterie);
    this.minuterie = setTimeout(() => void this.chercher(this.champ.value.trim()), ATTENTE_MS);
  }

  private async chercher(q: string): Promise<void> {
    this.enCours?.abort();
    const locales = pagesConnues(q);
    if (!q) return this.montrer([locales], q);
    const enCours = new AbortController();
    this.enCours = enCours;
    try {
      const reponse = await fetch(`${this.adresse}?q=${encodeURIComponent(q)}`, { headers: { accept: 'application/json' }, signal: enCours.signal });
      const groupes = reponse.ok ? lireGroupes(await reponse.json()) : [];
      this.montrer([locales, ...groupes], q);
    } catch {
      if (enCours.signal.aborted) return;
      this.montrer([locales], q);
      this.etat.textContent = 'La recherche ne répond pas. Réessayez dans un instant.';
    }
  }

  private montrer(groupes: readonly Groupe[], q: string): void {
    let rang = 0;
    const pleins = groupes.filter((g) => g.resultats.length > 0);
    this.liste.replaceChildren(
      ...pleins.map((g, i) => {
        const titre = element('p', { id: `palette-g${i}`, class: 'palette-groupe', role: 'presentation' }, g.titre);
        const lignes = g.resultats.map((r) => element('a', { id: `palette-o${rang++}`, role: 'option', 'aria-selected': 'false', tabindex: '-1', href: r.href, class: 'palette-option' }, element('span', {}, r.libelle), ...(r.detail ? [element('span', { class: 'palette-detail' }, r.detail)] : [])));
        return element('div', { role: 'group', 'aria-labelledby': `palette-g${i}` }, titre, ...lignes);
      }),
    );
    this.etat.textContent = !q ? '' : rang === 0 ? `Rien ne correspond à « ${q} ». Essayez un autre mot.` : rang === 1 ? '1 résultat' : `${rang} résultats`;
    this.choisir(rang > 0 ? 0 : -1);
  }

  private choisir(n: number): void {
    const options = this.options;
    this.choisi = options.length === 0 ? -1 : (n + options.length) % options.length;
    options.forEach((o, i) => o.setAttribute('aria-selected', String(i === this.choisi)));
    const choisie = options[this.choisi];
    this.champ.setAttribute('aria-activedescendant', choisie?.id ?? '');
    choisie?.scrollIntoView({ block: 'nearest' });
  }

  private touche(e: KeyboardEvent): void {
    if (e.key === 'ArrowDown') this.choisir(this.choisi + 1);
    else if (e.key === 'ArrowUp') this.choisir(this.choisi - 1);
    else if (e.key === 'Enter' && e.target === this.champ) {
      const option = this.options[this.choisi];
      this.dialogue.close();
      visit(option?.href ?? `${this.adresse}?q=${encodeURIComponent(this.champ.value)}`);
    } else return;
    e.preventDefault();
  }
}

/** Ctrl K, or the search link of the header: pages, people, communes, documents. Without script the link leads to a page. */
export function installerPalette(): void {
  const ouvrir = (): boolean => {
    const adresse = document.querySelector<HTMLElement>('[data-palette]')?.dataset['palette'];
    if (!adresse || document.querySelector('dialog[open]')) return false;
    new Palette(adresse);
    return true;
  };
  document.addEventListener('click', (e) => {
    const nu = e instanceof MouseEvent && !e.ctrlKey && !e.metaKey && !e.shiftKey;
    if (nu && depuis(e, '[data-palette]') && ouvrir()) e.preventDefault();
  });
  document.addEventListener('keydown', (e) => {
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k' && ouvrir()) e.preventDefault();
  });
  document.addEventListener('turbo:before-cache', () => document.querySelector('dialog.palette')?.remove());
}
