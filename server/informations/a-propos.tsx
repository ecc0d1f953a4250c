import type { ComponentChildren, JSX } from 'preact';
import paquet from '../../package.json' with { type: 'json' };
import { Encadre } from '#web/composants/encadre.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { Configuration } from '../configuration.ts';

const Liste = ({ children }: { children: ComponentChildren }): JSX.Element => <ul class="max-w-texte list-disc space-y-1.5 pl-6">{children}</ul>;
const Lien = ({ href, children }: { href: string; children: ComponentChildren }): JSX.Element => <a class="lien" href={href}>{children}</a>;

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

export const vueAPropos = (config: Configuration): VueAPropos => ({ version: paquet.version, sources: config.sources, contact: config.contact, demo: config.mode === 'demo', hebergeurHds: config.hebergeurHds });
