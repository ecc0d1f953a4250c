import type { ComponentChildren, JSX } from 'preact';

/** Keys and values: two columns when there is room, one under the other on a phone. */
export function ListeCle({ lignes }: { lignes: readonly { cle: string; valeur: ComponentChildren }[] }): JSX.Element {
  return (
    <dl class="cles divide-y divide-base-300">
      {lignes.map((l) => (
        <div key={l.cle} class="gap-x-6 py-2.5 sm:grid sm:grid-cols-[11rem_minmax(0,1fr)]">
          <dt class="text-douce">{l.cle}</dt>
          <dd>{l.valeur}</dd>
        </div>
      ))}
    </dl>
  );
}
