import type { JSX } from 'preact';
import { libelleMission, Mission } from '#core/mission.ts';
import { formaterDate } from '#core/texte.ts';
import { Bouton, BoutonGeste } from '#web/composants/bouton.tsx';
import { Champ, ChampJour, Choix } from '#web/composants/champ.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { enEuros } from '../labels.ts';
import type { VueTermes } from '../view-termes.ts';

type Saisie = { readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };
type Props = { readonly vue: VueTermes; readonly termes?: Saisie; readonly avenant?: Saisie; readonly crise?: Saisie; readonly resiliation?: Saisie };

const TAILLES = [1, 2, 3, 4].map((t) => ({ valeur: String(t), libelle: `Taille ${t}` }));

function Termes({ vue, saisie }: { vue: VueTermes; saisie: Saisie }): JSX.Element {
  return (
    <Formulaire action={`${vue.base}/contrat/termes`} erreurs={saisie.erreurs ?? {}} valeurs={saisie.valeurs ?? vue.valeurs} version={vue.version}>
      <Choix nom="taille" libelle="Taille inscrite au contrat" options={TAILLES} vide="Choisir" {...(vue.sourceTaille ? { source: vue.sourceTaille } : {})} />
      <ChampJour nom="signeLe" libelle="Signé le" />
      <ChampJour nom="priseEffet" libelle="Prise d’effet" facultatif aide="Si elle diffère de la signature. Ses anniversaires font les années du contrat." />
      <Choix nom="regime" libelle="Régime" options={vue.regimes} vide="Celui en vigueur à la signature" facultatif />
      <h2 class="mt-8 mb-1">Missions</h2>
      <p class="mb-4 max-w-texte text-douce">Le jour où chacune démarre. Laissez vide celles que le contrat n’engage pas.</p>
      <div class="grid gap-x-8 sm:grid-cols-2">{Mission.options.map((m) => <ChampJour key={m} nom={`debut_${m}`} libelle={libelleMission[m]} facultatif aide="" />)}</div>
      <Depliant titre="Réglages du calcul, à vérifier avec la caisse">
        <Champ nom="fonctionnement" libelle="Fonctionnement annuel" facultatif clavier="decimal" court suffixe="€" aide="S’il diffère de celui du régime." />
        <Champ nom="soldeApresMois" libelle="Mois entre la fin d’une année et son solde" court clavier="numeric" aide="Aucun texte trouvé ne le fixe." />
        <Choix nom="jours" libelle="Compte des jours du prorata" options={[{ valeur: 'reels', libelle: 'Jours réels de l’année' }, { valeur: 'sans_29_fevrier', libelle: 'Toujours 365 jours' }, { valeur: 'mois_de_30', libelle: 'Mois de 30 jours' }]} />
        <Choix nom="arrondi" libelle="Arrondi au centime" options={[{ valeur: 'au_plus_proche', libelle: 'Au plus proche' }, { valeur: 'inferieur', libelle: 'Au centime inférieur' }, { valeur: 'superieur', libelle: 'Au centime supérieur' }, { valeur: 'au_pair', libelle: 'Au plus proche, les demis au pair' }]} />
      </Depliant>
      {vue.version > 0 && <Champ nom="motif" libelle="Pourquoi ce changement" facultatif maximum={500} />}
      <Bouton variante="primaire">{vue.version > 0 ? 'Enregistrer les termes' : 'Établir le contrat'}</Bouton>
    </Formulaire>
  );
}

/** What an end gives back, before it is noted and after. */
const Compte = ({ vue }: { vue: VueTermes }): JSX.Element => (
  <>
    {vue.resiliation === undefined && (
      <Formulaire methode="get" action={`${vue.base}/contrat/termes#fin`} prefixe="compte-" valeurs={{ fin: vue.compte?.le ?? '' }}>
        <div class="flex flex-wrap items-end gap-x-4"><ChampJour nom="fin" libelle="S’il finissait le" /><div class="mb-5"><Bouton>Voir ce qui serait rendu</Bouton></div></div>
      </Formulaire>
    )}
    {vue.compte && (
      <div class="mb-5" role="status">
        <p class="mb-2 font-semibold">{vue.compte.phrase}</p>
        <div class="overflow-x-auto" role="region" aria-label="Compte de la fin du contrat" tabIndex={0}>
          <table class="tableau-simple">
            <caption class="sr-only">Compte au {formaterDate(vue.compte.le)}</caption>
            <thead><tr><th scope="col">Poste</th><th scope="col">Dû</th><th scope="col">Avancé</th><th scope="col">Solde</th></tr></thead>
            <tbody>{vue.compte.lignes.map((l) => <tr key={l.titre}><th scope="row">{l.titre}</th><td class="chiffres">{l.du}</td><td class="chiffres">{l.avance}</td><td class="chiffres">{l.solde}</td></tr>)}</tbody>
          </table>
        </div>
      </div>
    )}
  </>
);

