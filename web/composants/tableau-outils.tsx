import type { ComponentChildren, JSX } from 'preact';
import { accord, avecUnite } from '#core/texte.ts';
import { avecParametres, parametresDe } from '../adresse.ts';
import { Icone } from './icone.tsx';
import type { ProprietesTableau } from './tableau-types.ts';

const OUTIL = 'inline-flex min-h-10 items-center gap-1.5 rounded-md px-2.5 text-sm text-douce hover:bg-base-200 hover:text-base-content';

function ChoixColonnes<L>({ p, adresse }: { p: ProprietesTableau<L>; adresse: string }): JSX.Element | null {
  const masquables = p.colonnes.filter((c) => c.masquable);
  if (masquables.length === 0) return null;
  return (
    <details class="menu-leger relative">
      <summary class={OUTIL}><Icone nom="columns-3" taille={17} />Colonnes</summary>
      <form method="get" action={adresse.split('?')[0]} class="flottant absolute right-0 top-full z-30 mt-1 w-64 p-3">
        {parametresDe(adresse, ['colonnes', 'page']).map(([cle, valeur]) => (
          <input key={cle + valeur} type="hidden" name={cle} value={valeur} />
        ))}
        {/* Present even when every box is empty: "none" is an answer too. */}
        <input type="hidden" name="colonnes" value="" />
        {masquables.map((c) => (
          <label key={c.cle} class="flex min-h-10 cursor-pointer items-center gap-3">
            <input class="checkbox" type="checkbox" name="colonnes" value={c.cle} checked={!p.visibles || p.visibles.includes(c.cle)} />
            {c.titre}
          </label>
        ))}
        <button class="btn btn-sm mt-2 w-full" type="submit">Montrer ces colonnes</button>
      </form>
    </details>
  );
}

function Densite<L>({ p, adresse }: { p: ProprietesTableau<L>; adresse: string }): JSX.Element {
  const compacte = p.densite === 'compacte';
  return (
    <a class={`${OUTIL} max-sm:hidden`} href={avecParametres(adresse, { densite: compacte ? undefined : 'compacte' })}>
      <Icone nom="list" taille={17} />
      {compacte ? 'Aérer les lignes' : 'Serrer les lignes'}
    </a>
  );
}

const ALLURE: readonly string[] = ['tri', 'sens', 'page', 'densite', 'colonnes', 'vue', 'liste'];

/** How many filters narrow the list; the word searched stands in its own field when the page shows one. */
const actifs = (adresse: string, sauf: readonly string[]): number => new Set(parametresDe(adresse, [...ALLURE, ...sauf]).flatMap(([cle, valeur]) => (valeur === '' ? [] : [cle]))).size;

const Resume = ({ n }: { n: number }): JSX.Element => (
  <summary class="inline-flex min-h-11 items-center gap-2 rounded-md border border-bord bg-carte px-4 font-semibold"><Icone nom="filter" taille={18} />{n > 0 ? `Filtres : ${accord(n, 'actif')}` : 'Filtres'}</summary>
);

const BoutonFiltrer = (): JSX.Element => <button class="btn" type="submit"><Icone nom="filter" taille={18} />Filtrer</button>;

type ProprietesFiltres = { adresse: string; legende?: string; recherche?: ComponentChildren; children: ComponentChildren };

/**
 * What narrows the list: open where there is room; on a phone the lines come first, and this is one tap away, with how many filters are
 * at work. `recherche`: the field that stays in sight everywhere, named `q`.
 */
export function FiltresDeListe({ adresse, legende, recherche, children }: ProprietesFiltres): JSX.Element {
  const formulaire = { method: 'get' as const, action: adresse.split('?')[0] ?? adresse, ...(legende ? { 'aria-describedby': legende } : {}) };
  if (recherche === undefined)
    return (
      <details class="precisions hors-papier mb-4">
        <Resume n={actifs(adresse, [])} />
        <form {...formulaire} class="filtres flex flex-wrap items-end gap-3 max-sm:mt-3">{children}<BoutonFiltrer /></form>
      </details>
    );
  return (
    <form {...formulaire} class="hors-papier mb-4 flex flex-wrap items-end gap-3">
      <div class="recherche flex min-w-0 grow basis-48 items-end gap-2">
        {recherche}
        <button class="btn sm:hidden" type="submit"><Icone nom="search" taille={18} />Chercher</button>
      </div>
      <details class="precisions max-sm:w-full sm:grow-3 sm:basis-120">
        <Resume n={actifs(adresse, ['q'])} />
        <div class="filtres flex flex-wrap items-end gap-3 max-sm:mt-3">{children}<BoutonFiltrer /></div>
      </details>
    </form>
  );
}

/** One word for one kind of file, on every page. */
const nommerFichier = (href: string): string => (/\.xlsx(\?|$)/.test(href) ? 'Excel' : 'CSV');

/** Above the table: the filters, then how many lines there are, what changes the table and what takes it away. */
export function OutilsTableau<L>({ p, id }: { p: ProprietesTableau<L>; id: string }): JSX.Element | null {
  const { adresse, exports: fichiers = [] } = p;
  if (adresse === undefined && fichiers.length === 0) return null;
  return (
    <div class="hors-papier">
      {adresse !== undefined && p.filtres && <FiltresDeListe adresse={adresse} legende={id} recherche={p.recherche}>{p.filtres}</FiltresDeListe>}
      {p.lignes.length > 0 && (
        <div class="mb-1 flex flex-wrap items-center justify-between gap-x-6">
          <p class="text-sm text-douce">{p.page && p.quoi && avecUnite(p.page.total, p.quoi)}</p>
          <div class="-mx-2.5 flex flex-wrap items-center">
            {adresse !== undefined && <ChoixColonnes p={p} adresse={adresse} />}
            {adresse !== undefined && <Densite p={p} adresse={adresse} />}
            {fichiers.map((href) => (
              <a key={href} class={OUTIL} href={href} download data-turbo="false"><Icone nom="download" taille={17} />{nommerFichier(href)}</a>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
