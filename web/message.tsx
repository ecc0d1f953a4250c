import type { JSX } from 'preact';

type Props = { readonly titre: string; readonly texte: string; readonly lien?: { readonly href: string; readonly libelle: string } };

/** A page that says one thing and where to go next: not found, not allowed, something broke. */
export const PageMessage = ({ titre, texte, lien }: Props): JSX.Element => (
  <div class="max-w-prose py-8">
    <h1 class="text-2xl font-bold">{titre}</h1>
    <p class="mt-4">{texte}</p>
    {lien && (
      <p class="mt-6">
        <a class="btn btn-primary" href={lien.href}>{lien.libelle}</a>
      </p>
    )}
  </div>
);
