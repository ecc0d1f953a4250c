import type { ComponentChildren, JSX } from 'preact';

/** Title, the sentence that answers the page's question, and the one action of the person who reads. `chez` says whose page it is where no frame does. */
export function TitrePage({ chez, titre, phrase, action, children }: { chez?: string; titre: string; phrase?: ComponentChildren; action?: ComponentChildren; children?: ComponentChildren }): JSX.Element {
  return (
    <div class="mb-9">
      <div class="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
        <div class="min-w-0 max-w-[46rem] grow basis-80">
          {chez && <p class="mb-1 text-sm font-semibold text-douce">{chez}</p>}
          <h1>{titre}</h1>
          {phrase && <p class="mt-1.5 text-pretty sm:text-lg">{phrase}</p>}
        </div>
        {action && <div class="hors-papier gestes">{action}</div>}
      </div>
      {children}
    </div>
  );
}

/** A part of a page, with its heading. `horsPapier`: only gestures, that a printed page has no use for. */
export function Section({ titre, id, phrase, action, horsPapier = false, children }: { titre: string; id?: string; phrase?: ComponentChildren; action?: ComponentChildren; horsPapier?: boolean; children?: ComponentChildren }): JSX.Element {
  return (
    <section class={horsPapier ? 'partie hors-papier' : 'partie'} {...(id ? { id } : {})}>
      <div class="mb-3 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h2>{titre}</h2>
        {action && <div class="hors-papier">{action}</div>}
      </div>
      {phrase && <p class="mb-4 max-w-texte text-douce">{phrase}</p>}
      {children}
    </section>
  );
}
