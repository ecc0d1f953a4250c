import { element } from './dom.ts';

export type Proposition = { readonly noeud: HTMLElement; readonly retenir: () => void };
export type GroupePropositions = { readonly titre?: string; readonly propositions: readonly Proposition[] };

export const sansAccent = (s: string): string => s.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

type ChoixActif = { montrer: (groupes: readonly GroupePropositions[]) => number; avancer: (n: number) => void; courante: () => Proposition | undefined; oublier: () => void };

/**
 * A list driven from a text field, focus staying in the field.
 * @source WAI-ARIA Authoring Practices, "Combobox" pattern (list autocomplete, aria-activedescendant)
 */
export function choixActif(champ: HTMLInputElement, liste: HTMLElement): ChoixActif {
  let propositions: readonly Proposition[] = [];
  let rang = -1;

  const choisir = (n: number): void => {
    rang = propositions.length === 0 ? -1 : (n + propositions.length) % propositions.length;
    propositions.forEach(({ noeud }, i) => noeud.setAttribute('aria-selected', String(i === rang)));
    const actif = propositions[rang]?.noeud;
    if (actif) champ.setAttribute('aria-activedescendant', actif.id);
    else champ.removeAttribute('aria-activedescendant');
    actif?.scrollIntoView({ block: 'nearest' });
  };

  const dresser = (g: GroupePropositions, i: number): HTMLElement => {
    for (const { noeud } of g.propositions) {
      noeud.setAttribute('role', 'option');
      noeud.setAttribute('tabindex', '-1');
    }
    const noeuds = g.propositions.map((p) => p.noeud);
    if (!g.titre) return element('div', { role: 'presentation' }, ...noeuds);
    const id = `${liste.id}-groupe-${i}`;
    return element('div', { role: 'group', 'aria-labelledby': id }, element('p', { id, class: 'palette-groupe', role: 'presentation' }, g.titre), ...noeuds);
  };

  return {
    montrer: (groupes) => {
      const pleins = groupes.filter((g) => g.propositions.length > 0);
      propositions = pleins.flatMap((g) => g.propositions);
      propositions.forEach(({ noeud }, i) => (noeud.id = `${liste.id}-${i}`));
      liste.replaceChildren(...pleins.map(dresser));
      choisir(0);
      return propositions.length;
    },
    avancer: (n) => choisir(rang + n),
    courante: () => propositions[rang],
    oublier: () => champ.removeAttribute('aria-activedescendant'),
  };
}
