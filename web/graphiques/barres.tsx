import { scaleLinear } from 'd3-scale';
import type { JSX } from 'preact';
import { formaterNombre } from '#core/texte.ts';
import { Figure, type HabillageGraphique } from './figure.tsx';

export type Barre = { readonly libelle: string; readonly valeur: number; /** The bar the sentence speaks of; the others step back. */ readonly retenue?: boolean };

type Proprietes = HabillageGraphique & { barres: readonly Barre[]; quoi: string; format?: (n: number) => string; /** A level to compare with. */ reference?: { valeur: number; libelle: string } };

const pc = (x: number): string => `${x.toFixed(2)}%`;

/**
 * Bars from zero, each with its words and its figure. Labels are HTML, so that they wrap and keep their size
 * on a phone; only the bar is drawn, in percentages.
 */
export function GraphiqueBarres({ barres, quoi, format = formaterNombre, reference, ...habillage }: Proprietes): JSX.Element {
  const x = scaleLinear([0, Math.max(1e-9, reference?.valeur ?? 0, ...barres.map((b) => b.valeur))], [0, 100]);
  const uneRetenue = barres.some((b) => b.retenue);
  return (
    <Figure {...habillage} entetes={['', quoi]} lignes={barres.map((b) => [b.libelle, format(b.valeur)])}>
      <ul class="grid gap-y-2.5 sm:gap-y-2">
        {barres.map((b) => (
          <li key={b.libelle} class="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 sm:grid-cols-[minmax(0,13rem)_minmax(0,1fr)_6.5rem]">
            <span class={`leading-snug ${b.retenue ? 'font-semibold' : ''}`}>{b.libelle}</span>
            <svg class="trace order-last col-span-2 block sm:order-none sm:col-span-1" width="100%" height="18" aria-hidden="true">
              <rect x="0" y="1" width={pc(x(Math.max(0, b.valeur)))} height="16" rx="2" class={uneRetenue && !b.retenue ? 'serie-retrait' : 'serie-1'} />
              {reference && <line x1={pc(x(reference.valeur))} x2={pc(x(reference.valeur))} y1="0" y2="18" stroke="var(--color-base-content)" stroke-width="2" stroke-dasharray="3 2" />}
            </svg>
            <span class="chiffres text-right sm:order-last">{format(b.valeur)}</span>
          </li>
        ))}
      </ul>
      {reference && (
        <p class="mt-3 flex items-center gap-2 text-sm text-douce">
          <svg width="10" height="18" aria-hidden="true"><line x1="5" x2="5" y1="0" y2="18" stroke="var(--color-base-content)" stroke-width="2" stroke-dasharray="3 2" /></svg>
          {reference.libelle} : {format(reference.valeur)}
        </p>
      )}
    </Figure>
  );
}
