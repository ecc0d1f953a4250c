import { visit } from '@hotwired/turbo';
import { depuis, element } from './dom.ts';
import { choixActif, type Proposition, sansAccent } from './choix-actif.ts';

type Groupe = { titre: string; resultats: Resultat[] };
type Resultat = { libelle: string; detail?: string; href: string };

const ATTENTE_MS = 120;

/** The entries of the side navigation answer at once, whatever the network does. */
const pagesConnues = (q: string): Groupe => ({
  titre: 'Aller à',
  resultats: [...document.querySelectorAll<HTMLAnchorElement>('[data-navigation] a')]
    .map((a) => ({ libelle: a.textContent?.trim() ?? '', href: a.pathname }))
    .filter((r) => sansAccent(r.libelle).includes(sansAccent(q))),
});

const estGroupe = (g: unknown): g is Groupe => typeof g === 'object' && g !== null && 'titre' in g && 'resultats' in g && Array.isArray(g.resultats);

const lireGroupes = (json: unknown): Groupe[] => (typeof json === 'object' && json !== null && 'groupes' in json && Array.isArray(json.groupes) ? json.groupes.filter(estGroupe) : []);

const lien = (r: Resultat): Proposition => ({ noeud: element('a', { href: r.href, class: 'palette-option' }, element('span', {}, r.libelle), ...(r.detail ? [element('span', { class: 'palette-detail' }, r.detail)] : [])), retenir: () => visit(r.href) });

const bilan = (n: number, q: string): string => {
  if (!q) return '';
  if (n === 0) return `Rien ne correspond à « ${q} ». Essayez un autre mot.`;
  return n === 1 ? '1 résultat' : `${n} résultats`;
};

/** The parts of the dialog, and the list that the field drives. */
function dresser(): { dialogue: HTMLDialogElement; champ: HTMLInputElement; etat: HTMLElement; choix: ReturnType<typeof choixActif> } {
  const champ = element('input', { type: 'text', role: 'combobox', id: 'palette-champ', class: 'palette-champ', 'aria-expanded': 'true', 'aria-controls': 'palette-liste', 'aria-autocomplete': 'list', autocomplete: 'off', spellcheck: 'false', placeholder: 'Une page, une personne, une commune…' });
  const liste = element('div', { id: 'palette-liste', role: 'listbox', 'aria-label': 'Résultats', class: 'palette-liste' });
  const etat = element('p', { role: 'status', class: 'palette-etat' });
  const fermer = element('button', { type: 'button', class: 'btn btn-sm btn-ghost', 'data-ferme': '' }, 'Fermer');
  const tete = element('div', { class: 'palette-tete' }, element('label', { for: 'palette-champ', class: 'sr-only' }, 'Que cherchez-vous ?'), champ, fermer);
  const dialogue = element('dialog', { class: 'flottant palette', 'aria-label': 'Rechercher' }, tete, liste, etat);
  return { dialogue, champ, etat, choix: choixActif(champ, liste) };
}

function ouvrir(adresse: string): void {
  const { dialogue, champ, etat, choix } = dresser();
  let enCours: AbortController | undefined;
  let minuterie: ReturnType<typeof setTimeout> | undefined;

  const montrer = (groupes: readonly Groupe[], q: string): void => {
    const vues = new Set<string>();
    // Two communes may lead to the same page: only the same words for the same place are one result.
    const nouvelle = (r: Resultat): boolean => {
      const cle = `${r.libelle} ${r.href}`;
      return !vues.has(cle) && vues.add(cle) !== undefined;
    };
    const n = choix.montrer(groupes.map((g) => ({ titre: g.titre, propositions: g.resultats.filter(nouvelle).map(lien) })));
    etat.textContent = bilan(n, q);
  };
  const chercher = async (q: string): Promise<void> => {
    enCours?.abort();
    if (!q) return montrer([pagesConnues('')], q);
    const demande = new AbortController();
    enCours = demande;
    try {
      const reponse = await fetch(`${adresse}?q=${encodeURIComponent(q)}`, { headers: { accept: 'application/json' }, signal: demande.signal });
      montrer([pagesConnues(q), ...(reponse.ok ? lireGroupes(await reponse.json()) : [])], q);
    } catch {
      if (demande.signal.aborted) return;
      montrer([pagesConnues(q)], q);
      etat.textContent = 'La recherche ne répond pas. Réessayez dans un instant.';
    }
  };

  champ.addEventListener('input', () => {
    clearTimeout(minuterie);
    // Pages answer at once; the rest comes when the network brings it.
    montrer([pagesConnues(champ.value.trim())], '');
    etat.textContent = champ.value.trim() ? 'Recherche…' : '';
    minuterie = setTimeout(() => void chercher(champ.value.trim()), ATTENTE_MS);
  });
  champ.addEventListener('keydown', (e) => {
    if (e.key === 'ArrowDown') choix.avancer(1);
    else if (e.key === 'ArrowUp') choix.avancer(-1);
    else if (e.key === 'Enter') {
      const retenue = choix.courante();
      dialogue.close();
      if (retenue) retenue.retenir();
      else visit(`${adresse}?q=${encodeURIComponent(champ.value)}`);
    } else return;
    e.preventDefault();
  });
  dialogue.addEventListener('close', () => dialogue.remove());
  document.body.append(dialogue);
  dialogue.showModal();
  montrer([pagesConnues('')], '');
}

/** Ctrl K, or the search link of the header: pages, people, communes, documents. Without script the link leads to a page. */
export function installerPalette(): void {
  const essayer = (): boolean => {
    const adresse = document.querySelector<HTMLElement>('[data-palette]')?.dataset['palette'];
    if (!adresse || document.querySelector('dialog[open]')) return false;
    ouvrir(adresse);
    return true;
  };
  document.addEventListener('click', (e) => {
    const nu = e instanceof MouseEvent && !e.ctrlKey && !e.metaKey && !e.shiftKey;
    if (nu && depuis(e, '[data-palette]') && essayer()) e.preventDefault();
  });
  document.addEventListener('keydown', (e) => {
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k' && essayer()) e.preventDefault();
  });
  document.addEventListener('turbo:before-cache', () => document.querySelector('dialog.palette')?.remove());
}
