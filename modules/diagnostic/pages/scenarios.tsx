import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Champ } from '#web/composants/champ.tsx';
import { MarqueNature } from '#web/composants/chiffre.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { Toast } from '#web/composants/toast.tsx';
import { COMPARES_AU_PLUS, type LigneScenario, type VueScenarios } from '../view-scenarios.ts';

function Gestes({ l, vue }: { l: LigneScenario; vue: VueScenarios }): JSX.Element {
  const adresse = `${vue.base}/territoire/diagnostic/scenarios`;
  const lu = <span class="sr-only"> : {l.nom}</span>;
  const saisie = vue.renommer?.id === l.id ? vue.renommer : undefined;
  return (
    <>
      <div class="hors-papier mt-2 flex flex-wrap gap-2">
        <LienBouton petit href={`${adresse}?${l.rejouer}`}>Rouvrir{lu}</LienBouton>
        {vue.peutDecider && <BoutonGeste petit action={`${adresse}/${l.id}/${l.retenu ? 'liberer' : 'retenir'}`}>{l.retenu ? 'Ne plus retenir' : 'Retenir pour le projet'}{lu}</BoutonGeste>}
        {l.modifiable && <BoutonGeste petit action={`${adresse}/${l.id}/supprimer`}>Supprimer{lu}</BoutonGeste>}
      </div>
      {l.modifiable && (
        <div class="hors-papier"><Depliant titre={<>Renommer{lu}</>} ouvert={saisie !== undefined}>
          <Formulaire action={`${adresse}/${l.id}/renommer`} prefixe={`${l.id}-`} erreurs={saisie?.erreurs ?? {}} valeurs={saisie?.valeurs ?? {}}>
            <Champ nom="nom" libelle="Nouveau nom" valeur={l.nom} maximum={80} />
            <Bouton>Enregistrer le nom</Bouton>
          </Formulaire>
        </Depliant></div>
      )}
    </>
  );
}

function Scenario({ l, vue }: { l: LigneScenario; vue: VueScenarios }): JSX.Element {
  return (
    <li class="py-4">
      <h2 class="text-lg flex flex-wrap items-center gap-2 break-words">{l.nom}{l.retenu && <Badge ton="reussi">Retenu</Badge>}</h2>
      <ul class="max-w-texte text-sm">{l.gestes.map((g, i) => <li key={i}>{g}</li>)}</ul>
      <p class="mt-1"><strong class="chiffres">{l.sousSeuil}</strong> habitants sous le seuil, {l.ecart}{'\u00a0'}; accessibilité moyenne {l.apl}. <MarqueNature nature="simulee" /></p>
      <p class="text-sm text-douce">Gardé par {l.quand}{l.ancien && ' · calculé sur d’autres données que celles d’aujourd’hui : rouvrez-le pour le recalculer'}</p>
      <Gestes l={l} vue={vue} />
    </li>
  );
}

function Comparaison({ vue }: { vue: VueScenarios }): JSX.Element | null {
  const c = vue.comparaison;
  if (!c) return null;
  const [exports, choisis] = [`${vue.base}/territoire/diagnostic/scenarios/gardes`, vue.lignes.filter((l) => l.compare).map((l) => `avec=${l.id}`).join('&')];
  return (
    <Section titre="Commune par commune, côte à côte" phrase={`Consultations accessibles par an et par habitant, simulées. Moyenne d’aujourd’hui : ${c.aujourdhui}. Les communes les plus touchées d’abord.`}>
      {vue.lignes.length > 1 && (
        <form method="get" class="hors-papier mb-3 flex flex-wrap items-center gap-x-5 gap-y-2">
          {vue.lignes.map((l) => <label key={l.id} class="inline-flex items-center gap-2"><input class="checkbox checkbox-sm" type="checkbox" name="avec" value={l.id} checked={l.compare} />{l.nom}</label>)}
          <button class="btn btn-sm" type="submit">Comparer ces scénarios</button>
          <span class="text-sm text-douce">{COMPARES_AU_PLUS} au plus</span>
        </form>
      )}
      <div class="max-h-[32rem] overflow-auto" role="region" aria-label="Comparaison par commune" tabIndex={0}>
        <table class="tableau-simple">
          <caption class="sr-only">Accessibilité simulée par commune, scénario par scénario</caption>
          <thead><tr><th scope="col">Commune</th><th scope="col">Aujourd’hui</th>{c.noms.map((n, i) => <th key={i} scope="col">{n}</th>)}</tr></thead>
          <tbody>{c.lignes.map((l) => <tr key={l.nom}><th scope="row">{l.nom}</th><td>{l.avant}</td>{l.apres.map((v, i) => <td key={i}>{v === l.avant ? v : <strong>{v}</strong>}</td>)}</tr>)}</tbody>
        </table>
      </div>
      <p class="hors-papier mt-3 flex flex-wrap gap-3">
        <LienBouton petit icone="download" telechargement href={`${exports}.csv?${choisis}`}>Exporter en CSV</LienBouton>
        <LienBouton petit icone="download" telechargement href={`${exports}.xlsx?${choisis}`}>Exporter en XLSX</LienBouton>
      </p>
    </Section>
  );
}

/** The what-ifs that were saved, side by side. */
export function PageScenarios({ vue }: { vue: VueScenarios }): JSX.Element {
  const adresse = `${vue.base}/territoire/diagnostic/scenarios`;
  if (vue.interdit) return <TitrePage titre="Scénarios gardés" phrase="Les scénarios sont réservés aux membres de la CPTS : le diagnostic, lui, se lit." />;
  return (
    <>
      <TitrePage titre="Scénarios gardés" phrase={vue.phrase} action={<LienBouton variante="primaire" href={adresse}>Imaginer un scénario</LienBouton>} />
      {vue.annulable && <Toast ton="succes" texte={`« ${vue.annulable.nom} » est supprimé.`} annuler={{ action: `${adresse}/${vue.annulable.id}/retablir` }} />}
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.lignes.length === 0
        ? <EtatVide titre="Aucun scénario" icone="map">Un départ à la retraite, une installation, un centre de santé : voyez ce qui change, puis gardez-le sous un nom.</EtatVide>
        : <ul class="divide-y divide-base-300 border-y border-base-300">{vue.lignes.map((l) => <Scenario key={l.id} l={l} vue={vue} />)}</ul>}
      <Comparaison vue={vue} />
    </>
  );
}
