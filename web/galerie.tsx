import type { VNode } from 'preact';
import { Cadre, type ActifsClient, type VueCadre } from './cadre.tsx';
import { TitrePage } from './composants/titre-page.tsx';
import { vueExemple } from './galerie/exemples.ts';
import { rendreDocument } from './rendu.tsx';

type Etat = { readonly module: string; readonly page: string; readonly etat: string; readonly rendre: (actifs: ActifsClient) => VNode };
type Fichier = Readonly<Record<string, unknown>>;

const FICHIERS = import.meta.glob<Fichier>(['/web/galerie/*.galerie.tsx', '/modules/*/**/*.galerie.tsx', '/server/**/*.galerie.tsx'], { eager: true });
const CHEMIN = /^\/(?:modules\/)?([\w-]+)\/.*?([\w-]+)\.galerie\.tsx$/;

const estRendu = (x: unknown): x is Etat['rendre'] => typeof x === 'function';

/** Every state of every gallery file, in order of module and page. */
export const ETATS: readonly Etat[] = Object.entries(FICHIERS).flatMap(([chemin, fichier]) => {
  const [, module = '', page = ''] = CHEMIN.exec(chemin) ?? [];
  return Object.entries(fichier).flatMap(([etat, rendre]) => (estRendu(rendre) ? [{ module, page, etat, rendre }] : []));
});

/** A state may be a whole document by itself. */
const estDocument = (v: VNode): boolean => v.type === Cadre;

const mots = (nom: string): string => {
  const phrase = nom.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[-_]/g, ' ').toLowerCase();
  return phrase.charAt(0).toUpperCase() + phrase.slice(1);
};

const vue = (titre: string, actifsClient: ActifsClient, chemin: VueCadre['chemin'] = []): VueCadre => ({
  titre,
  chemin: [{ libelle: 'Galerie', href: '/galerie' }, ...chemin],
  autresCpts: [],
  navigation: [],
  jeton: '',
  messages: [],
  actifsClient,
});

/** A page of a module is shown as people meet it: inside its CPTS. */
const vueDePage = (titre: string, actifsClient: ActifsClient): VueCadre => ({ ...vueExemple, titre, actif: 'aucun', chemin: [{ libelle: 'Galerie', href: '/galerie' }, { libelle: titre }], actifsClient });

/** The list of all pages and components, with a link to each state. */
export function documentGalerie(actifs: ActifsClient): string {
  const pages = new Map<string, Etat[]>();
  for (const e of ETATS) pages.set(`${e.module}/${e.page}`, [...(pages.get(`${e.module}/${e.page}`) ?? []), e]);
  return rendreDocument(
    <Cadre vue={vue('Galerie', actifs)}>
      <TitrePage titre="Galerie" phrase={`${pages.size} composants et pages, dans leurs ${ETATS.length} états.`} />
      <ul class="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        {[...pages].map(([cle, etats]) => (
          <li key={cle}>
            <a class="lien font-semibold" href={`/galerie/${cle}`}>{mots(cle.replace('/', ' · '))}</a>
            <p class="flex flex-wrap gap-x-3 text-sm">
              {etats.map((e) => (
                <a key={e.etat} class="py-1 text-douce underline underline-offset-4" href={`/galerie/${cle}/${e.etat}`}>{mots(e.etat)}</a>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </Cadre>,
  );
}

/** All the states of one page or component, one under the other, each with its anchor. */
export function documentPage(actifs: ActifsClient, module: string, page: string): string | undefined {
  const etats = ETATS.filter((e) => e.module === module && e.page === page);
  if (etats.length === 0) return undefined;
  return rendreDocument(
    <Cadre vue={vue(mots(page), actifs, [{ libelle: mots(page) }])}>
      {module === 'web' && <h1 class="mb-6">{mots(page)}</h1>}
      {etats.map((e) => (
        <section key={e.etat} id={e.etat} class="mb-12">
          <p class="mb-3 border-b border-base-300 pb-1 text-sm text-douce">
            <a class="underline underline-offset-4" href={`/galerie/${module}/${page}/${e.etat}`}>{mots(e.etat)}</a>
          </p>
          {estDocument(e.rendre(actifs)) ? <p class="text-douce">Cet état est un document entier : ouvrez-le par son nom.</p> : e.rendre(actifs)}
        </section>
      ))}
    </Cadre>,
  );
}

export function documentEtat(actifs: ActifsClient, module: string, page: string, etat: string): string | undefined {
  const trouve = ETATS.find((e) => e.module === module && e.page === page && e.etat === etat);
  if (!trouve) return undefined;
  const rendu = trouve.rendre(actifs);
  if (estDocument(rendu)) return rendreDocument(rendu);
  if (module !== 'web') return rendreDocument(<Cadre vue={vueDePage(`${mots(page)}, ${mots(etat).toLowerCase()}`, actifs)}>{rendu}</Cadre>);
  const composant = page !== 'informations';
  return rendreDocument(
    <Cadre vue={vue(mots(page), actifs, [{ libelle: mots(page), href: `/galerie/${module}/${page}` }, { libelle: mots(etat) }])}>
      {composant && <h1 class="mb-6">{mots(page)} : {mots(etat).toLowerCase()}</h1>}
      {rendu}
    </Cadre>,
  );
}
