import type { ComponentChildren, JSX } from 'preact';
import paquet from '../package.json' with { type: 'json' };
import { Encadre } from '#web/composants/encadre.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { pagePublique } from './pages-personne.tsx';
import type { Routes } from './routes.ts';

const Liste = ({ children }: { children: ComponentChildren }): JSX.Element => <ul class="max-w-texte list-disc space-y-1.5 pl-6">{children}</ul>;
const Para = ({ children }: { children: ComponentChildren }): JSX.Element => <p class="mb-3 max-w-texte">{children}</p>;
const Lien = ({ href, children }: { href: string; children: ComponentChildren }): JSX.Element => <a class="link" href={href}>{children}</a>;

export const PageAide = (): JSX.Element => (
  <>
    <TitrePage titre="Aide" phrase="L’essentiel pour commencer, et où demander." />
    <Section titre="Entrer">
      <Para>Tapez votre adresse électronique : un code à usage unique arrive dans votre boîte. Il n’y a pas de mot de passe à retenir. Vous pouvez ensuite ajouter une clé d’accès ou un second facteur dans <Lien href="/compte">votre compte</Lien>.</Para>
      <Para>Le code n’arrive pas ? Regardez dans les indésirables, puis demandez-en un autre. Si rien ne vient, votre adresse n’est peut-être pas celle de votre invitation : voyez avec la coordination de votre <abbr title="communauté professionnelle territoriale de santé">CPTS</abbr>.</Para>
    </Section>
    <Section titre="Se déplacer">
      <Liste>
        <li>La colonne de gauche (en bas sur un téléphone) suit vos questions : ce qui est dû aujourd’hui, le territoire, le projet.</li>
        <li><kbd class="kbd">Ctrl</kbd> <kbd class="kbd">K</kbd> ouvre la recherche : pages, personnes, communes, documents.</li>
        <li>Tout se fait au clavier, et sans JavaScript : la carte a toujours sa liste à côté.</li>
      </Liste>
    </Section>
    <Section titre="Ce qui vous protège">
      <Liste>
        <li>Ce que vous avez tapé n’est jamais perdu : un refus vous rend votre saisie avec la phrase qui dit quoi corriger.</li>
        <li>Si deux personnes modifient la même chose, la seconde voit les deux textes et choisit.</li>
        <li>Chaque changement s’inscrit dans l’historique de votre CPTS, avec son auteur et son heure.</li>
        <li>Une CPTS ne voit rien d’une autre.</li>
      </Liste>
    </Section>
    <Section titre="Lire un chiffre">
      <Para>Chaque chiffre porte sa source et son millésime. « Estimé », « simulé » et « fictif » sont toujours marqués : rien d’inventé n’est montré comme officiel.</Para>
    </Section>
    <Section titre="Demander">
      <Para>La coordination de votre CPTS connaît vos droits et vos invitations. Pour une panne, écrivez à l’exploitant de cette instance avec le repère affiché sur la page d’incident.</Para>
    </Section>
  </>
);

/** What is tested is what the tests do: `e2e/galerie.e2e.ts` runs axe on every gallery state. */
export const PageAccessibilite = ({ contact }: { contact: string | undefined }): JSX.Element => (
  <>
    <TitrePage titre="Accessibilité" phrase="Maillage vise le niveau AA. Il n’a pas encore été audité." />
    <Encadre ton="attention" titre="État de conformité : non audité">Aucun audit au référentiel général d’amélioration de l’accessibilité (<abbr title="référentiel général d’amélioration de l’accessibilité">RGAA</abbr> 4.1) n’a été fait : nous ne pouvons pas affirmer que Maillage est conforme.</Encadre>
    <Section titre="Ce qui est vérifié à chaque version, par programme">
      <Liste>
        <li>Les états de chaque page (vide, pleine, longue, refusée, interdite) sont examinés par axe-core, en largeur de téléphone et d’ordinateur, en clair et en sombre.</li>
        <li>Les couleurs du texte et des fonds sont calculées pour un contraste d’au moins 4,5 pour 1.</li>
        <li>Rien ne déborde à 320 points de large, ce qui équivaut à un agrandissement de 400 %.</li>
        <li>Chaque erreur d’un formulaire est reliée à son champ.</li>
      </Liste>
      <Para>Un programme ne voit qu’une partie des défauts : ces vérifications ne remplacent pas un audit.</Para>
    </Section>
    <Section titre="Ce qui n’a pas été vérifié">
      <Liste>
        <li>La lecture complète par une personne aveugle, avec NVDA, JAWS ou VoiceOver.</li>
        <li>L’usage par des personnes qui pilotent à la voix ou au contacteur.</li>
        <li>Les documents déposés par les utilisateurs.</li>
      </Liste>
    </Section>
    <Section titre="Limites connues">
      <Liste>
        <li>La carte se parcourt au clavier, mais la liste des communes à côté d’elle est le chemin le plus simple : elle permet les mêmes gestes.</li>
      </Liste>
    </Section>
    <Section titre="Signaler un défaut">
      <Para>
        {contact ? <>Écrivez à <Lien href={`mailto:${contact}`}>{contact}</Lien> : dites la page et ce que vous vouliez faire.</> : 'Dites à l’exploitant de cette instance la page et ce que vous vouliez faire.'} Sans réponse, vous pouvez saisir le <Lien href="https://formulaire.defenseurdesdroits.fr/">Défenseur des droits</Lien>.
      </Para>
    </Section>
  </>
);

