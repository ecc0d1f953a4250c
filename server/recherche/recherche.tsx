import type { JSX } from 'preact';
import { accord } from '#core/texte.ts';
import { Bouton } from '#web/composants/bouton.tsx';
import { Champ } from '#web/composants/champ.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { porteOuverte } from '../authentification/officiers.tsx';
import type { ContextePage } from '../contexte.ts';
import { NAVIGATION } from '../navigation.ts';
import { page } from '../pages.tsx';
import { classer } from './ordre.ts';
import type { Resultat, Source, Trouvaille } from './sources.ts';
import type { Routes } from '../routes.ts';

const Q_MAX = 100;
const LIMITE_PALETTE = 5;
const LIMITE_PAGE = 20;

export type Groupe = { readonly titre: string; readonly resultats: readonly Resultat[] };

async function demander(ctx: ContextePage, sources: readonly Source[], chercher: (s: Source) => Promise<readonly Trouvaille[]>): Promise<{ titre: string; resultats: readonly Trouvaille[] }[]> {
  const groupes: { titre: string; resultats: readonly Trouvaille[] }[] = [];
  for (const s of sources) groupes.push({ titre: s.titre, resultats: (await chercher(s)).filter((r) => !r.href.startsWith(ctx.base) || porteOuverte(ctx.qui.roles, r.href.slice(ctx.base.length).split(/[?#]/)[0] ?? '')) });
  return groupes;
}

/** Asks every source in turn, in the transaction of the page, and when none answers, for what resembles; the best answers come first. */
export async function chercherPartout(ctx: ContextePage, sources: readonly Source[], q: string, limite: number): Promise<Groupe[]> {
  if (q === '') return [];
  const exacts = await demander(ctx, sources, (s) => s.chercher(ctx, q, limite));
  const groupes = exacts.some((g) => g.resultats.length > 0) ? exacts : await demander(ctx, sources, async (s) => (await s.approcher?.(ctx, q, limite)) ?? []);
  return classer(groupes, q).map((g) => ({ titre: g.titre, resultats: g.resultats.slice(0, limite).map(({ libelle, detail, href }) => ({ libelle, href, ...(detail === undefined ? {} : { detail }) })) }));
}

export type VueRecherche = { readonly q: string; readonly groupes: readonly Groupe[]; readonly adresse: string };

function phrase({ q, groupes }: VueRecherche): string {
  if (q === '') return 'Une page, une personne, une commune, un document : tapez les premières lettres.';
  const n = groupes.reduce((s, g) => s + g.resultats.length, 0);
  if (n === 0) return `Rien ne correspond à « ${q} ».`;
  const coupee = groupes.some((g) => g.resultats.length === LIMITE_PAGE);
  return coupee ? `Les premiers résultats pour « ${q} » : précisez pour en voir moins.` : `${accord(n, 'résultat')} pour « ${q} ».`;
}

/** The search as a whole page: what the palette shows, without script. */
export const PageRecherche = ({ vue }: { vue: VueRecherche }): JSX.Element => (
  <>
    <TitrePage titre="Rechercher" phrase={phrase(vue)} />
    <Formulaire methode="get" action={vue.adresse} class="mb-8 flex max-w-texte flex-wrap items-end gap-3 [&>div]:mb-0 [&>div]:grow">
      <Champ nom="q" libelle="Que cherchez-vous ?" type="search" valeur={vue.q} maximum={Q_MAX} facultatif />
      <Bouton variante="primaire" icone="search">Rechercher</Bouton>
    </Formulaire>
    {vue.q !== '' && vue.groupes.length === 0 && <EtatVide titre="Rien trouvé" icone="search">Essayez moins de lettres, ou un autre mot.</EtatVide>}
    {vue.groupes.map((g) => (
      <Section key={g.titre} titre={g.titre}>
        <ul class="divide-y divide-base-300 border-y border-base-300">
          {g.resultats.map((r) => (
            <li key={r.href + r.libelle}>
              <a class="flex min-h-11 flex-wrap items-baseline gap-x-3 px-1 py-2 hover:bg-base-200" href={r.href}>
                <span class="font-semibold">{r.libelle}</span>
                {r.detail && <span class="text-sm text-douce">{r.detail}</span>}
              </a>
            </li>
          ))}
        </ul>
      </Section>
    ))}
  </>
);

/** The palette asks for JSON; a browser without script, or the Enter key on nothing, gets the page. */
export function routeRecherche(cpts: Routes, sources: readonly Source[]): void {
  cpts.get('/recherche', (c) =>
    page(c, async (ctx) => {
      const q = (c.req.query('q') ?? '').trim().slice(0, Q_MAX);
      c.header('Vary', 'Accept');
      if (!(c.req.header('Accept') ?? '').includes('application/json')) {
        return { titre: 'Rechercher', corps: <PageRecherche vue={{ q, groupes: await chercherPartout(ctx, sources, q, LIMITE_PAGE), adresse: `${ctx.base}/recherche` }} /> };
      }
      // The palette already knows the navigation that is on the page.
      const dejaLa = (r: Resultat): boolean => NAVIGATION.some((e) => ctx.base + e.chemin === r.href && e.libelle === r.libelle);
      const groupes = (await chercherPartout(ctx, sources, q, LIMITE_PALETTE)).map((g) => ({ ...g, resultats: g.resultats.filter((r) => !dejaLa(r)) }));
      return c.json({ groupes: groupes.filter((g) => g.resultats.length > 0) }, 200, { 'Cache-Control': 'private, no-store' });
    }),
  );
}
