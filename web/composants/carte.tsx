import type { ComponentChildren, JSX } from 'preact';
import type { Jour } from '#core/jour.ts';
import { BadgeEcheance } from './badge.tsx';
import { Icone } from './icone.tsx';

/** The one level of cards: a thing with its title, its words, its gesture. */
export function Carte({ titre, niveau = 2, detail, action, children }: { titre?: ComponentChildren; niveau?: 2 | 3; detail?: ComponentChildren; action?: ComponentChildren; children?: ComponentChildren }): JSX.Element {
  const Titre = niveau === 2 ? 'h2' : 'h3';
  return (
    <section class="carte flex flex-col p-5">
      {titre && <Titre>{titre}</Titre>}
      {detail && <p class="mt-1 text-douce">{detail}</p>}
      {children ? <div class="mt-3 grow">{children}</div> : <div class="grow" />}
      {action && <div class="hors-papier mt-4 flex flex-wrap gap-2">{action}</div>}
    </section>
  );
}

export type ChoseAFaire = { id: string; titre: ComponentChildren; raison?: ComponentChildren; echeance?: Jour; qui?: ComponentChildren; action?: ComponentChildren };

/** What is due: each line says what, why, by when, and holds its one button. */
export function ListeAFaire({ choses, aujourdhui }: { choses: readonly ChoseAFaire[]; aujourdhui: Jour }): JSX.Element {
  return (
    <ul class="carte divide-y divide-base-300">
      {choses.map((c) => (
        <li key={c.id} class="flex flex-wrap items-center gap-x-4 gap-y-3 px-5 py-4">
          <div class="min-w-0 grow basis-64">
            <p class="font-semibold">{c.titre}</p>
            {c.raison && <p class="text-sm text-douce">{c.raison}</p>}
            {(c.echeance ?? c.qui) && (
              <p class="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
                {c.echeance && <BadgeEcheance echeance={c.echeance} aujourdhui={aujourdhui} />}
                {c.qui}
              </p>
            )}
          </div>
          {c.action && <div class="hors-papier flex max-sm:w-full max-sm:*:grow">{c.action}</div>}
        </li>
      ))}
    </ul>
  );
}

/** The next step of an object: who must do what by when, and the button for the person who reads. */
export function ProchainPas({ qui, quoi, echeance, aujourdhui, pourquoi, action }: { qui?: ComponentChildren; quoi: ComponentChildren; echeance?: Jour; aujourdhui: Jour; pourquoi?: ComponentChildren; action?: ComponentChildren }): JSX.Element {
  return (
    <section class="carte mb-9 flex flex-wrap items-center gap-x-6 gap-y-4 px-5 py-4.5" aria-label="Prochaine étape">
      <div class="min-w-0 grow basis-72">
        <p class="flex items-center gap-1.5 text-sm font-semibold text-primary"><Icone nom="arrow-right" taille={17} />Prochaine étape</p>
        <p class="mt-0.5 text-lg font-semibold">{quoi}</p>
        {pourquoi && <p class="text-douce">{pourquoi}</p>}
        {(qui ?? echeance) && (
          <p class="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
            {qui}
            {echeance && <BadgeEcheance echeance={echeance} aujourdhui={aujourdhui} />}
          </p>
        )}
      </div>
      {action && <div class="hors-papier flex flex-wrap gap-2 max-sm:w-full max-sm:*:grow">{action}</div>}
    </section>
  );
}
