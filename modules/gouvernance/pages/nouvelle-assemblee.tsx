import type { JSX } from 'preact';
import { Bouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Champ, ChampHeure, ChampJour, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { libelleInstance } from '../labels.ts';
import { CodeInstance } from '../model.ts';
import { LectureReservee } from './gouvernance.tsx';

export type VueNouvelle = { readonly base: string; readonly interdit?: boolean; readonly instances: readonly CodeInstance[]; readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };

/** An assembly, its place, its agenda. */
export function PageNouvelleAssemblee({ vue }: { vue: VueNouvelle }): JSX.Element {
  if (vue.interdit) return <LectureReservee />;
  return (
    <>
      <TitrePage titre="Préparer une assemblée" phrase="Rien ne part encore : vous relirez avant de convoquer." />
      <Formulaire action={`${vue.base}/gouvernance/assemblees/nouvelle`} erreurs={vue.erreurs} valeurs={vue.valeurs} brouillon="assemblee">
        <Choix nom="instance" libelle="Quelle instance" vide="Choisir" options={(vue.instances.length > 0 ? vue.instances : CodeInstance.options).map((c) => ({ valeur: c, libelle: libelleInstance[c] }))} />
        <Champ nom="titre" libelle="Titre" maximum={200} aide="Par exemple : Assemblée générale annuelle" />
        <ChampJour nom="jour" libelle="Jour" />
        <ChampHeure nom="heure" libelle="Heure" />
        <Champ nom="lieu" libelle="Lieu" maximum={200} aide="Adresse, ou lien de visioconférence" />
        <CasesChoix nom="convocation" libelle="Convocation" valeur="1" options={[{ valeur: '1', libelle: 'Première convocation' }, { valeur: '2', libelle: 'Seconde convocation', detail: 'La première n’a pas atteint son quorum.' }]} deuxColonnes />
        <ZoneTexte nom="points" libelle="Ordre du jour, un point par ligne" lignes={6} maximum={6000} aide="Un point d’information : son titre. Un vote : « Approuver le budget ; vote ». À bulletin secret : « ; secret » ou « ; distance ». Vous pourrez ajouter d’autres votes et les élections à la page suivante." />
        <Bouton variante="primaire">Préparer l’assemblée</Bouton>
      </Formulaire>
    </>
  );
}
