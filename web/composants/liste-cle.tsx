import { Fragment, type ComponentChildren, type JSX } from 'preact';

/** Keys and values: two columns when there is room, one under the other on a phone. */
export function ListeCle({ lignes }: { lignes: readonly { cle: string; valeur: ComponentChildren }[] }): JSX.Element {
  return (
    <dl class="grid gap-x-8 sm:grid-cols-[minmax(9rem,max-content)_minmax(0,1fr)]">
      {lignes.map((l) => (
        <Fragment key={l.cle}>
          <dt class="pt-2 text-douce sm:border-t sm:border-base-300 sm:pb-2">{l.cle}</dt>
          <dd class="border-base-300 pb-2 max-sm:border-b sm:border-t sm:pt-2">{l.valeur}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
