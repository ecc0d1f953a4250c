import type { JSX } from 'preact';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Champ, ChampJour, Choix } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { type Colonne, Tableau } from '#web/composants/tableau.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import { libelleMetier, libelleTache } from '../labels.ts';
import type { LigneTravail, VueTravail } from '../view.ts';
import { Annees } from './temps.tsx';

type Saisie = { readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };
const choix = (libelles: Readonly<Record<string, string>>): { valeur: string; libelle: string }[] => Object.entries(libelles).map(([valeur, libelle]) => ({ valeur, libelle }));

const NoterTravail = ({ vue, saisie }: { vue: VueTravail; saisie: Saisie | undefined }): JSX.Element => (
  <Formulaire action={`${vue.base}/finances/travail`} erreurs={saisie?.erreurs ?? {}} valeurs={saisie?.valeurs ?? { metier: vue.monMetier }} brouillon={`${vue.base}/finances/travail`}>
    <Choix nom="tache" libelle="Qu’avez-vous fait ?" vide="Choisir…" options={choix(libelleTache)} />
    <Choix nom="metier" libelle="En tant que" vide="Choisir…" options={choix(libelleMetier)} />
    <ChampJour nom="jour" libelle="Quel jour ?" />
    <Champ nom="heures" libelle="Combien de temps ?" court clavier="decimal" aide="Par exemple : 20 min ou 1 h 30" />
    <Champ nom="note" libelle="Précision" facultatif maximum={200} aide="Pour vous seul. Aucun nom de patient." />
    <Bouton variante="primaire" icone="check">Noter ce travail</Bouton>
  </Formulaire>
);

const colonnes = (base: string): readonly Colonne<LigneTravail>[] => [
  { cle: 'tache', titre: 'Travail', principale: true, cellule: (l) => <>{l.tache}{l.note !== '' && <span class="block text-sm font-normal text-douce">{l.note}</span>}</> },
  { cle: 'jour', titre: 'Jour', cellule: (l) => l.jour },
  { cle: 'metier', titre: 'En tant que', cellule: (l) => l.metier },
  { cle: 'duree', titre: 'Durée', nombre: true, cellule: (l) => l.duree },
  { cle: 'geste', titre: 'Geste', cellule: (l) => <BoutonGeste petit action={`${base}/finances/travail/${l.id}/retrait`}>Retirer<span class="sr-only"> : {l.tache}, {l.jour}</span></BoutonGeste> },
];

/** Coordination that nobody pays: noted by each, shown by role, in the order of the alphabet and never by who did most. */
export function PageTravailInvisible({ vue, saisie, refus }: { vue: VueTravail; saisie?: Saisie; refus?: string }): JSX.Element {
  if (vue.interdit) return <PageMessage titre="Le travail de coordination se note par les membres de la CPTS." texte="Vous lisez ici ce qui est déposé auprès de vous." lien={{ href: vue.base, libelle: 'Revenir à Aujourd’hui' }} />;
  return (
    <>
      <TitrePage titre={`Travail invisible ${vue.annee}`} phrase={vue.phrase} action={<LienBouton href="#noter" variante="primaire">Noter un travail</LienBouton>} />
      {refus && <Encadre ton="refus" titre="Rien n’a été changé">{refus}</Encadre>}
      <Annees annees={vue.annees} annee={vue.annee} />
      <div class="grid gap-x-12 lg:grid-cols-2">
        <div><Section titre="Par métier" phrase="De A à Z : on compte le travail, on ne classe personne.">
          <Tableau legende={`Travail invisible de ${vue.annee}, par métier`} lignes={vue.parMetier} idLigne={(l) => l.nom}
            colonnes={[{ cle: 'nom', titre: 'Métier', principale: true, cellule: (l) => l.nom }, { cle: 'personnes', titre: 'Noté par', nombre: true, cellule: (l) => l.personnes }, { cle: 'duree', titre: 'Temps', nombre: true, cellule: (l) => l.duree }]}
            vide={<EtatVide titre="Rien encore" icone="clock">Appels, rendez-vous cherchés, papiers, retours d’hôpital : ce que vous notez ici compte, payé ou non.</EtatVide>} />
        </Section></div>
        <div><Section titre="Par tâche" phrase="Ce à quoi ce temps a servi.">
          <Tableau legende={`Travail invisible de ${vue.annee}, par tâche`} lignes={vue.parTache} idLigne={(l) => l.nom}
            colonnes={[{ cle: 'nom', titre: 'Tâche', principale: true, cellule: (l) => l.nom }, { cle: 'duree', titre: 'Temps', nombre: true, cellule: (l) => l.duree }]}
            vide={<EtatVide titre="Rien encore" icone="list">Les tâches notées se rangent ici.</EtatVide>} />
        </Section></div>
      </div>
      <Section titre="Ce que j’ai noté" phrase="Vous seul lisez ces lignes.">
        <Tableau legende={`Mon travail invisible de ${vue.annee}`} colonnes={colonnes(vue.base)} lignes={vue.miens} idLigne={(l) => l.id} vide={<EtatVide titre="Rien encore" icone="clock">Notez ci-dessous le premier.</EtatVide>} />
      </Section>
      <Section titre="Noter un travail" id="noter" phrase="Rien à faire approuver, rien à payer : cela se voit, c’est tout."><NoterTravail vue={vue} saisie={saisie} /></Section>
    </>
  );
}
