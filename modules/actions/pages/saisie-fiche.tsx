import type { JSX } from 'preact';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Champ, ChampJour, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { Depliant } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import type { VueSaisieFiche } from '../view-fiche.ts';

type Props = { readonly vue: VueSaisieFiche; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

/** A sheet is opened with three answers; the rest waits for the day it is known. */
export function PageSaisieFiche({ vue, erreurs = {}, valeurs }: Props): JSX.Element {
  if (vue.cas === 'interdite') return <TitrePage titre="Fiche action" phrase="La coordination, le bureau et le pilote de l’action écrivent cette fiche." action={<LienBouton href={vue.retour}>Revenir</LienBouton>} />;
  return (
    <>
      <TitrePage titre={vue.titre} phrase="Titre, mission et objectif suffisent pour commencer." />
      <Formulaire action={vue.adresse} erreurs={erreurs} valeurs={valeurs ?? vue.valeurs} version={vue.version} brouillon={`fiche-${vue.adresse}`}>
        <Champ nom="titre" libelle="Titre de l’action" maximum={200} />
        <Choix nom="mission" libelle="Mission" options={vue.missions} vide="Choisir…" />
        {vue.objectifs.length > 0 && <Choix nom="objectifProjet" libelle="Objectif du projet de santé" facultatif options={vue.objectifs} vide="Aucun" />}
        <ZoneTexte nom="objectif" libelle="Objectif de l’action" lignes={3} maximum={4000} aide="Ce qui aura changé, de combien, quand." />
        <Choix nom="pilote" libelle="Pilote" facultatif options={vue.pilotes} vide="À désigner" />
        <div class="grid gap-x-4 sm:grid-cols-2"><ChampJour nom="debut" libelle="Début" facultatif /><ChampJour nom="fin" libelle="Fin" facultatif /></div>
        <ZoneTexte nom="jalons" libelle="Jalons, un par ligne" facultatif lignes={3} aide="Par exemple : 12/03/2026 : réunion de lancement" />
        <Depliant titre="Pourquoi, pour qui, comment" ouvert>
          <ZoneTexte nom="contexte" libelle="Besoin auquel l’action répond" facultatif lignes={3} maximum={4000} aide="Le chiffre ou le constat du diagnostic." />
          <ZoneTexte nom="population" libelle="Personnes concernées" facultatif lignes={2} maximum={4000} />
          <ZoneTexte nom="description" libelle="Étapes" facultatif lignes={4} maximum={4000} />
          <div class="grid gap-x-4 sm:grid-cols-2"><ZoneTexte nom="professions" libelle="Professions, une par ligne" facultatif lignes={3} /><ZoneTexte nom="partenaires" libelle="Partenaires, un par ligne" facultatif lignes={3} /></div>
          <ZoneTexte nom="outils" libelle="Outils" facultatif lignes={2} maximum={4000} />
          <ZoneTexte nom="risques" libelle="Risques" facultatif lignes={2} maximum={4000} />
          <ZoneTexte nom="evaluation" libelle="Comment on saura si c’est réussi" facultatif lignes={2} maximum={4000} />
        </Depliant>
        <Depliant titre="Ce que le contrat en attend" ouvert={erreurs['indicateurs'] !== undefined}>
          {vue.lignes.length > 0 ? <CasesChoix nom="indicateurs" libelle="Lignes du contrat que l’action fait avancer" multiple facultatif options={vue.lignes} /> : <p class="mb-4 text-douce">Le contrat n’a pas encore de ligne.</p>}
          <Champ nom="resultat" libelle="Résultat attendu sur cette ligne" facultatif clavier="decimal" court aide="Dans l’unité de la ligne : 30 patients de moins s’écrit 30. Avec le budget, il dit ce que coûte chaque unité." />
          <ZoneTexte nom="preuves" libelle="Preuves attendues, une par ligne" facultatif lignes={3} aide="Feuille d’émargement, compte rendu, bilan, convention…" />
        </Depliant>
        <div class="mt-6"><Bouton variante="primaire">Enregistrer la fiche</Bouton></div>
      </Formulaire>
    </>
  );
}
