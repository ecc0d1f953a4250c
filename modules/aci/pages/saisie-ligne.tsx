import type { JSX } from 'preact';
import { libelleMission } from '#core/mission.ts';
import { Bouton, BoutonGeste } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Champ, ChampJour, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Escalier } from '#web/graphiques/escalier.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { enEurosRonds } from '../view.ts';
import type { VueSaisieLigne } from '../view-saisie.ts';

type Props = { readonly vue: VueSaisieLigne; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

const FACONS = [
  { valeur: 'atteint', libelle: 'Atteint ou non', detail: 'Un montant si c’est fait, ou si la cible est atteinte.' },
  { valeur: 'paliers_valeur', libelle: 'Paliers sur la valeur', detail: 'Plusieurs seuils ; seul le meilleur atteint est dû.' },
  { valeur: 'paliers_variation', libelle: 'Paliers sur le progrès', detail: 'Des seuils comptés depuis la valeur de départ.' },
  { valeur: 'compte', libelle: 'Nombre × prix', detail: 'Chaque unité rapporte, jusqu’à un plafond.' },
  { valeur: 'lineaire', libelle: 'Au prorata', detail: 'Entre une base et une cible, avec un plancher.' },
  { valeur: 'sans_montant', libelle: 'Sans montant', detail: 'Le dialogue de gestion décide pour la mission entière.' },
];

const Paliers = (): JSX.Element => (
  <fieldset>
    <legend class="mb-2 font-semibold">Paliers</legend>
    {[1, 2, 3, 4].map((n) => (
      <div key={n} class="grid gap-x-4 sm:grid-cols-3">
        <Champ nom={`nom${n}`} libelle={`Palier ${n}`} facultatif maximum={80} />
        <Champ nom={`seuil${n}`} libelle="Seuil" facultatif clavier="decimal" />
        <Champ nom={`montant${n}`} libelle="Montant" facultatif clavier="decimal" suffixe="€" />
      </div>
    ))}
  </fieldset>
);

/** One line of the contract, as the contract writes it: works without script, so every way of paying is on the page. */
export function PageSaisieLigne({ vue, erreurs = {}, valeurs }: Props): JSX.Element {
  if (vue.interdit) return <TitrePage titre="Ligne du contrat" phrase="La coordination, la présidence et la trésorerie écrivent les lignes du contrat." />;
  return (
    <>
      <TitrePage titre={vue.titre} phrase="Recopiez la ligne du contrat : ce qu’elle mesure, puis comment elle paie." />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      <Formulaire action={vue.adresse} erreurs={erreurs} valeurs={valeurs ?? vue.valeurs} version={vue.version} brouillon="ligne-contrat">
        <Choix nom="mission" libelle="Mission" options={vue.missions.map((m) => ({ valeur: m, libelle: libelleMission[m] }))} />
        <Champ nom="annee" libelle="Année du contrat" court clavier="numeric" />
        <Champ nom="libelle" libelle="Ce que la ligne mesure" maximum={300} />
        <Champ nom="action" libelle="Action du contrat" facultatif maximum={200} />
        <CasesChoix nom="sens" libelle="Le bon sens" deuxColonnes options={[{ valeur: 'hausse', libelle: 'Plus, c’est mieux' }, { valeur: 'baisse', libelle: 'Moins, c’est mieux' }]} />
        <div class="grid gap-x-4 sm:grid-cols-2">
          <Champ nom="depart" libelle="Valeur de départ" facultatif clavier="decimal" />
          <ChampJour nom="departLe" libelle="Date du départ" facultatif aide="" />
          <Champ nom="unite" libelle="Unité" facultatif maximum={40} aide="%, patients, rendez-vous…" />
          <Champ nom="source" libelle="Qui donne la valeur" facultatif maximum={200} aide="CPAM, CPTS…" />
        </div>
        <CasesChoix nom="type" libelle="Comment elle paie" deuxColonnes options={FACONS} />
        <div class="grid gap-x-4 sm:grid-cols-2">
          <Champ nom="montant" libelle="Montant, ou plafond" facultatif clavier="decimal" suffixe="€" />
          <Champ nom="cible" libelle="Cible" facultatif clavier="decimal" />
        </div>
        <Depliant titre="Paliers, prix, prorata" ouvert={vue.deplie}>
          <Paliers />
          <Choix nom="mesure" libelle="Le progrès se compte" options={[{ valeur: 'absolue', libelle: 'en unités' }, { valeur: 'relative', libelle: 'en part du départ (0,1 pour 10 %)' }]} />
          <Champ nom="prix" libelle="Prix d’une unité" facultatif clavier="decimal" suffixe="€" court />
          <Champ nom="base" libelle="Base du prorata, ou unités non payées" facultatif clavier="decimal" court />
          <Champ nom="plancher" libelle="Plancher du prorata" facultatif clavier="decimal" suffixe="% du chemin" court />
        </Depliant>
        <ZoneTexte nom="livrables" libelle="Livrables demandés, un par ligne" facultatif lignes={3} maximum={4000} aide="Tant qu’ils ne sont pas tous fournis, la ligne ne paie rien." />
        <Choix nom="reporteDe" libelle="Reprend une ligne non atteinte d’une année précédente" facultatif vide="Non" options={vue.reportables} />
        {vue.retirer && (
          <Depliant titre="L’objectif est renégocié" ouvert={erreurs['renegocieeLe'] !== undefined}>
            <ChampJour nom="renegocieeLe" libelle="À partir du" facultatif aide="Rempli, ce qui précède ce jour reste calculé comme avant. Vide, la ligne est corrigée depuis le début." />
            <Champ nom="motif" libelle="Pourquoi" facultatif maximum={500} />
          </Depliant>
        )}
        <section id="essai" class="carte mb-6 max-w-3xl px-4 py-4">
          <h2 class="mb-1 text-lg">Ce que la ligne paierait</h2>
          <p class="mb-3 text-sm text-douce">Essayez une valeur avant d’enregistrer : rien n’est gardé.</p>
          <div class="flex flex-wrap items-end gap-x-4"><Champ nom="essai" libelle="Avec la valeur" facultatif court clavier="decimal" /><div class="mb-5"><Bouton nom="geste" valeur="essayer">Voir ce qu’elle paierait</Bouton></div></div>
          {vue.reponse && <p class="mb-3 font-semibold">{vue.reponse}</p>}
          {vue.paie && <Escalier titre="Ce que chaque valeur paie" phrase={vue.paie.phrase} points={vue.paie.points} seuils={vue.paie.seuils} reperes={vue.paie.reperes} format={enEurosRonds} entetes={['Valeur', 'La ligne paie']} lignes={vue.paie.lignes} />}
        </section>
        <Bouton variante="primaire" nom="geste" valeur="enregistrer">Enregistrer la ligne</Bouton>
      </Formulaire>
      {vue.retirer && <div class="mt-8"><BoutonGeste action={vue.retirer} version={vue.version} variante="danger">Retirer la ligne du contrat</BoutonGeste></div>}
    </>
  );
}
