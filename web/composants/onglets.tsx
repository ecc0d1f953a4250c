import type { JSX } from 'preact';

type Props = { readonly onglets: readonly { readonly cle: string; readonly libelle: string; readonly href: string; readonly compte?: number }[]; readonly actif: string; readonly libelle: string };

/** The few views of one thing, as links: the address says which one is read. With views inside (`dedans`), the one above is only where one is. */
export function Onglets({ onglets, actif, libelle, dedans }: Props & { readonly dedans?: unknown }): JSX.Element {
  return (
    <nav class={`hors-papier border-b border-base-300 lg:overflow-x-auto ${dedans ? 'mb-3' : 'mb-6'}`} aria-label={libelle}>
      <ul class="flex flex-wrap gap-x-1 lg:flex-nowrap">
        {onglets.map((o) => (
          <li key={o.cle}>
            <a
              class={`-mb-px flex min-h-11 items-center gap-1.5 border-b-2 px-3 whitespace-nowrap hover:text-base-content ${o.cle === actif ? 'border-primary font-semibold text-base-content' : 'border-transparent text-douce'}`}
              href={o.href}
              {...(o.cle === actif ? { 'aria-current': dedans ? ('true' as const) : ('page' as const) } : {})}
            >
              {o.libelle}
              {o.compte !== undefined && <span class="chiffres rounded-full bg-base-200 px-2 text-sm font-normal">{o.compte}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The views of the question above: lighter, so that the eye reads the question first. */
export const SousOnglets = ({ onglets, actif, libelle }: Props): JSX.Element => (
  <nav class="hors-papier mb-6" aria-label={libelle}>
    <ul class="-mx-1 flex flex-wrap gap-1">
      {onglets.map((o) => (
        <li key={o.cle}>
          <a class={`flex min-h-10 items-center rounded-full px-3 whitespace-nowrap ${o.cle === actif ? 'bg-teinte font-semibold text-teinte-texte' : 'text-douce hover:bg-base-200 hover:text-base-content'}`} href={o.href} {...(o.cle === actif ? { 'aria-current': 'page' as const } : {})}>{o.libelle}</a>
        </li>
      ))}
    </ul>
  </nav>
);
