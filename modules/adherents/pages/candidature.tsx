import type { JSX } from 'preact';
import { Bouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Champ, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { PageMessage } from '#web/message.tsx';
import { detailImplication, libelleImplication } from '../labels.ts';
import { Implication } from '../model.ts';
import type { VueCandidature } from '../view-public.ts';
import { ChampsIdentite } from './champs-identite.tsx';

type Props = { readonly vue: VueCandidature; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

export const ChoixEngagement = ({ valeur = 'informe' }: { valeur?: string }): JSX.Element => (
  <CasesChoix nom="implication" libelle="Jusqu’où voulez-vous vous engager ?" aide="Vous en changez quand vous voulez. Personne ne vous le reprochera." valeur={valeur} deuxColonnes options={Implication.options.map((i) => ({ valeur: i, libelle: libelleImplication[i], detail: detailImplication[i] }))} />
);

/** The public form of a CPTS: short, without an account. */
export function PageCandidature({ vue, erreurs = {}, valeurs = {} }: Props): JSX.Element {
  if (vue.etat === 'fermee') return <PageMessage titre="Cette CPTS ne reçoit pas de demande en ligne." texte="Écrivez à sa coordination, ou demandez à un confrère qui en est membre de vous proposer." />;
  if (vue.etat === 'recue') return <PageMessage titre="Votre demande est reçue." texte="Un courriel part à l’adresse que vous avez donnée. Son lien permet de suivre la demande, de la compléter ou de la retirer. Rien reçu ? Vérifiez les indésirables." />;
  return (
    <div class="mx-auto max-w-[40rem] py-4">
      <h1>Rejoindre {vue.cpts}</h1>
      <p class="mt-2 mb-6 text-lg">Deux minutes, sans créer de compte. La coordination vous répond par courriel.</p>
      {vue.presentation !== '' && <div class="mb-6 whitespace-pre-line wrap-anywhere">{vue.presentation}</div>}
      <Formulaire action={`/adherer/${vue.slug}`} erreurs={erreurs} valeurs={valeurs} brouillon={`adherer-${vue.slug}`}>
        <Champ nom="nom" libelle="Prénom et nom" autocompletion="name" maximum={120} />
        <Champ nom="courriel" libelle="Adresse électronique" type="email" autocompletion="email" maximum={254} />
        <Choix nom="categorie" libelle="À quel titre venez-vous ?" vide="Choisir…" options={vue.categories} />
        <ChampsIdentite professions={vue.professions} sansNom />
        <ChoixEngagement />
        <ZoneTexte nom="message" libelle="Un mot pour la coordination" facultatif lignes={3} maximum={2000} />
        <div class="sr-only" aria-hidden="true"><label>Laissez ce champ vide <input name="site" tabIndex={-1} autocomplete="off" value="" /></label></div>
        <Encadre titre="Vos données">Elles servent à étudier votre demande et à vous écrire. La coordination de la CPTS les lit. Vous pouvez retirer votre demande d’un geste : vos coordonnées sont alors effacées.</Encadre>
        <Bouton variante="primaire" icone="send">Envoyer ma demande</Bouton>
      </Formulaire>
    </div>
  );
}
