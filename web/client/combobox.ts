import { choixActif, type Proposition, sansAccent } from './choix-actif.ts';
import { aChaquePage, element } from './dom.ts';

type Option = { valeur: string; libelle: string; detail?: string };
const MONTREES = 50;

const estOption = (o: unknown): o is Option => typeof o === 'object' && o !== null && 'valeur' in o && 'libelle' in o;

const locales = (liste: HTMLSelectElement, q: string): Option[] =>
  [...liste.options].filter((o) => o.value && sansAccent(o.text).includes(sansAccent(q))).slice(0, MONTREES).map((o) => ({ valeur: o.value, libelle: o.text }));

async function trouver(liste: HTMLSelectElement, q: string): Promise<Option[]> {
  const adresse = liste.dataset['recherche'];
  if (!adresse || !q) return locales(liste, q);
  const reponse = await fetch(`${adresse}${adresse.includes('?') ? '&' : '?'}q=${encodeURIComponent(q)}`, { headers: { accept: 'application/json' } });
  const json: unknown = reponse.ok ? await reponse.json() : [];
  return Array.isArray(json) ? json.filter(estOption) : [];
}

const texteChoisi = (liste: HTMLSelectElement): string => (liste.value ? (liste.selectedOptions[0]?.text ?? '') : '');

/** The text field takes the id of the select, so that the label and the error links now lead to it. */
function dresser(liste: HTMLSelectElement): { champ: HTMLInputElement; boite: HTMLElement } {
  const { id } = liste;
  const vide = liste.options[0]?.value === '' ? liste.options[0].text : '';
  const boite = element('div', { id: `${id}-liste`, role: 'listbox', class: 'flottant combobox-liste', 'aria-label': 'Propositions' });
  const champ = element('input', { class: 'select', type: 'text', role: 'combobox', autocomplete: 'off', placeholder: vide, 'aria-expanded': 'false', 'aria-controls': boite.id, 'aria-autocomplete': 'list' });
  for (const a of ['aria-describedby', 'aria-invalid', 'aria-required']) {
    const v = liste.getAttribute(a);
    if (v) champ.setAttribute(a, v);
  }
  boite.hidden = true;
  champ.value = texteChoisi(liste);
  liste.id = `${id}-valeur`;
  champ.id = id;
  liste.hidden = true;
  liste.after(element('div', { class: 'relative', 'data-combobox-corps': '' }, champ, boite));
  return { champ, boite };
}

/** The select keeps the value that the form sends; the text field only helps to find it. */
function enrichir(liste: HTMLSelectElement): void {
  const { champ, boite } = dresser(liste);
  const choix = choixActif(champ, boite);
  let demande = 0;

  const ouvrir = (ouverte: boolean): void => {
    demande++;
    boite.hidden = !ouverte;
    champ.setAttribute('aria-expanded', String(ouverte));
    if (!ouverte) choix.oublier();
  };
  const retenir = (o: Option): void => {
    if (![...liste.options].some((x) => x.value === o.valeur)) liste.add(new Option(o.libelle, o.valeur));
    liste.value = o.valeur;
    champ.value = o.libelle;
    liste.dispatchEvent(new Event('change', { bubbles: true }));
    ouvrir(false);
  };
  const proposition = (o: Option): Proposition => {
    const noeud = element('div', { class: 'palette-option' }, element('span', {}, o.libelle), ...(o.detail ? [element('span', { class: 'palette-detail' }, o.detail)] : []));
    noeud.addEventListener('click', () => retenir(o));
    return { noeud, retenir: () => retenir(o) };
  };
  const proposer = async (q: string): Promise<void> => {
    const celleCi = ++demande;
    const trouvees = await trouver(liste, q);
    if (celleCi !== demande) return;
    ouvrir(true);
    const n = choix.montrer([{ propositions: trouvees.map(proposition) }]);
    if (n === 0) boite.replaceChildren(element('div', { role: 'option', 'aria-disabled': 'true', class: 'palette-etat' }, `Rien ne correspond à « ${q} ».`));
  };

  champ.addEventListener('input', () => void proposer(champ.value.trim()));
  boite.addEventListener('mousedown', (e) => e.preventDefault());
  // Leaving the field: empty, it chooses nothing; half a word gives back what was chosen before.
  champ.addEventListener('blur', () => {
    if (champ.value.trim() === '') liste.value = '';
    else champ.value = texteChoisi(liste) || champ.value;
    ouvrir(false);
  });
  champ.addEventListener('keydown', (e) => {
    const pas = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (pas && boite.hidden) void proposer('');
    else if (pas) choix.avancer(pas);
    else if (e.key === 'Enter' && !boite.hidden) choix.courante()?.retenir();
    else if (e.key === 'Escape' && !boite.hidden) ouvrir(false);
    else return;
    e.preventDefault();
  });
}

export function installerCombobox(): void {
  aChaquePage(() => {
    for (const liste of document.querySelectorAll<HTMLSelectElement>('select[data-combobox]:not([data-pret])')) {
      liste.dataset['pret'] = '';
      enrichir(liste);
    }
  });
  document.addEventListener('turbo:before-cache', () => {
    for (const liste of document.querySelectorAll<HTMLSelectElement>('select[data-combobox][data-pret]')) {
      liste.id = liste.id.replace(/-valeur$/, '');
      liste.hidden = false;
      delete liste.dataset['pret'];
      liste.parentElement?.querySelector('[data-combobox-corps]')?.remove();
    }
  });
}
