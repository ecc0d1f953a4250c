import type { JSX } from 'preact';
import { Icone } from './composants/icone.tsx';
import { figee } from './figee.ts';
import type { EntreeNavigation, VueCadre } from './vue-cadre.ts';

type Proprietes = { readonly navigation: readonly EntreeNavigation[]; readonly actif: string | undefined };

const courante = (actif: string | undefined, e: EntreeNavigation): { 'aria-current': 'page' } | Record<string, never> =>
  actif === e.cle ? { 'aria-current': 'page' } : {};

/** From 1024 px: one line per question the person comes with. */
export const NavigationLaterale = figee(({ navigation, actif }: Proprietes): JSX.Element => {
  return (
    <nav class="hors-papier sticky top-14 hidden h-[calc(100dvh-3.5rem)] overflow-y-auto border-r border-base-300 px-3 py-6 lg:block" aria-label="Navigation principale" data-navigation>
      <ul class="grid gap-0.5">
        {navigation.map((e) => (
          <li key={e.cle}>
            <a class="entree" href={e.href} {...courante(actif, e)}>
              <Icone nom={e.icone} taille={20} />
              {e.libelle}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
});

/** Below 1024 px: the first four entries under the thumb, the others behind "Plus". */
export const BarreBasse = figee(({ navigation, actif }: Proprietes): JSX.Element => {
  const [directes, autres] = navigation.length <= 5 ? [navigation, []] : [navigation.slice(0, 4), navigation.slice(4)];
  const dansPlus = autres.some((e) => e.cle === actif);
  return (
    <nav class="hors-papier fixed inset-x-0 bottom-0 z-40 bg-base-100 shadow-[0_-1px_0_var(--color-base-300)] pb-[env(safe-area-inset-bottom)] lg:hidden" aria-label="Navigation">
      <ul class="mx-auto flex max-w-xl">
        {directes.map((e) => (
          <li key={e.cle} class="min-w-0 flex-1">
            <a class="onglet-bas" href={e.href} {...courante(actif, e)}>
              <Icone nom={e.icone} taille={22} />
              <span class="max-w-full truncate">{e.libelle}</span>
            </a>
          </li>
        ))}
        {autres.length > 0 && (
          <li class="min-w-0 flex-1">
            <details class="menu-leger">
              <summary class={dansPlus ? 'onglet-bas onglet-bas-ici' : 'onglet-bas'}>
                <Icone nom="ellipsis" taille={22} />
                Plus
              </summary>
              <ul class="flottant absolute right-2 bottom-full mb-2 grid w-64 gap-0.5 p-1.5">
                {autres.map((e) => (
                  <li key={e.cle}>
                    <a class="entree entree-haute" href={e.href} {...courante(actif, e)}>
                      <Icone nom={e.icone} taille={20} />
                      {e.libelle}
                    </a>
                  </li>
                ))}
              </ul>
            </details>
          </li>
        )}
      </ul>
    </nav>
  );
});

/** The way back. A phone has room for one step of it, and one is what a thumb needs. */
export function FilAriane({ vue }: { vue: VueCadre }): JSX.Element | null {
  const chemin = vue.chemin ?? [];
  if (chemin.length === 0) return null;
  const parent = chemin.findLastIndex((e) => e.href !== undefined);
  return (
    <nav class="hors-papier mb-2" aria-label="Fil d’Ariane">
      <ol class="flex flex-wrap items-center gap-x-1.5 text-sm text-douce">
        {chemin.map((etape, i) => (
          <li key={etape.libelle} class={`flex items-center gap-x-1.5 ${i === parent ? '' : 'max-sm:hidden'}`}>
            {i === parent && <Icone nom="chevron-left" taille={17} class="-ml-1 sm:hidden" />}
            {i > 0 && <Icone nom="chevron-right" taille={15} class="max-sm:hidden" />}
            {etape.href ? (
              <a class="py-1 underline-offset-4 hover:text-base-content hover:underline max-sm:py-2.5" href={etape.href}>{etape.libelle}</a>
            ) : (
              <span class="py-1" aria-current="page">{etape.libelle}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
