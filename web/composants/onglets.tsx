import type { JSX } from 'preact';

/** The few views of one thing, as links: the address says which one is read. */
export function Onglets({ onglets, actif, libelle }: { onglets: readonly { cle: string; libelle: string; href: string; compte?: number }[]; actif: string; libelle: string }): JSX.Element {
  return (
    <nav class="hors-papier mb-6 border-b border-base-300 lg:overflow-x-auto" aria-label={libelle}>
      <ul class="flex flex-wrap gap-x-1 lg:flex-nowrap">
        {onglets.map((o) => (
          <li key={o.cle}>
            <a
              class="-mb-px flex min-h-11 items-center gap-1.5 border-b-2 border-transparent px-3 whitespace-nowrap text-douce hover:text-base-content aria-[current=page]:border-primary aria-[current=page]:font-semibold aria-[current=page]:text-base-content"
              href={o.href}
              {...(o.cle === actif ? { 'aria-current': 'page' as const } : {})}
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