export type VueAPropos = { readonly version: string; readonly sources: string | undefined; readonly contact: string | undefined; readonly demo: boolean; readonly hebergeurHds: string | undefined };

export const PageAPropos = ({ vue }: { vue: VueAPropos }): JSX.Element => (
  <>
    <TitrePage titre="À propos de Maillage" phrase="Un logiciel libre pour fonder, animer et prouver une communauté professionnelle territoriale de santé." />
    {vue.demo && <Encadre titre="Instance de démonstration">Les personnes et les CPTS que vous voyez sont inventées. Les communes et leurs populations sont réelles.</Encadre>}
    <Section titre="Cette instance">
      <ListeCle
        lignes={[
          { cle: 'Version', valeur: vue.version },
          { cle: 'Licence', valeur: <Lien href="https://www.gnu.org/licenses/agpl-3.0.html">GNU Affero General Public License, version 3 ou ultérieure</Lien> },
          { cle: 'Code source', valeur: vue.sources ? <Lien href={vue.sources}>{vue.sources}</Lien> : 'L’exploitant de cette instance vous le remet sur demande, comme la licence l’y oblige.' },
          { cle: 'Données de santé', valeur: vue.hebergeurHds ? `Hébergeur certifié déclaré : ${vue.hebergeurHds}` : 'Les fonctions qui touchent aux données de santé sont fermées : aucun hébergeur certifié n’est déclaré.' },
          ...(vue.contact ? [{ cle: 'Contact', valeur: <Lien href={`mailto:${vue.contact}`}>{vue.contact}</Lien> }] : []),
        ]}
      />
    </Section>
    <Section titre="D’où viennent les données" phrase="Chaque chiffre affiché dit aussi sa source et son millésime.">
      <Liste>
        <li>Communes, intercommunalités, codes postaux et populations : INSEE, La Poste, IGN, <Lien href="https://www.etalab.gouv.fr/licence-ouverte-open-licence/">Licence Ouverte 2.0</Lien>, par le paquet @etalab/decoupage-administratif.</li>
        <li>Position des communes, quand aucun contour n’est chargé : <Lien href="https://www.geonames.org/">GeoNames</Lien>, licence <Lien href="https://creativecommons.org/licenses/by/4.0/deed.fr">CC BY 4.0</Lien>.</li>
        <li>Les fichiers officiels chargés par l’exploitant (contours, accessibilité, zonages) gardent la source écrite à côté de chaque chiffre.</li>
      </Liste>
    </Section>
    <Section titre="Police et icônes">
      <Liste>
        <li>Atkinson Hyperlegible Next, Braille Institute, licence SIL Open Font 1.1.</li>
        <li>Lucide, licence ISC.</li>
      </Liste>
    </Section>
  </>
);

/** Pages that say the same to everybody. */
export function routesPagesFixes(app: Routes): void {
  app.get('/aide', (c) => pagePublique(c, async () => ({ titre: 'Aide', corps: <PageAide /> })));
  app.get('/accessibilite', (c) => pagePublique(c, async ({ services }) => ({ titre: 'Accessibilité', corps: <PageAccessibilite contact={services.config.contact} /> })));
  app.get('/a-propos', (c) =>
    pagePublique(c, async ({ services: { config } }) => ({
      titre: 'À propos de Maillage',
      corps: <PageAPropos vue={{ version: paquet.version, sources: config.sources, contact: config.contact, demo: config.mode === 'demo', hebergeurHds: config.hebergeurHds }} />,
    })),
  );
}
