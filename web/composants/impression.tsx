import type { ComponentChildren, JSX } from 'preact';
import type { Jour } from '#core/jour.ts';
import type { Provenance } from '#core/provenance.ts';
import { formaterDate } from '#core/texte.ts';
import { LigneSource } from './chiffre.tsx';

/** What a page becomes on paper: title, whose, what day, the body, where the figures come from. */
export function MiseEnPageImpression({ titre, auteur, jour, provenances = [], children }: { titre: string; auteur: string; jour: Jour; provenances?: readonly Provenance[]; children: ComponentChildren }): JSX.Element {
  return (
    <article class="mx-auto max-w-[48rem]">
      <header class="mb-8 border-b-2 border-base-content pb-3">
        <h1>{titre}</h1>
        <p class="text-douce">{auteur} · édité le {formaterDate(jour)}</p>
      </header>
      {children}
      {provenances.length > 0 && (
        <footer class="mt-8 border-t border-base-300">
          <LigneSource provenances={provenances} />
        </footer>
      )}
    </article>
  );
}
