import type { ComponentChildren, JSX } from 'preact';
import { Icone, type NomIcone } from './icone.tsx';

type TonEncadre = 'information' | 'attention' | 'refus' | 'regle';

const ALLURE: Record<TonEncadre, { icone: NomIcone; classe: string; mot: string }> = {
  information: { icone: 'info', classe: 'bg-note text-note-texte', mot: 'À savoir' },
  attention: { icone: 'triangle-alert', classe: 'bg-du text-du-texte', mot: 'Attention' },
  refus: { icone: 'circle-x', classe: 'bg-refus text-refus-texte', mot: 'Impossible' },
  regle: { icone: 'book-open', classe: 'bg-base-200 text-base-content', mot: 'La règle' },
};

/** Something to notice beside the text. `regle` quotes a rule; `source` names its text. */
export function Encadre({ ton = 'information', titre, source, children }: { ton?: TonEncadre; titre?: string; source?: ComponentChildren; children?: ComponentChildren }): JSX.Element {
  const { icone, classe, mot } = ALLURE[ton];
  return (
    <div class={`encadre mb-5 flex max-w-texte gap-3 rounded-md px-4 py-3 ${classe}`} role="note">
      <Icone nom={icone} class="mt-0.5" />
      <div class="min-w-0">
        <p class="font-semibold">{titre ?? mot}</p>
        {children}
        {source && <p class="mt-1 text-sm">{source}</p>}
      </div>
    </div>
  );
}

/** What most people need not read, one tap away: "Pourquoi taille 3 ?". */
export function Depliant({ titre, ouvert = false, id, children }: { titre: ComponentChildren; ouvert?: boolean; id?: string; children: ComponentChildren }): JSX.Element {
  return (
    <details class="menu-leger my-4" open={ouvert} {...(id ? { id } : {})}>
      <summary class="inline-flex min-h-9 items-center gap-1.5 rounded-md font-semibold text-lien">
        <Icone nom="chevron-down" taille={18} class="chevron" />
        {titre}
      </summary>
      <div class="mt-2 border-l-2 border-base-300 pl-4">{children}</div>
    </details>
  );
}
