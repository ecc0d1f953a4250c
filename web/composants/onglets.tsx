import type { JSX } from 'preact';
import { Icone } from './icone.tsx';

type Onglet = { readonly cle: string; readonly libelle: string; readonly href: string; readonly compte?: number };
type Proprietes = { readonly onglets: readonly Onglet[]; readonly actif: string; readonly libelle: string };

const courant = (oui: boolean): { 'aria-current': 'page' } | Record<string, never> => (oui ? { 'aria-current': 'page' } : {});

const Ligne = ({ onglets, actif }: Omit<Proprietes, 'libelle'>): JSX.Element => (
  <ul class="onglets">
    {onglets.map((o) => (
      <li key={o.cle}>
        <a class="onglet" href={o.href} {...courant(o.cle === actif)}>
          {o.libelle}
          {o.compte !== undefined && <span class="chiffres rounded-full bg-base-200 px-2 text-sm font-normal">{o.compte}</span>}
        </a>
      </li>
    ))}
  </ul>
);

/** The few views of one thing, as links: the address says which one is read. */
export const Onglets = ({ onglets, actif, libelle }: Proprietes): JSX.Element => (
  <nav class="hors-papier mb-6 border-b border-base-300" aria-label={libelle}>
    <Ligne onglets={onglets} actif={actif} />
  </nav>
);

type Vue = Onglet & { readonly groupe?: string };
type ProprietesRubrique = { readonly onglets: readonly Vue[]; readonly actif: string; readonly libelle: string };

/** More views than this are read by groups. */
const LIGNE_MAX = 7;

const groupesDe = (onglets: readonly Vue[]): readonly (readonly [nom: string, vues: readonly Vue[]])[] =>
  onglets.length <= LIGNE_MAX ? [] : [...Map.groupBy(onglets, (o) => o.groupe ?? '')].filter(([nom]) => nom !== '');

/** Where the page is among the views of its entry, on one line of a phone; the others one tap away. */
function Repli({ onglets, actif, libelle }: ProprietesRubrique): JSX.Element {
  const groupes = groupesDe(onglets);
  const parties: readonly (readonly [string, readonly Vue[]])[] = groupes.length > 0 ? groupes : [['', onglets]];
  return (
    <details class="menu-leger relative sm:hidden">
      <summary class="flex min-h-11 items-center gap-2 rounded-md border border-base-300 bg-carte px-3">
        <span class="text-douce">{libelle} :</span>
        <span class="min-w-0 truncate font-semibold">{onglets.find((o) => o.cle === actif)?.libelle}</span>
        <Icone nom="chevron-down" taille={18} class="chevron ml-auto text-douce" />
      </summary>
      <div class="flottant absolute inset-x-0 top-full z-30 mt-1 p-1.5">
        {parties.map(([nom, vues]) => (
          <ul key={nom} {...(nom ? { 'aria-label': nom } : {})}>
            {nom && <li class="px-3 pt-2 pb-0.5 text-sm text-douce" aria-hidden="true">{nom}</li>}
            {vues.map((o) => (
              <li key={o.cle}><a class="entree entree-haute" href={o.href} {...courant(o.cle === actif)}>{o.libelle}</a></li>
            ))}
          </ul>
        ))}
      </div>
    </details>
  );
}

/** The views of an entry of the navigation, above the title: one line; two when they are many, the group then the view. */
export function OngletsRubrique(p: ProprietesRubrique): JSX.Element {
  const groupes = groupesDe(p.onglets);
  const groupe = groupes.find(([, vues]) => vues.some((o) => o.cle === p.actif));
  return (
    <nav class="hors-papier mb-6" aria-label={p.libelle}>
      <Repli {...p} />
      <div class="border-b border-base-300 max-sm:hidden">
        <Ligne actif={groupe ? groupe[0] : p.actif} onglets={groupes.length > 0 ? groupes.map(([nom, [premiere]]) => ({ cle: nom, libelle: nom, href: premiere?.href ?? '' })) : p.onglets} />
      </div>
      {groupe && (
        <ul class="mt-2 -ml-3 flex flex-wrap gap-1 max-sm:hidden" aria-label={groupe[0]}>
          {groupe[1].map((o) => (
            <li key={o.cle}><a class="numero px-3!" href={o.href} {...courant(o.cle === p.actif)}>{o.libelle}</a></li>
          ))}
        </ul>
      )}
    </nav>
  );
}