/** The terms of the contract, its amendments and the crises that the ARS recognised. */
export function PageTermes({ vue, termes = {}, avenant = {}, crise = {}, resiliation = {} }: Props): JSX.Element {
  if (vue.interdit) return <TitrePage titre="Termes du contrat" phrase="La coordination, la présidence et la trésorerie les tiennent." />;
  return (
    <>
      <TitrePage titre={vue.version > 0 ? 'Termes du contrat' : 'Établir le contrat'} phrase={vue.phrase} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      <Termes vue={vue} saisie={termes} />
      {vue.version > 0 && (
        <>
          <Section titre="Avenants" phrase="Un avenant change la taille, le fonctionnement ou l’enveloppe d’une mission à partir d’un jour : ce qui précède reste calculé comme avant.">
            {vue.avenants.length > 0 && <ul class="mb-5 divide-y divide-base-300 border-y border-base-300">{vue.avenants.map((a) => <li key={a.rang} class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3"><span class="min-w-0 grow basis-56"><span class="font-semibold">{formaterDate(a.le)}</span> : {a.texte}</span><BoutonGeste petit action={`${vue.base}/contrat/avenants/${a.rang}/retrait`} version={vue.version} icone="x">Retirer</BoutonGeste></li>)}</ul>}
            <Formulaire action={`${vue.base}/contrat/avenants`} erreurs={avenant.erreurs ?? {}} valeurs={avenant.valeurs ?? {}} version={vue.version} prefixe="avenant-">
              <ChampJour nom="le" libelle="Prend effet le" />
              <Choix nom="taille" libelle="Nouvelle taille" facultatif options={TAILLES} vide="Inchangée" />
              <Choix nom="regime" libelle="Nouveau régime" facultatif options={vue.regimes} vide="Inchangé" />
              <Champ nom="fonctionnement" libelle="Nouveau fonctionnement annuel" facultatif clavier="decimal" court suffixe="€" />
              <Choix nom="mission" libelle="Mission dont l’enveloppe change" facultatif vide="Aucune" options={Mission.options.map((m) => ({ valeur: m, libelle: libelleMission[m] }))} />
              <Champ nom="fixe" libelle="Sa nouvelle part fixe" facultatif clavier="decimal" court suffixe="€ par an" />
              <Champ nom="variable" libelle="Sa nouvelle part variable" facultatif clavier="decimal" court suffixe="€ par an" />
              <Champ nom="motif" libelle="Pourquoi" maximum={500} />
              <Bouton>Ajouter l’avenant</Bouton>
            </Formulaire>
          </Section>
          <Section titre="Crises reconnues" phrase="Une crise sanitaire grave reconnue par l’ARS ouvre la part variable de la mission crise, dans chaque année qu’elle touche.">
            {vue.crises.length > 0 && <ul class="mb-5 grid gap-1">{vue.crises.map((c) => <li key={c}>{c}</li>)}</ul>}
            <Formulaire action={`${vue.base}/contrat/crises`} erreurs={crise.erreurs ?? {}} valeurs={crise.valeurs ?? {}} version={vue.version} prefixe="crise-">
              <ChampJour nom="reconnueLe" libelle="Reconnue le" />
              <ChampJour nom="finLe" libelle="Terminée le" facultatif />
              <Bouton>Noter la crise reconnue</Bouton>
            </Formulaire>
          </Section>
          <Section titre="Fin du contrat" id="fin" phrase="Résilié avant son terme, le contrat rend au prorata ce qui fut avancé.">
            <Compte vue={vue} />
            {vue.resiliation ? (
              <><p class="mb-3">{vue.resiliation}</p><BoutonGeste action={`${vue.base}/contrat/reprise`} version={vue.version}>Annuler la résiliation</BoutonGeste></>
            ) : (
              <Depliant titre="Résilier le contrat" ouvert={resiliation.erreurs !== undefined}>
                <Formulaire action={`${vue.base}/contrat/resiliation`} erreurs={resiliation.erreurs ?? {}} valeurs={resiliation.valeurs ?? {}} version={vue.version} prefixe="fin-">
                  <ChampJour nom="le" libelle="Premier jour sans contrat" />
                  <Champ nom="motif" libelle="Pourquoi" maximum={500} />
                  <Bouton variante="danger">Résilier le contrat</Bouton>
                </Formulaire>
              </Depliant>
            )}
          </Section>
          <Section titre="Ce que dit le régime" phrase={vue.regime.source}>
            <ul class="grid gap-1">{vue.regime.lignes.map((l) => <li key={l.titre} class="chiffres">{l.titre} : {enEuros(l.fixe)}{l.variable !== undefined && ` fixe, ${enEuros(l.variable)} variable`}{!l.verifie && ' (à vérifier)'}</li>)}</ul>
          </Section>
        </>
      )}
    </>
  );
}
