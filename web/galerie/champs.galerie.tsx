import type { VNode } from 'preact';
import { Bouton } from '../composants/bouton.tsx';
import { CasesChoix, CaseUnique } from '../composants/cases-choix.tsx';
import { Champ, ChampHeure, ChampJour, Choix, ZoneTexte } from '../composants/champ.tsx';
import { Combobox } from '../composants/combobox.tsx';
import { DepotFichier } from '../composants/depot-fichier.tsx';
import { Formulaire } from '../composants/formulaire.tsx';
import { ReponsesTap } from '../composants/reponses-tap.tsx';
import { NOM_TRES_LONG } from './exemples.ts';

const COMMUNES = [
  { valeur: '94038', libelle: 'L’Haÿ-les-Roses' },
  { valeur: '94003', libelle: 'Arcueil' },
  { valeur: '94016', libelle: 'Cachan' },
  { valeur: '94076', libelle: 'Villejuif' },
];

export const vide = (): VNode => (
  <Formulaire action="#">
    <Champ nom="nom" libelle="Nom de l’association" aide="Tel qu’il figure dans les statuts." />
    <Champ nom="siret" libelle="Numéro SIRET" clavier="numeric" court facultatif />
    <ChampJour nom="jour" libelle="Jour de la réunion" />
    <ChampHeure nom="heure" libelle="Heure" />
    <ZoneTexte nom="objet" libelle="Objet de la réunion" />
    <Bouton variante="primaire" icone="send">Envoyer la convocation</Bouton>
  </Formulaire>
);

export const remplie = (): VNode => (
  <Formulaire action="#" version={4}>
    <Champ nom="nom" libelle="Nom de l’association" valeur="CPTS des Trois Rivières" source="Journal officiel des associations, 12 mars 2026" />
    <Champ nom="budget" libelle="Budget de la mission" valeur="12 500" suffixe="€ par an" clavier="decimal" court />
    <ChampJour nom="jour" libelle="Jour de la réunion" valeur="2026-12-03" />
    <ChampHeure nom="heure" libelle="Heure" valeur="20:30" />
    <Choix nom="college" libelle="Collège" valeur="b" options={[{ valeur: 'a', libelle: 'Médecins' }, { valeur: 'b', libelle: 'Paramédicaux' }]} />
    <Combobox nom="commune" libelle="Commune du siège" valeur="94016" options={COMMUNES} />
    <CaseUnique nom="accord" libelle="J’ai relu la lettre avec le bureau." coche />
    <Bouton variante="primaire">Enregistrer la réunion</Bouton>
  </Formulaire>
);

export const refusee = (): VNode => (
  <Formulaire action="#" valeurs={{ commune: 'Bellegarde-sur-Valserine', jour: '31/02/2026', college: '' }} erreurs={{ commune: 'Cette commune n’existe plus depuis 2019 : elle fait partie de Valserhône. Voulez-vous l’ajouter ?', jour: 'Le 31 février n’existe pas. Écrivez le jour comme 12/03/2026.', college: ['Choisissez un collège.'] }}>
    <Champ nom="commune" libelle="Commune" />
    <ChampJour nom="jour" libelle="Jour" />
    <CasesChoix nom="college" libelle="Collège" options={[{ valeur: 'a', libelle: 'Médecins' }, { valeur: 'b', libelle: 'Paramédicaux' }]} />
    <Bouton variante="primaire">Ajouter la commune</Bouton>
  </Formulaire>
);

export const choix = (): VNode => (
  <Formulaire action="#">
    <CasesChoix
      nom="forme"
      libelle="Qui porte la CPTS ?"
      aide="Vous pourrez en changer avant le dépôt du projet de santé."
      valeur="association"
      options={[
        { valeur: 'association', libelle: 'Une association', detail: 'La forme la plus courante : statuts, bureau, déclaration en préfecture.' },
        { valeur: 'societe', libelle: 'Une société interprofessionnelle', detail: 'Si une équipe existe déjà sous cette forme.' },
        { valeur: 'autre', libelle: 'Une autre personne morale', detail: 'Non proposée ici : parlez-en à l’ARS.', inactif: true },
      ]}
    />
    <CasesChoix nom="jours" libelle="Soirs possibles" multiple deuxColonnes valeur={['mardi', 'jeudi']} options={['lundi', 'mardi', 'mercredi', 'jeudi'].map((j) => ({ valeur: j, libelle: j }))} />
  </Formulaire>
);

export const reponses = (): VNode => (
  <div class="grid gap-6">
    <ReponsesTap action="#" question="Mardi 24 novembre à 20 h 30 vous convient-il ?" />
    <ReponsesTap action="#" question="Jeudi 26 novembre à 20 h 30 vous convient-il ?" reponse="oui" />
    <ReponsesTap action="#" question="Vendredi 27 novembre à 12 h 30 vous convient-il ?" reponse="si_besoin" />
    <ReponsesTap action="#" question="Lundi 30 novembre à 20 h 30 vous convient-il ?" reponse="non" />
  </div>
);

export const fichier = (): VNode => (
  <Formulaire action="#" fichiers>
    <DepotFichier nom="preuve" libelle="Feuille d’émargement" aide="Une photo suffit. PDF, JPEG ou PNG, 10 Mo au plus." accepte=".pdf,.jpg,.jpeg,.png" />
  </Formulaire>
);

export const longue = (): VNode => (
  <Formulaire action="#" erreurs={{ '': `Deux personnes ont modifié « ${NOM_TRES_LONG} » en même temps.` }}>
    <Champ nom="nom" libelle={NOM_TRES_LONG} valeur={NOM_TRES_LONG} aide={NOM_TRES_LONG} source={NOM_TRES_LONG} />
    <Combobox nom="c" libelle="Communauté" options={[{ valeur: 'x', libelle: NOM_TRES_LONG }]} valeur="x" />
  </Formulaire>
);
