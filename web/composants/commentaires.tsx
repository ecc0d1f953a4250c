import type { ComponentChildren, JSX } from 'preact';
import { Badge } from './badge.tsx';
import { PucePersonne } from './personne.tsx';

export type Commentaire = { readonly id: string; readonly auteur: string; readonly fonction?: string; readonly quand: string; readonly texte: string; readonly reponses?: readonly Commentaire[] };

function Un({ c }: { c: Commentaire }): JSX.Element {
  return (
    <article id={`commentaire-${c.id}`}>
      <p class="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <PucePersonne nom={c.auteur} {...(c.fonction ? { fonction: c.fonction } : {})} />
        <span class="text-sm text-douce">{c.quand}</span>
      </p>
      <p class="mt-1 whitespace-pre-wrap pl-9">{c.texte}</p>
    </article>
  );
}

/** The remarks on one paragraph, their answers, and where the conversation stands. `children` is the reply form. */
export function Commentaires({ sujet, commentaires, clos = false, children }: { sujet: string; commentaires: readonly Commentaire[]; clos?: boolean; children?: ComponentChildren }): JSX.Element {
  return (
    <section class="carte max-w-texte px-5 py-4" aria-label={`Remarques : ${sujet}`}>
      <p class="mb-3 flex flex-wrap items-center justify-between gap-2">
        <span class="font-semibold">{sujet}</span>
        {clos ? <Badge ton="reussi">réglée</Badge> : <Badge ton="encours">ouverte</Badge>}
      </p>
      <ol class="grid gap-4">
        {commentaires.map((c) => (
          <li key={c.id}>
            <Un c={c} />
            {c.reponses && c.reponses.length > 0 && (
              <ol class="mt-3 ml-3.5 grid gap-3 border-l-2 border-base-300 pl-5">
                {c.reponses.map((r) => (
                  <li key={r.id}><Un c={r} /></li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ol>
      {children && <div class="hors-papier mt-4 border-t border-base-300 pt-4">{children}</div>}
    </section>
  );
}
