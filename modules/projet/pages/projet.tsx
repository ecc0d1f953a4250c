import type { JSX } from 'preact';
import { LienBouton } from '#web/composants/bouton.tsx';
import { ProchainPas } from '#web/composants/carte.tsx';
import { Chronologie } from '#web/composants/chronologie.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Etapes } from '#web/composants/etapes.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { SANS_DROIT_DE_LIRE } from '../labels.ts';
import type { VueProjet } from '../view.ts';

/** For those who follow the CPTS from outside, as long as nothing is deposited. */
export const LectureReservee = ({ base }: { base: string }): JSX.Element => (
  <>
    <TitrePage titre="Projet" phrase="Rien n’est encore déposé." />
    <Encadre titre="Lettre en cours d’écriture">{SANS_DROIT_DE_LIRE}</Encadre>
    <LienBouton href={`${base}/territoire`} icone="map">Voir le territoire</LienBouton>
  </>
);

/** Where the founding stands, who must do what, and the dates that follow. */
export function PageProjet({ vue, refus }: { vue: VueProjet; refus?: string }): JSX.Element {
  const { prochain } = vue;
  return (
    <>
      <TitrePage titre="Projet" phrase={vue.phrase} />
      {refus && <Encadre ton="refus">{refus}</Encadre>}
      {vue.peutEcrire && (
        <Encadre titre="Suivre le parcours et ses délais">
          Dites où en est votre CPTS : Maillage suivra chaque étape, et dira à qui est la main.{' '}
          <a class="lien" href={`${vue.base}/projet/entree`}>Ouvrir le parcours</a>
        </Encadre>
      )}
      <Etapes etapes={vue.etapes} libelle="Étapes de la création de la CPTS" />
      <ProchainPas
        quoi={prochain.quoi}
        qui={<span>À vous : {prochain.qui.toLowerCase()}</span>}
        echeance={prochain.echeance}
        aujourdhui={vue.aujourdhui}
        pourquoi={prochain.pourquoi}
        action={<LienBouton variante="primaire" icone="file-text" href={prochain.href}>{prochain.bouton}</LienBouton>}
      />
      <Section titre="Les dates, si chaque étape prend son délai le plus long" phrase="Elles partent de la prise de contact et se déplacent avec elle. Ce sont des repères, pas des obligations.">
        <Chronologie libelle="Calendrier prévisionnel" reperes={vue.reperes} aujourdhui={vue.aujourdhui} />
      </Section>
    </>
  );
}
