import type { JSX } from 'preact';
import { Bouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Champ, ChampJour, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueNouveau } from '../view-sondages.ts';

const DUREES = [30, 45, 60, 90, 120, 180, 240].map((m) => ({ valeur: String(m), libelle: m < 60 ? `${m} minutes` : `${Math.floor(m / 60)} h${m % 60 ? ` ${m % 60}` : ''}` }));
const ZONES = [{ valeur: 'A', libelle: 'Zone A' }, { valeur: 'B', libelle: 'Zone B' }, { valeur: 'C', libelle: 'Zone C' }];

/** One minute: whom, how long; the dates are already chosen, the person corrects. */
export function PageNouveau({ vue }: { vue: VueNouveau }): JSX.Element {
  return (
    <>
      <TitrePage titre="Choisir une date" phrase={`${vue.personnes} ${vue.personnes > 1 ? 'personnes seront interrogées' : 'personne sera interrogée'} par courriel ; chacune répond sans se connecter.`} />
      <Formulaire action={`${vue.base}/agenda/nouveau`} methode="get" prefixe="qui-" class="mb-4 grid max-w-4xl gap-x-5 sm:grid-cols-4">
        <div class="sm:col-span-2"><Choix nom="groupe" libelle="Qui" vide="Toute la CPTS" options={vue.groupes} valeur={vue.groupe} /></div>
        <Choix nom="duree" libelle="Combien de temps" options={DUREES} valeur={String(vue.duree)} />
        <Choix nom="zone" libelle="Vacances scolaires" vide="Sans en tenir compte" options={ZONES} valeur={vue.zone} />
        <div class="sm:col-span-4"><Bouton>Proposer d’autres dates</Bouton></div>
      </Formulaire>
      <Section titre="Les dates proposées">
        {vue.refus && <Encadre ton="attention" titre="Aucune date ne convient">{vue.refus}</Encadre>}
        <Formulaire action={`${vue.base}/agenda/sondages`} erreurs={vue.erreurs} valeurs={vue.valeurs} brouillon="agenda-sondage">
          <input type="hidden" name="groupe" value={vue.groupe} />
          <input type="hidden" name="duree" value={vue.duree} />
          {vue.propositions.length > 0 && <CasesChoix nom="dates" libelle="Dates à soumettre" multiple deuxColonnes valeur={vue.propositions.map((p) => p.valeur)} options={vue.propositions} />}
          <Champ nom="titre" libelle="Titre de la réunion" valeur={vue.titre} maximum={200} />
          <Champ nom="lieu" libelle="Lieu" facultatif maximum={300} />
          <Champ nom="visio" libelle="Lien pour venir à distance" type="url" facultatif maximum={500} />
          <ChampJour nom="cloture" libelle="Réponses jusqu’au" valeur={vue.cloture} />
          <Depliant titre="Ajouter des dates ou des personnes de l’extérieur">
            <ZoneTexte nom="autres" libelle="Autres dates" lignes={3} facultatif aide="Une par ligne : 24/11/2026 19:30" />
            <ZoneTexte nom="externes" libelle="Personnes de l’extérieur" lignes={3} facultatif aide="Une par ligne : Prénom Nom, puis son adresse si vous l’avez. Sans adresse, son lien vous est donné." />
          </Depliant>
          <Bouton variante="primaire">Envoyer le sondage</Bouton>
        </Formulaire>
      </Section>
    </>
  );
}
