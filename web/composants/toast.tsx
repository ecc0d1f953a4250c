import type { JSX } from 'preact';
import { Formulaire } from './formulaire.tsx';
import { Icone, type NomIcone } from './icone.tsx';

export type TonToast = 'succes' | 'information' | 'attention' | 'refus';

const ALLURE: Record<TonToast, { icone: NomIcone; classe: string; mot: string }> = {
  succes: { icone: 'circle-check', classe: 'bg-teinte text-teinte-texte', mot: 'C’est fait : ' },
  information: { icone: 'info', classe: 'bg-note text-note-texte', mot: 'À savoir : ' },
  attention: { icone: 'triangle-alert', classe: 'bg-du text-du-texte', mot: 'Attention : ' },
  refus: { icone: 'circle-x', classe: 'bg-refus text-refus-texte', mot: 'Refusé : ' },
};

/** What has just happened, in one sentence, with its undo. Stays until the next page: nobody reads in three seconds. */
export function Toast({ ton, texte, annuler }: { ton: TonToast; texte: string; annuler?: { action: string; libelle?: string } }): JSX.Element {
  const { icone, classe, mot } = ALLURE[ton];
  return (
    <div class={`encadre mb-4 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md px-4 py-2.5 ${classe}`}>
      <Icone nom={icone} />
      <p class="min-w-0 flex-1 basis-48">
        <span class="sr-only">{mot}</span>
        {texte}
      </p>
      {annuler && (
        <Formulaire action={annuler.action} class="contents">
          <button class="inline-flex min-h-9 items-center gap-1.5 rounded-md border border-current px-3 text-sm font-semibold" type="submit">
            <Icone nom="undo-2" taille={17} /> {annuler.libelle ?? 'Annuler'}
          </button>
        </Formulaire>
      )}
    </div>
  );
}
