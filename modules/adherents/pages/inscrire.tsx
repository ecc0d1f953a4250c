import type { JSX } from 'preact';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { CaseUnique } from '#web/composants/cases-choix.tsx';
import { Champ, ChampJour, Choix } from '#web/composants/champ.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import type { Option } from '../view.ts';
import { ChampsIdentite } from './champs-identite.tsx';

export type VueInscrire = { readonly base: string; readonly interdit: boolean; readonly categories: readonly Option[]; readonly colleges: readonly Option[]; readonly professions: readonly Option[] };
type Props = { readonly vue: VueInscrire; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

/** A member admitted on paper, or before Maillage, written by those who hold the register. */
export function PageInscrire({ vue, erreurs = {}, valeurs = {} }: Props): JSX.Element {
  if (vue.interdit) return <PageMessage titre="Inscrire un membre revient à la coordination, à la présidence et au secrétariat." texte="Vous pouvez proposer quelqu’un : la personne répondra elle-même." lien={{ href: `${vue.base}/reseau/adherents/proposer`, libelle: 'Proposer quelqu’un' }} />;
  return (
    <>
      <TitrePage titre="Inscrire un membre" phrase="Pour une personne déjà admise, sur papier ou avant Maillage. Sinon, proposez-la : elle répondra elle-même." action={<LienBouton href={`${vue.base}/reseau/adherents/import`} icone="upload">Reprendre tout un registre</LienBouton>} />
      {vue.categories.length === 0 ? (
        <EtatVide titre="Les catégories ne sont pas encore choisies" icone="settings" action={<LienBouton href={`${vue.base}/reseau/reglages`}>Ouvrir les réglages</LienBouton>}>Elles disent à quel titre chacun est là.</EtatVide>
      ) : (
        <Formulaire action={`${vue.base}/reseau/adherents/nouveau`} erreurs={erreurs} valeurs={valeurs}>
          <ChampsIdentite professions={vue.professions} />
          <Champ nom="courriel" libelle="Adresse électronique" type="email" facultatif autocompletion="off" maximum={254} />
          <Choix nom="categorie" libelle="À quel titre" options={vue.categories} valeur={vue.categories[0]?.valeur} />
          {vue.colleges.length > 0 && <Choix nom="college" libelle="Collège" vide="Aucun" facultatif options={vue.colleges} />}
          <ChampJour nom="depuis" libelle="Membre depuis le" />
          <CaseUnique nom="ecrire" libelle="Lui envoyer son accès par courriel" aide="Sinon la personne est inscrite sans être prévenue." />
          <Bouton variante="primaire" icone="user-plus">Inscrire ce membre</Bouton>
        </Formulaire>
      )}
    </>
  );
}
