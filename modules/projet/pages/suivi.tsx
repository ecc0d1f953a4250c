import type { JSX } from 'preact';
import { Bouton } from '#web/composants/bouton.tsx';
import { ChampJour, Choix } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { ZoneFeries } from '#core/calendrier.ts';
import { libelleReport, libelleZone } from '../labels-parcours.ts';
import type { MissionSocle } from '../constants.ts';
import { REPORTS, type VueMission, type VueParcours } from '../moteur/vue-parcours.ts';

type Reprise = { readonly cle: string; readonly erreurs: Readonly<Record<string, string>>; readonly saisie: Readonly<Record<string, unknown>> };
export type VueSuivi = { readonly base: string; readonly missions: readonly VueMission[]; readonly reglages: VueParcours['reglages']; readonly reprise?: Reprise };

const options = REPORTS.map((r) => ({ valeur: r, libelle: libelleReport[r] }));

function UneMission({ vue, m }: { vue: VueSuivi; m: VueMission }): JSX.Element {
  const r = vue.reprise?.cle === m.mission ? vue.reprise : undefined;
  const prefixe: Record<MissionSocle, string> = { acces: 'a-', parcours: 'p-', prevention: 'v-', crise: 'c-' };
  return (
    <Formulaire action={`${vue.base}/projet/suivi/${m.mission}`} prefixe={prefixe[m.mission]} class="carte px-5 py-4" {...(r && { erreurs: r.erreurs, valeurs: r.saisie })}>
      <h2 class="mb-3 text-lg">{m.libelle}</h2>
      <ChampJour nom="demarree" libelle="Démarrée le" facultatif {...(m.demarreeLe && { valeur: m.demarreeLe })} />
      <ChampJour nom="deployee" libelle="Entièrement déployée le" facultatif {...(m.deployeeLe && { valeur: m.deployeeLe })} />
      <Bouton icone="check">Enregistrer</Bouton>
    </Formulaire>
  );
}

/** When missions started, and how deadlines that fall on a day not worked are counted here. */
export function PageSuivi({ vue, refus }: { vue: VueSuivi; refus?: string }): JSX.Element {
  const r = vue.reprise?.cle === 'delais' ? vue.reprise : undefined;
  return (
    <>
      <TitrePage titre="Missions et délais" phrase={vue.missions.length > 0 ? 'Notez le démarrage et le déploiement de chaque mission : ses délais s’arrêtent là.' : 'Les missions se noteront ici après la signature du contrat.'} />
      {refus && <Encadre ton="refus">{refus}</Encadre>}
      {vue.missions.length > 0 && <div class="grid gap-4 lg:grid-cols-2">{vue.missions.map((m) => <UneMission key={m.mission} vue={vue} m={m} />)}</div>}
      <Section titre="Comment les délais sont comptés" phrase="Un délai en mois va d’un quantième au même quantième ; le jour de départ ne compte pas.">
        <Encadre ton="regle" titre="À vérifier" source="Code de procédure civile, articles 640 à 642. Aucun texte lu ne dit s’ils valent pour ces délais-ci.">
          Devant les juges, un délai qui finit un samedi, un dimanche ou un jour férié passe au jour ouvré suivant. Convenez de la règle avec l’ARS.
        </Encadre>
        <Formulaire action={`${vue.base}/projet/suivi`} {...(r && { erreurs: r.erreurs, valeurs: r.saisie })}>
          <Choix nom="zone" libelle="Jours fériés" valeur={vue.reglages.zone} options={ZoneFeries.options.map((z) => ({ valeur: z, libelle: libelleZone[z] }))} />
          <Choix nom="reportSilence" libelle="Silence de l’ARS : si le dernier jour n’est pas ouvré" aide="La loi dit deux mois, sans report. À vérifier." valeur={vue.reglages.reportSilence} options={options} />
          <Choix nom="reportReperes" libelle="Autres délais : si le dernier jour n’est pas ouvré" aide="À vérifier." valeur={vue.reglages.reportReperes} options={options} />
          <Bouton icone="check">Enregistrer la règle</Bouton>
        </Formulaire>
      </Section>
    </>
  );
}
