import type { JSX } from 'preact';
import { Icone } from './icone.tsx';

export type Etape = { readonly cle: string; readonly libelle: string; readonly detail?: string; readonly etat: 'faite' | 'encours' | 'avenir'; readonly href?: string };

const MOTS: Record<Etape['etat'], string> = { faite: 'faite', encours: 'en cours', avenir: 'à venir' };

/** Where one stands in a journey of a few steps. */
export function Etapes({ etapes, libelle }: { etapes: readonly Etape[]; libelle: string }): JSX.Element {
  return (
    <nav class="mb-8" aria-label={libelle}>
      <ol class="grid gap-x-4 gap-y-3 lg:auto-cols-fr lg:grid-flow-col">
        {etapes.map((e, i) => {
          const contenu = (
            <>
              <span class="flex items-center gap-2">
                <span class={`grid size-7 shrink-0 place-items-center rounded-full text-sm font-semibold ${e.etat === 'faite' ? 'bg-primary text-primary-content' : e.etat === 'encours' ? 'border-2 border-primary text-primary' : 'border border-bord text-douce'}`}>
                  {e.etat === 'faite' ? <Icone nom="check" taille={16} /> : <span aria-hidden="true">{i + 1}</span>}
                </span>
                <span class={e.etat === 'encours' ? 'font-semibold' : e.etat === 'avenir' ? 'text-douce' : ''}>
                  {e.libelle}
                  <span class="sr-only">, étape {MOTS[e.etat]}</span>
                </span>
              </span>
              {e.detail && <span class="mt-0.5 block pl-9 text-sm text-douce">{e.detail}</span>}
            </>
          );
          return (
            <li key={e.cle} class={`border-t-2 pt-3 max-lg:border-t-0 max-lg:pt-0 ${e.etat === 'avenir' ? 'border-base-300' : 'border-primary'}`} {...(e.etat === 'encours' ? { 'aria-current': 'step' as const } : {})}>
              {e.href ? <a class="block rounded-md hover:underline" href={e.href}>{contenu}</a> : contenu}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
