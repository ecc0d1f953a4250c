import type { JSX } from 'preact';
import { LienBouton } from './composants/bouton.tsx';

type Proprietes = { readonly titre: string; readonly texte: string; readonly lien?: { readonly href: string; readonly libelle: string } };

/** A page that says one thing and where to go next: not found, not allowed, something broke. */
export const PageMessage = ({ titre, texte, lien }: Proprietes): JSX.Element => (
  <div class="max-w-[34rem] py-4 sm:py-10">
    <h1 class="text-xl">{titre}</h1>
    <p class="mt-2 text-douce">{texte}</p>
    {lien && <p class="mt-6"><LienBouton href={lien.href}>{lien.libelle}</LienBouton></p>}
  </div>
);
