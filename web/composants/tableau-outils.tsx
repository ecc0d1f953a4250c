import type { ComponentChildren, JSX } from 'preact';
import { formaterNombre } from '#core/texte.ts';
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

/** What narrows the list: open where there is room; on a phone the lines come first, and this is one tap away. */
export const FiltresDeListe = ({ adresse, legende, children }: { adresse: string; legende?: string; children: ComponentChildren }): JSX.Element => (
  <details class="precisions hors-papier mb-4">
    <summary class="inline-flex min-h-11 items-center gap-2 rounded-md border border-bord bg-carte px-4 font-semibold"><Icone nom="filter" taille={18} />{filtree(adresse) ? 'Changer le filtre' : 'Filtrer'}</summary>
    <form method="get" action={adresse.split('?')[0]} class="filtres flex flex-wrap items-end gap-x-3 gap-y-3 max-sm:mt-3" {...(legende ? { 'aria-describedby': legende } : {})}>
      {children}
      <button class="btn" type="submit"><Icone nom="filter" taille={18} />Filtrer</button>
    </form>
  </details>
);

const ALLURE: readonly string[] = ['tri', 'sens', 'page', 'densite', 'colonnes', 'vue'];
const filtree = (adresse: string): boolean => parametresDe(adresse, ALLURE).some(([, valeur]) => valeur !== '');

/** `1 changement`, `812 changements`: what is counted is named in the plural by the page. « temps » and « CPTS » never change. */
const compter = (n: number, quoi: string): string => `${formaterNombre(n)}\u00a0${n < 2 ? quoi.replace(/(?<!temp)s\b/g, '') : quoi}`;

/** Above the table: the filters, then how many lines there are and what changes the table. */
export function OutilsTableau<L>({ p, id }: { p: ProprietesTableau<L>; id: string }): JSX.Element | null {
  const { adresse } = p;
  if (adresse === undefined) return null;
  return (
    <div class="hors-papier">
      {p.filtres && <FiltresDeListe adresse={adresse} legende={id}>{p.filtres}</FiltresDeListe>}
      {p.lignes.length > 0 && (
        <div class="mb-1 flex flex-wrap items-center justify-between gap-x-6">
          <p class="text-sm text-douce">{p.page && p.quoi && compter(p.page.total, p.quoi)}</p>
          <div class="-mx-2.5 flex flex-wrap items-center">
            <ChoixColonnes p={p} adresse={adresse} />
            <Densite p={p} adresse={adresse} />
            {p.exports?.map((e) => (
              <a key={e.href} class={OUTIL} href={e.href} download data-turbo="false"><Icone nom="download" taille={17} />{e.libelle}</a>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
