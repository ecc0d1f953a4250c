import type { JSX } from 'preact';
import type { Jour } from '#core/jour.ts';
import { Bouton } from '#web/composants/bouton.tsx';
import { CaseUnique } from '#web/composants/cases-choix.tsx';
import { ChampJour } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { libelleHistoire } from '../labels-parcours.ts';

export type VueEntree = { readonly base: string; readonly aujourdhui: Jour; readonly erreurs: Readonly<Record<string, string>>; readonly saisie: Readonly<Record<string, unknown>> };

/** Where the CPTS truly stands: one date is enough for one that begins; one that exists tells its own. */
export function PageEntree({ vue }: { vue: VueEntree }): JSX.Element {
  return (
    <>
      <TitrePage titre="Où en est votre CPTS ?" phrase="Donnez les dates que vous connaissez. Maillage en déduit l’étape et les délais qui courent." />
      <Formulaire action={`${vue.base}/projet/entree`} erreurs={vue.erreurs} valeurs={vue.saisie}>
        <ChampJour nom="contact" libelle={libelleHistoire.contact} facultatif aide="Le jour où vous avez écrit ou téléphoné. Par exemple : 12/03/2026" />
        <Encadre titre="Votre CPTS existe déjà ?">Continuez jusqu’à la dernière étape franchie. Une date que vous ne connaissez pas reste vide : rien ne sera inventé.</Encadre>
        <ChampJour nom="lettre" libelle={libelleHistoire.lettre} facultatif />
        <ChampJour nom="depot" libelle={libelleHistoire.depot} facultatif />
        <ChampJour nom="validation" libelle={libelleHistoire.validation} facultatif />
        <CaseUnique nom="tacite" libelle="Il a été validé par le silence de l’ARS" />
        <ChampJour nom="contrat" libelle={libelleHistoire.contrat} facultatif />
        <ChampJour nom="regime" libelle={libelleHistoire.regime} facultatif />
        <p class="flex flex-wrap gap-2">
          <Bouton variante="primaire" icone="check">Ouvrir le parcours</Bouton>
          <a class="btn btn-ghost text-lien" href={`${vue.base}/projet`}>Plus tard</a>
        </p>
      </Formulaire>
    </>
  );
}
