import type { ComponentChildren, JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Provenance } from '#core/provenance.ts';
import { LigneSource } from './composants/chiffre.tsx';
import { Toast } from './composants/toast.tsx';
import { type Compteur, CompteurContexte, JetonContexte, provenancesTues, unCompteur } from './contextes.ts';
import { Entete } from './cadre-entete.tsx';
import { BarreBasse, FilAriane, NavigationLaterale } from './cadre-navigation.tsx';
import { figee, htmlEcrit, MARQUE_JETON } from './figee.ts';
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

const TitreDuDocument = ({ vue }: { vue: VueCadre }): JSX.Element => <title>{`${vue.titre} · ${vue.cpts ? `${vue.cpts.nom} · ` : ''}Maillage`}</title>;

const Sujets = ({ vue }: { vue: VueCadre }): JSX.Element | null => (vue.sujets && vue.sujets.length > 0 ? <meta name="sujets" content={vue.sujets.join(',')} data-evenements={`/cpts/${vue.cpts?.slug ?? ''}/evenements`} data-instant={vue.instant} /> : null);

const Tete = ({ vue, trous }: { vue: VueCadre; trous: Trous }): JSX.Element => (
  <head>
    <meta charset="utf-8" />
    {trous.titre}
    <meta name="color-scheme" content={vue.theme === 'clair' ? 'light' : vue.theme === 'sombre' ? 'dark' : 'light dark'} />
    <meta name="jeton" content={vue.jeton} />
    {vue.lecteur && <meta name="lecteur" content={vue.lecteur} />}
    {trous.sujets}
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

/** What changes from one page to the next inside a frame that is the same for a person. */
type Trous = Readonly<Record<'titre' | 'sujets' | 'ariane' | 'messages' | 'suite', ComponentChildren>>;

function Document({ vue, trous }: { vue: VueCadre; trous: Trous }): JSX.Element {
  const racine = vue.theme ? { 'data-theme': vue.theme } : {};
  const contenu = (
    <main id="contenu" tabIndex={-1}>
      {trous.messages}
      {trous.suite}
    </main>
  );
  return (
    <html lang="fr" {...racine}>
      <Tete vue={vue} trous={trous} />
      <body>
        {vue.plein ? <div class="px-4 py-6 sm:px-8 lg:px-12" data-turbo="false">{contenu}</div> : <Encadrement vue={vue} ariane={trous.ariane}>{contenu}</Encadrement>}
      </body>
    </html>
  );
}

/** What surrounds a page: who one is, where one is, where one may go. */
function Encadrement({ vue, ariane, children }: { vue: VueCadre; ariane: ComponentChildren; children?: ComponentChildren }): JSX.Element {
  const avecNavigation = vue.navigation.length > 0;
  return (
    <>
      <a class="evitement" href="#contenu">Aller au contenu</a>
      <div class="barre-attente" aria-hidden="true" />
      <Entete vue={vue} />
      <div class={avecNavigation ? 'mx-auto grid max-w-[96rem] lg:grid-cols-[13.5rem_minmax(0,1fr)]' : 'mx-auto max-w-[64rem]'}>
        {avecNavigation && <NavigationLaterale navigation={vue.navigation} actif={vue.actif} />}
        <div class="min-w-0 px-4 pt-5 sm:px-8 lg:px-12 lg:pt-7">
          <p class="impression-seule text-sm">{vue.cpts?.nom}<span data-imprime-le /></p>
          {ariane}
          {children}
          <Pied />
        </div>
      </div>
      {avecNavigation && <BarreBasse navigation={vue.navigation} actif={vue.actif} />}
    </>
  );
}

const Autour = ({ jeton, compteur, children }: { jeton: string; compteur: Compteur; children?: ComponentChildren }): JSX.Element => (
  <JetonContexte.Provider value={jeton}>
    <CompteurContexte.Provider value={compteur}>{children}</CompteurContexte.Provider>
  </JetonContexte.Provider>
);

const trousDe = (vue: VueCadre, contenu: ComponentChildren): Trous => ({
  titre: <TitreDuDocument vue={vue} />, sujets: <Sujets vue={vue} />, ariane: <FilAriane vue={vue} />, messages: <Messages vue={vue} />,
  suite: <>{contenu}<CompteurContexte.Consumer>{(compteur) => <SourcesImprimees provenances={provenancesTues(compteur)} />}</CompteurContexte.Consumer></>,
});

/** The whole HTML document around a page. */
export const Cadre = ({ vue, children }: { vue: VueCadre; children?: ComponentChildren }): JSX.Element => (
  <Autour jeton={vue.jeton} compteur={unCompteur()}><Document vue={vue} trous={trousDe(vue, children)} /></Autour>
);

const MARQUE = '\uE000';
const TROUS = ['titre', 'sujets', 'ariane', 'messages', 'suite'] as const;
const MOULES_MAX = 300;
const moules = new Map<string, readonly string[]>();

/** The frame of a person, written once: between its pieces, the number of what goes there. Undefined when a text holds the mark itself. */
function mouleDe(vue: VueCadre): readonly string[] | undefined {
  // Put in as it is: only what our tokens are made of needs no escaping.
  if (!/^[\w-]*$/.test(vue.jeton)) return undefined;
  const { titre: _t, chemin: _c, jeton: _j, messages: _m, sujets: _s, instant: _i, ...fixe } = vue;
  const cle = JSON.stringify(fixe);
  const connu = moules.get(cle);
  if (connu) return connu;
  if (cle.includes(MARQUE)) return undefined;
  const trous = Object.fromEntries(TROUS.map((nom, i) => [nom, htmlEcrit(`${MARQUE}${i}${MARQUE}`)])) as Trous;
  const html = renderToString(<Document vue={{ ...fixe, titre: '', messages: [], jeton: `${MARQUE}${TROUS.length}${MARQUE}` }} trous={trous} />);
  if (moules.size >= MOULES_MAX) moules.delete(moules.keys().next().value ?? '');
  const moule = html.split(MARQUE);
  moules.set(cle, moule);
  return moule;
}

/** The same document as text. The frame is copied, not walked through again: it is the same on every page of a person but for a few places. */
export const ecrirePage = (vue: VueCadre, contenu: ComponentChildren): string => ecrire(vue, contenu).replaceAll(MARQUE_JETON, () => vue.jeton);

function ecrire(vue: VueCadre, contenu: ComponentChildren): string {
  const moule = mouleDe(vue);
  if (!moule) return renderToString(<Cadre vue={vue}>{contenu}</Cadre>);
  const compteur = unCompteur();
  const trous = trousDe(vue, contenu);
  // In the order of the document: ids are counted and origins gathered as the page is written.
  const ecrits = [...TROUS.map((nom) => renderToString(<Autour jeton={vue.jeton} compteur={compteur}>{trous[nom]}</Autour>)), vue.jeton];
  let html = '';
  for (const [i, morceau] of moule.entries()) html += i % 2 === 0 ? morceau : (ecrits[Number(morceau)] ?? '');
  return html;
}
