import type { JSX } from 'preact';
import { LienBouton } from './composants/bouton.tsx';

type Proprietes = { readonly titre: string; readonly texte: string; readonly lien?: { readonly href: string; readonly libelle: string } };

/** A page that says one thing and where to go next: not found, not allowed, something broke. */
export const PageMessage = ({ titre, texte, lien }: Proprietes): JSX.Element => (
  <div class="max-w-texte py-6 sm:py-12">
    <h1>{titre}</h1>
    <p class="mt-3 text-lg text-douce">{texte}</p>
    {lien && <p class="mt-7"><LienBouton variante="primaire" href={lien.href}>{lien.libelle}</LienBouton></p>}
  </div>
);
