import type { JSX } from 'preact';
import { Icone } from './composants/icone.tsx';
import { figee } from './figee.ts';
import { Marque } from './marque.tsx';
import type { VueCadre } from './vue-cadre.ts';

const MENU = 'menu-leger relative';
const OUVREUR = 'flex min-h-11 items-center gap-1.5 rounded-md px-2.5 hover:bg-base-200';
const LIGNE = 'flex min-h-11 w-full items-center gap-2.5 rounded-md px-3 text-left hover:bg-base-200';

const MarqueDemo = figee((): JSX.Element => (
  <span class="pastille shrink-0 rounded border border-dashed border-bord px-2 py-0.5 text-xs text-douce">
    <span class="font-semibold">Démo</span> · données fictives
  </span>
));

/** The badge beside it already says what the name repeats. */
const nomAffiche = ({ nom, demo }: NonNullable<VueCadre['cpts']>): string => (demo ? nom.replace(/\s*\(démo\)$/, '') : nom);

function ChoixCpts({ vue }: { vue: VueCadre }): JSX.Element | null {
  if (!vue.cpts) return null;
  if (vue.autresCpts.length === 0)
    return (
      <a class="min-w-0 truncate rounded-md px-2.5 py-2.5 font-semibold hover:bg-base-200" href={`/cpts/${vue.cpts.slug}`}>
        {nomAffiche(vue.cpts)}
      </a>
    );
  return (
    <details class={`${MENU} min-w-0`}>
      <summary class={`${OUVREUR} font-semibold`}>
        <span class="sr-only">Changer de CPTS : </span>
        <span class="truncate">{nomAffiche(vue.cpts)}</span>
        <Icone nom="chevron-down" taille={18} class="chevron text-douce" />
      </summary>
      <div class="flottant absolute left-0 top-full z-50 mt-1 w-80 p-1.5 max-sm:fixed max-sm:inset-x-2 max-sm:top-14 max-sm:w-auto">
        <p class="px-3 pt-2 pb-1 text-sm text-douce">Vos autres CPTS</p>
        <ul>
          {vue.autresCpts.map((c) => (
            <li key={c.slug}><a class={LIGNE} href={`/cpts/${c.slug}`}>{c.nom}</a></li>
          ))}
        </ul>
      </div>
    </details>
  );
}

const Recherche = figee(({ slug }: { slug: string }): JSX.Element => (
  <a
    class="flex min-h-11 items-center gap-2 rounded-md px-2.5 text-douce hover:bg-base-200 hover:text-base-content md:min-h-10 md:min-w-56 md:border md:border-base-300 md:bg-carte md:px-3"
    href={`/cpts/${slug}/recherche`}
    data-palette={`/cpts/${slug}/recherche`}
    aria-keyshortcuts="Control+K"
  >
    <Icone nom="search" taille={18} />
    <span class="max-sm:sr-only">Rechercher</span>
    <span class="ml-auto hidden text-xs md:inline" aria-hidden="true">
      Ctrl&nbsp;K
    </span>
  </a>
));

function MenuPersonne({ personne, jeton }: { personne: NonNullable<VueCadre['personne']>; jeton: string }): JSX.Element {
  return (
    <details class={MENU}>
      <summary class={`${OUVREUR} px-1.5`}>
        <span class="sr-only">Votre compte, {personne.nom}</span>
        <span class="grid size-9 place-items-center rounded-full bg-teinte text-sm font-semibold text-teinte-texte" aria-hidden="true">
          {personne.initiales}
        </span>
        <Icone nom="chevron-down" taille={18} class="chevron text-douce max-sm:hidden" />
      </summary>
      <div class="flottant absolute right-0 top-full z-50 mt-1 w-64 max-w-[calc(100vw-2rem)] p-1.5">
        <p class="px-3 pt-2 pb-1 font-semibold">{personne.nom}</p>
        <a class={LIGNE} href="/compte">
          <Icone nom="settings" taille={18} class="text-douce" /> Mon compte
        </a>
        <form method="post" action="/deconnexion" data-turbo="false">
          <input type="hidden" name="jeton" value={jeton} />
          <button class={LIGNE} type="submit">
            <Icone nom="log-out" taille={18} class="text-douce" /> Se déconnecter
          </button>
        </form>
      </div>
    </details>
  );
}

const Accueil = figee(({ href, dedans }: { href: string; dedans: boolean }): JSX.Element => (
  <a class="flex min-h-11 items-center gap-2.5 rounded-md px-1.5 text-primary" href={href}>
    <Marque />
    <span class={`text-lg font-bold tracking-tight ${dedans ? 'max-sm:sr-only' : ''}`}>Maillage</span>
  </a>
));

export function Entete({ vue }: { vue: VueCadre }): JSX.Element {
  return (
    <header class="hors-papier sticky top-0 z-40 border-b border-base-300 bg-base-100">
      {vue.cpts?.demo && <p class="bandeau-demo lg:hidden"><span class="font-semibold">Démo</span> · données fictives</p>}
      <div class={`mx-auto flex h-14 items-center gap-1 px-2 sm:px-4 lg:px-6 ${vue.navigation.length > 0 ? 'max-w-[96rem]' : 'max-w-[64rem] lg:px-10'}`}>
        <Accueil href={vue.cpts ? `/cpts/${vue.cpts.slug}` : '/'} dedans={vue.cpts !== undefined} />
        {vue.cpts && <span class="mx-1 h-6 border-l border-base-300 max-sm:hidden" aria-hidden="true" />}
        <ChoixCpts vue={vue} />
        {vue.cpts?.demo && <span class="hidden lg:inline-flex"><MarqueDemo /></span>}
        <div class="ml-auto flex items-center gap-1 sm:gap-2">
          {vue.cpts && vue.personne && <Recherche slug={vue.cpts.slug} />}
          {vue.personne && <MenuPersonne personne={vue.personne} jeton={vue.jeton} />}
        </div>
      </div>
    </header>
  );
}
