import type { ComponentChildren, JSX } from 'preact';
import { Icone } from './icone.tsx';

type Proprietes = { id: string; titre: string; children: ComponentChildren };

/** Without script, `#id` in the address shows it (`:target`); with script, it opens as a real modal dialog. */
function Boite({ id, titre, children, forme }: Proprietes & { forme: string }): JSX.Element {
  return (
    <dialog id={id} class={`flottant ${forme}`} aria-labelledby={`${id}-titre`}>
      <div class="mb-3 flex items-start justify-between gap-4">
        <h2 id={`${id}-titre`}>{titre}</h2>
        <a class="-mt-2 -mr-2 inline-flex min-h-11 items-center gap-1 rounded-md px-2.5 text-sm text-douce hover:bg-base-200" href="#contenu" data-ferme>
          <Icone nom="x" taille={18} /> Fermer
        </a>
      </div>
      {children}
    </dialog>
  );
}

export function Dialogue(p: Proprietes): JSX.Element {
  return <Boite {...p} forme="dialogue" />;
}

/** A sheet on the side of the page (at the bottom on a phone), to see a thing without leaving the list. */
export function Feuille(p: Proprietes): JSX.Element {
  return <Boite {...p} forme="feuille" />;
}

/** Opens the dialog `pour`. */
export function OuvreDialogue({ pour, class: classe = 'btn', children }: { pour: string; class?: string; children: ComponentChildren }): JSX.Element {
  return (
    <a class={classe} href={`#${pour}`} data-ouvre={pour} aria-haspopup="dialog">
      {children}
    </a>
  );
}
