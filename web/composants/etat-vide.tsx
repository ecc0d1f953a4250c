import type { ComponentChildren, JSX } from 'preact';
import { Icone, type NomIcone } from './icone.tsx';

/** Nothing yet: says so, and what to do. */
export function EtatVide({ titre, children, action, icone = 'inbox' }: { titre: string; children?: ComponentChildren; action?: ComponentChildren; icone?: NomIcone }): JSX.Element {
  return (
    <div class="rounded-box border border-dashed border-bord px-5 py-10 text-center">
      <Icone nom={icone} taille={30} class="mx-auto mb-3 text-douce" />
      <p class="text-lg font-semibold">{titre}</p>
      {children && <div class="mx-auto mt-1 max-w-[34rem] text-douce">{children}</div>}
      {action && <div class="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
