import { scaleLinear } from 'd3-scale';
import type { JSX } from 'preact';
import { formaterNombre } from '#core/texte.ts';
import { Figure, type HabillageGraphique } from './figure.tsx';

export type LignePoints = { readonly libelle: string; readonly valeur: number; /** Where it was, or what it is compared with. */ readonly avant?: number };

type Proprietes = HabillageGraphique & { lignes: readonly LignePoints[]; quoi: string; libelleAvant?: string; format?: (n: number) => string };

const pc = (x: number): string => `${x.toFixed(2)}%`;

/** Dots on one scale, which need not start at zero; the hollow dot is where it was. */
export function GraphiquePoints({ lignes, quoi, libelleAvant = 'Avant', format = formaterNombre, ...habillage }: Proprietes): JSX.Element {
  const toutes = lignes.flatMap((l) => (l.avant === undefined ? [l.valeur] : [l.valeur, l.avant]));
  const x = scaleLinear([Math.min(...toutes), Math.max(...toutes)], [3, 97]).nice(4);
  const avecAvant = lignes.some((l) => l.avant !== undefined);
  const table = lignes.map((l) => [l.libelle, ...(avecAvant ? [l.avant === undefined ? '—' : format(l.avant)] : []), format(l.valeur)]);
  return (
    <Figure {...habillage} entetes={['', ...(avecAvant ? [libelleAvant] : []), quoi]} lignes={table}>
      <ul class="grid gap-y-2 sm:gap-y-1">
        {lignes.map((l) => (
          <li key={l.libelle} class="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 sm:grid-cols-[minmax(0,13rem)_minmax(0,1fr)_6.5rem]">
            <span class="leading-snug">{l.libelle}</span>
            <svg class="trace order-last col-span-2 block sm:order-none sm:col-span-1" width="100%" height="24" aria-hidden="true">
              <line x1="0" x2="100%" y1="12" y2="12" stroke="var(--color-base-300)" />
              {l.avant !== undefined && (
                <>
                  <line x1={pc(x(l.avant))} x2={pc(x(l.valeur))} y1="12" y2="12" stroke="var(--couleur-bord)" stroke-width="3" />
                  <circle cx={pc(x(l.avant))} cy="12" r="6" fill="var(--color-base-100)" stroke="var(--couleur-bord)" stroke-width="2" />
                </>
              )}
              <circle cx={pc(x(l.valeur))} cy="12" r="7" class="serie-1" />
            </svg>
            <span class="chiffres text-right sm:order-last">{format(l.valeur)}</span>
          </li>
        ))}
      </ul>
      <p class="chiffres mt-1 flex justify-between text-sm text-douce sm:pl-56 sm:pr-[7.5rem]" aria-hidden="true">
        {x.domain().map((d) => <span key={d}>{format(d)}</span>)}
      </p>
      {avecAvant && <p class="mt-2 text-sm text-douce">Rond vide : {libelleAvant.toLowerCase()}. Rond plein : {quoi.toLowerCase()}.</p>}
    </Figure>
  );
}
