import type { JSX } from 'preact';
import { Bouton } from '#web/composants/bouton.tsx';
import { Champ, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import type { Option } from '../view.ts';

export type VueProposer = { readonly base: string; readonly categories: readonly Option[]; readonly professions: readonly Option[]; readonly valeurs: Readonly<Record<string, string>>; readonly annuaire?: string; readonly interdit?: boolean };
type Props = { readonly vue: VueProposer; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

/** A member gives the name of a colleague; the person decides. */
export function PageProposer({ vue, erreurs = {}, valeurs = {} }: Props): JSX.Element {
  if (vue.interdit) return <PageMessage titre="Proposer quelqu’un est réservé aux membres." texte="Pour rejoindre la CPTS, utilisez son formulaire public." lien={{ href: vue.base, libelle: 'Revenir à Aujourd’hui' }} />;
  return (
    <>
      <TitrePage titre="Proposer quelqu’un" phrase="La personne reçoit un courriel et répond d’un geste : oui, ou effacer mes coordonnées." />
      {vue.annuaire && <Encadre titre="Repris de l’annuaire">{vue.annuaire}</Encadre>}
      {vue.categories.length === 0 ? (
        <EtatVide titre="Les catégories ne sont pas encore choisies" icone="settings">La coordination les choisit dans les réglages des adhésions.</EtatVide>
      ) : (
        <Formulaire action={`${vue.base}/reseau/adherents/proposer`} erreurs={erreurs} valeurs={valeurs}>
          <Champ nom="nom" libelle="Prénom et nom" maximum={120} autocompletion="off" valeur={vue.valeurs['nom']} />
          <Champ nom="courriel" libelle="Adresse électronique" type="email" facultatif aide="Sans adresse, la coordination prendra contact autrement." autocompletion="off" maximum={254} />
          <Choix nom="categorie" libelle="À quel titre" options={vue.categories} valeur={vue.valeurs['categorie'] ?? vue.categories[0]?.valeur} />
          <Choix nom="profession" libelle="Profession de santé" vide="Aucune, ou inconnue" facultatif options={vue.professions} valeur={vue.valeurs['profession'] ?? ''} />
          <Champ nom="commune" libelle="Commune" aide="Nom ou code postal." facultatif autocompletion="off" maximum={100} valeur={vue.valeurs['commune']} />
          {vue.valeurs['rpps'] && <input type="hidden" name="rpps" value={vue.valeurs['rpps']} />}
          <ZoneTexte nom="message" libelle="Un mot pour la coordination" facultatif lignes={2} maximum={500} />
          <Bouton variante="primaire" icone="send">Proposer cette personne</Bouton>
        </Formulaire>
      )}
    </>
  );
}
