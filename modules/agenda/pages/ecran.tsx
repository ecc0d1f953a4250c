import type { JSX } from 'preact';
import { LienBouton } from '#web/composants/bouton.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import type { VueEcran } from '../view-reunions.ts';

/** What is projected in the room: the code, large, and how many are already seen. It is drawn again by itself. */
export function PageEcran({ vue }: { vue: VueEcran }): JSX.Element {
  return (
    <>
      <TitrePage titre={vue.titre} phrase={vue.phrase} action={<LienBouton href={vue.base}>Revenir à la réunion</LienBouton>} />
      <div class="flex flex-wrap items-center gap-x-12 gap-y-6">
        <svg viewBox={`-4 -4 ${vue.code.cote} ${vue.code.cote}`} class="w-[34rem] max-w-full bg-white" role="img" aria-label="Code à viser avec un téléphone pour dire que l’on est là"><path d={vue.code.trace} fill="#000" /></svg>
        <div class="max-w-md grow basis-72">
          <p class="text-2xl font-semibold">Visez ce code avec votre téléphone, puis touchez votre nom.</p>
          <p class="mt-4 text-douce">Il change toutes les cinq minutes et ne sert que dans cette salle. Sans téléphone, la personne qui organise note votre présence.</p>
          <p class="mt-4 text-sm break-all"><a class="text-lien underline" href={vue.adresse}>{vue.adresse}</a></p>
        </div>
      </div>
    </>
  );
}
