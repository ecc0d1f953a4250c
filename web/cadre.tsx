import type { ComponentChildren, JSX } from 'preact';
import type { Provenance } from '#core/provenance.ts';
import { LigneSource } from './composants/chiffre.tsx';
import { Toast } from './composants/toast.tsx';
import { CompteurContexte, JetonContexte, provenancesTues, unCompteur } from './contextes.ts';
import { Entete, MarqueDemo } from './cadre-entete.tsx';
import { BarreBasse, FilAriane, NavigationLaterale } from './cadre-navigation.tsx';
import { figee } from './figee.ts';
import { installerTypographie } from './typographie.ts';
import type { ActifsClient, VueCadre } from './vue-cadre.ts';

export type { ActifsClient, VueCadre } from './vue-cadre.ts';

installerTypographie();

/** What the head says of every page of the same build. */
const TeteCommune = figee(({ css, js, polices = [], favicon }: ActifsClient): JSX.Element => (
  <>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="same-origin" />
    <meta name="turbo-refresh-method" content="morph" />
    <meta name="turbo-refresh-scroll" content="preserve" />
    {polices.map((href) => (
      <link key={href} rel="preload" as="font" type="font/woff2" href={href} crossorigin="anonymous" />
    ))}
    {css.map((href) => (
      <link key={href} rel="stylesheet" href={href} data-turbo-track="reload" />
    ))}
    {js.map((src) => (
      <script key={src} type="module" src={src} data-turbo-track="reload" />
    ))}
    {favicon && <link rel="icon" type="image/svg+xml" href={favicon} />}
  </>
));

const Tete = ({ vue }: { vue: VueCadre }): JSX.Element => (
  <head>
    <meta charset="utf-8" />
    <title>{`${vue.titre} · ${vue.cpts ? `${vue.cpts.nom} · ` : ''}Maillage`}</title>
    <meta name="color-scheme" content={vue.theme === 'clair' ? 'light' : vue.theme === 'sombre' ? 'dark' : 'light dark'} />
    <meta name="jeton" content={vue.jeton} />
    {vue.lecteur && <meta name="lecteur" content={vue.lecteur} />}
    {vue.sujets && vue.sujets.length > 0 && <meta name="sujets" content={vue.sujets.join(',')} data-evenements={`/cpts/${vue.cpts?.slug ?? ''}/evenements`} />}
    <TeteCommune {...vue.actifsClient} />
  </head>
);

const Pied = figee((): JSX.Element => (
  <footer class="hors-papier mt-16 border-t border-base-300 pt-4 pb-28 text-sm text-douce lg:pb-8">
    <ul class="flex flex-wrap gap-x-6 gap-y-1">
      <li><a class="inline-block py-1 underline-offset-4 hover:underline" href="/aide">Aide</a></li>
      <li><a class="inline-block py-1 underline-offset-4 hover:underline" href="/accessibilite">Accessibilité</a></li>
      <li><a class="inline-block py-1 underline-offset-4 hover:underline" href="/a-propos">À propos de Maillage</a></li>
    </ul>
  </footer>
));

/** On paper, the origins of the figures above: read last, when the page has written them all. */
const SourcesImprimees = ({ provenances }: { provenances: readonly Provenance[] }): JSX.Element | null =>
  provenances.length === 0 ? null : (
    <div class="impression-seule">
      <LigneSource provenances={provenances} />
    </div>
  );

function Messages({ vue }: { vue: VueCadre }): JSX.Element {
  return (
    <div id="messages" role="status" class="grid gap-2 empty:hidden">
      {vue.messages.map((m, i) => (
        <Toast key={i} ton={m.ton} texte={m.texte} {...(m.annuler ? { annuler: m.annuler } : {})} />
      ))}
    </div>
  );
}

/** The whole HTML document around a page. */
export function Cadre({ vue, children }: { vue: VueCadre; children?: ComponentChildren }): JSX.Element {
  const avecNavigation = vue.navigation.length > 0;
  const racine = vue.theme ? { 'data-theme': vue.theme } : {};
  return (
    <JetonContexte.Provider value={vue.jeton}>
    <CompteurContexte.Provider value={unCompteur()}>
      <html lang="fr" {...racine}>
        <Tete vue={vue} />
        <body>
          <a class="evitement" href="#contenu">Aller au contenu</a>
          <div class="barre-attente" aria-hidden="true" />
          <Entete vue={vue} />
          <div class={avecNavigation ? 'mx-auto grid max-w-[96rem] lg:grid-cols-[13.5rem_minmax(0,1fr)]' : 'mx-auto max-w-[64rem]'}>
            {avecNavigation && <NavigationLaterale navigation={vue.navigation} actif={vue.actif} />}
            <div class="min-w-0 px-4 pt-5 sm:px-8 lg:px-12 lg:pt-7">
              <p class="impression-seule text-sm">{vue.cpts?.nom}<span data-imprime-le /></p>
              <FilAriane vue={vue} />
              <main id="contenu" tabIndex={-1}>
                {vue.cpts?.demo && <p class="mb-3 lg:hidden"><MarqueDemo /></p>}
                <Messages vue={vue} />
                {children}
                <CompteurContexte.Consumer>{(compteur) => <SourcesImprimees provenances={provenancesTues(compteur)} />}</CompteurContexte.Consumer>
              </main>
              <Pied />
            </div>
          </div>
          {avecNavigation && <BarreBasse navigation={vue.navigation} actif={vue.actif} />}
        </body>
      </html>
    </CompteurContexte.Provider>
    </JetonContexte.Provider>
  );
}
