import { aChaquePage, element } from './dom.ts';

type Option = { valeur: string; libelle: string; detail?: string };
const MONTREES = 50;
const sansAccent = (s: string): string => s.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

async function trouver(liste: HTMLSelectElement, q: string): Promise<Option[]> {
  const adresse = liste.dataset['recherche'];
  if (adresse && q) {
    const r = await fetch(`${adresse}${adresse.includes('?') ? '&' : '?'}q=${encodeURIComponent(q)}`, { headers: { accept: 'application/json' } });
    return r.ok ? ((await r.json()) as Option[]) : [];
  }
  const cle = sansAccent(q);
  return [...liste.options].filter((o) => o.value && sansAccent(o.text).includes(cle)).slice(0, MONTREES).map((o) => ({ valeur: o.value, libelle: o.text }));
}

/** The select keeps the value that the form sends; the text field only helps to find it. */
class Combobox {
  private readonly liste: HTMLSelectElement;
  private readonly champ: HTMLInputElement;
  private readonly boite: HTMLElement;
  private choisi = -1;
  private demande = 0;

  constructor(liste: HTMLSelectElement) {
    this.liste = liste;
    const { id } = liste;
    this.boite = element('div', { id: `${id}-liste`, role: 'listbox', class: 'flottant combobox-liste', hidden: '' });
    this.champ = element('input', { class: 'input', type: 'text', role: 'combobox', autocomplete: 'off', 'aria-expanded': 'false', 'aria-controls': `${id}-liste`, 'aria-autocomplete': 'list' });
    for (const a of ['aria-describedby', 'aria-invalid', 'aria-required']) {
      const v = liste.getAttribute(a);
      if (v) this.champ.setAttribute(a, v);
    }
    this.champ.value = liste.value ? (liste.selectedOptions[0]?.text ?? '') : '';
    this.champ.placeholder = liste.options[0]?.value === '' ? liste.options[0].text : '';
    this.boite.setAttribute('aria-label', document.querySelector(`label[for="${id}"]`)?.textContent ?? '');
    // The label now speaks of the text field.
    liste.id = `${id}-valeur`;
    this.champ.id = id;
    liste.hidden = true;
    liste.after(element('div', { class: 'relative', 'data-combobox-corps': '' }, this.champ, this.boite));
    this.champ.addEventListener('input', () => void this.proposer(this.champ.value.trim()));
    this.champ.addEventListener('keydown', (e) => this.touche(e));
    this.champ.addEventListener('blur', () => this.refermer());
    this.boite.addEventListener('mousedown', (e) => e.preventDefault());
  }

  private get options(): HTMLElement[] {
    return [...this.boite.querySelectorAll<HTMLElement>('[role="option"]')];
  }

  private async proposer(q: string): Promise<void> {
    const demande = ++this.demande;
    const trouvees = await trouver(this.liste, q);
    if (demande !== this.demande) return;
    this.boite.replaceChildren(
      ...trouvees.map((o, i) => {
        const ligne = element('div', { id: `${this.champ.id}-o${i}`, role: 'option', 'aria-selected': 'false', class: 'palette-option' }, element('span', {}, o.libelle), ...(o.detail ? [element('span', { class: 'palette-detail' }, o.detail)] : []));
        ligne.addEventListener('click', () => this.retenir(o));
        return ligne;
      }),
    );
    if (trouvees.length === 0) this.boite.replaceChildren(element('div', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false', class: 'palette-etat' }, `Rien ne correspond à « ${q} ».`));
    this.boite.hidden = false;
    this.champ.setAttribute('aria-expanded', 'true');
    this.choisir(trouvees.length > 0 ? 0 : -1);
  }

  private choisir(n: number): void {
    const options = this.options;
    this.choisi = n < 0 && this.choisi < 0 ? -1 : (n + options.length) % options.length;
    options.forEach((o, i) => o.setAttribute('aria-selected', String(i === this.choisi)));
    this.champ.setAttribute('aria-activedescendant', options[this.choisi]?.id ?? '');
    options[this.choisi]?.scrollIntoView({ block: 'nearest' });
  }

  private retenir(o: Option): void {
    if (![...this.liste.options].some((x) => x.value === o.valeur)) this.liste.add(new Option(o.libelle, o.valeur));
    this.liste.value = o.valeur;
    this.champ.value = o.libelle;
    this.liste.dispatchEvent(new Event('change', { bubbles: true }));
    this.fermer();
  }

  /** Leaving the field: an empty field chooses nothing, half a word gives back the value chosen before. */
  private refermer(): void {
    if (this.champ.value.trim() === '') this.liste.value = '';
    else this.champ.value = this.liste.value ? (this.liste.selectedOptions[0]?.text ?? '') : this.champ.value;
    this.fermer();
  }

  private fermer(): void {
    this.demande++;
    this.boite.hidden = true;
    this.champ.setAttribute('aria-expanded', 'false');
    this.champ.setAttribute('aria-activedescendant', '');
    this.choisi = -1;
  }

  private touche(e: KeyboardEvent): void {
    const ferme = this.boite.hidden;
    if ((e.key === 'ArrowDown' || e.key === 'ArrowUp') && ferme) void this.proposer('');
    else if (e.key === 'ArrowDown') this.choisir(this.choisi + 1);
    else if (e.key === 'ArrowUp') this.choisir(this.choisi - 1);
    else if (e.key === 'Enter' && !ferme) this.options[this.choisi]?.click();
    else if (e.key === 'Escape' && !ferme) this.fermer();
    else return;
    e.preventDefault();
  }
}

export function installerCombobox(): void {
  aChaquePage(() => {
    for (const s of document.querySelectorAll<HTMLSelectElement>('select[data-combobox]:not([data-pret])')) {
      s.dataset['pret'] = '';
      new Combobox(s);
    }
  });
  document.addEventListener('turbo:before-cache', () => {
    for (const s of document.querySelectorAll<HTMLSelectElement>('select[data-combobox][data-pret]')) {
      s.id = s.id.replace(/-valeur$/, '');
      s.hidden = false;
      delete s.dataset['pret'];
      s.parentElement?.querySelector('[data-combobox-corps]')?.remove();
    }
  });
}
