import type { JSX } from 'preact';
import { LienBouton } from '#web/composants/bouton.tsx';
import type { VueEcran } from '../view-reunions.ts';

/** What is projected in the room: the code, large, and how many are already seen. It is drawn again by itself. */
export function PageEcran({ vue }: { vue: VueEcran }): JSX.Element {
  return (
    <div class="grid min-h-[calc(100dvh-3rem)] items-center gap-x-12 gap-y-6 lg:grid-cols-2">
      <svg viewBox={`-4 -4 ${vue.code.cote} ${vue.code.cote}`} class="mx-auto w-full max-w-[85vh] bg-white" role="img" aria-label="Code à viser avec un téléphone pour dire que l’on est là"><path d={vue.code.trace} fill="#000" /></svg>
      <div class="grid gap-6 max-lg:order-first">
        <h1 class="lisible-de-loin wrap-anywhere">{vue.titre}</h1>
        <p class="lisible-de-loin font-semibold">Visez ce code avec votre téléphone, puis touchez votre nom.</p>
        <p class="lisible-de-loin" role="status">{vue.phrase}</p>
        <p class="text-douce">Il change toutes les cinq minutes et ne sert que dans cette salle. Sans téléphone, la personne qui organise note votre présence.</p>
        <p class="text-sm break-all"><a class="text-lien underline" href={vue.adresse}>{vue.adresse}</a></p>
        <p><LienBouton petit href={vue.base}>Revenir à la réunion</LienBouton></p>
      </div>
    </div>
  );
}
