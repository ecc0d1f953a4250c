import type { JSX } from 'preact';
import type { Jour } from '#core/jour.ts';
import { formaterDate } from '#core/texte.ts';
import { Badge } from '#web/composants/badge.tsx';
import { BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { ProchainPas } from '#web/composants/carte.tsx';
import { Chronologie, type Repere } from '#web/composants/chronologie.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { Etapes } from '#web/composants/etapes.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { libelleGeste, libelleInstitution } from '../labels-parcours.ts';
import { GUIDE } from '../moteur/guide.ts';
import type { VueHorloge, VueParcours, VuePas } from '../moteur/vue-parcours.ts';
import { CorpsDuGuide } from './guide.tsx';

const LigneDeSource = ({ h, guide }: { h: Pick<VueHorloge, 'source' | 'verifie'>; guide: string }): JSX.Element => (
  <span class="text-sm">
    Texte : {h.source.adresse ? <a class="lien" href={h.source.adresse} rel="external">{h.source.texte}</a> : h.source.texte}
    {!h.source.adresse && <> · <a class="lien" href={guide}>ce que cela veut dire</a></>}
    {!h.verifie && <> · <span class="font-semibold">à vérifier</span></>}
  </span>
);

const DetailDHorloge = ({ h, guide }: { h: VueHorloge; guide: string }): JSX.Element => (
  <>
    <span class="block">{h.qui}. {h.pourquoi} {h.auPlusTot} {h.reportee}</span>
    <LigneDeSource h={h} guide={guide} />
  </>
);

const DetailDePas = ({ p }: { p: VuePas }): JSX.Element => (
  <>
    {p.details.map((d) => <span key={d} class="block wrap-anywhere">{d}</span>)}
    {p.depot && <a class="lien block" href={p.depot.href}>{p.depot.libelle}</a>}
  </>
);

/** Steps taken, then the clocks, on one line of days. */
function reperesDe(vue: VueParcours): readonly Repere[] {
  return [
    { id: 'debut', jour: vue.commenceLe, titre: 'Le parcours commence', etat: 'fait' as const },
    ...vue.histoire.map((p): Repere => ({ id: p.id, jour: p.jour, titre: p.titre, detail: <DetailDePas p={p} />, etat: 'fait' })),
    ...vue.courent.map((h): Repere => ({
      id: h.id,
      jour: h.dernierJour,
      titre: h.titre,
      detail: <DetailDHorloge h={h} guide={`${vue.base}/projet/guide#${vue.guide}`} />,
      etat: h.etat === 'retard' ? 'manque' : h.id === vue.prochaine?.id ? 'encours' : 'avenir',
      ...(h.id === vue.prochaine?.id && { horloge: { depuis: h.depuis, jusquau: h.dernierJour, libelle: h.delai } }),
    })),
  ];
}

function Retards({ retards, aujourdhui }: { retards: readonly VueHorloge[]; aujourdhui: Jour }): JSX.Element {
  return (
    <Encadre ton="attention" titre={retards.length === 1 ? 'Un délai est passé' : `${retards.length} délais sont passés`}>
      <ul class="list-disc pl-5">
        {retards.map((h) => <li key={h.id}>{h.titre} : {h.quiDansLaPhrase}, en retard de {h.retard} (jusqu’au {formaterDate(h.dernierJour)}).</li>)}
      </ul>
      <p class="mt-1 text-sm">Compté le {formaterDate(aujourdhui)}.</p>
    </Encadre>
  );
}

function Gestes({ vue }: { vue: VueParcours }): JSX.Element | null {
  if (vue.pas.length === 0 && !vue.retirable) return null;
  const [premier, ...autres] = vue.pas;
  return (
    <Section titre="Ce que vous pouvez noter" phrase={vue.officier ? 'Vous agissez au nom de votre institution.' : 'Un pas d’une autre institution se note à partir de sa réponse écrite.'}>
      <p class="flex flex-wrap gap-2">
        {premier && <LienBouton variante={premier.consigne ? 'simple' : 'primaire'} href={`${vue.base}/projet/pas/${premier.geste}`}>{libelleGeste[premier.geste].bouton}</LienBouton>}
        {autres.map((p) => (
          <LienBouton key={p.geste} href={`${vue.base}/projet/pas/${p.geste}`}>
            {libelleGeste[p.geste].bouton}
            {p.consigne && <span class="font-normal"> (pour {libelleInstitution[p.institution]})</span>}
          </LienBouton>
        ))}
      </p>
      {vue.retirable && (
        <p class="mt-3">
          <BoutonGeste petit action={`${vue.base}/projet/pas/annuler`} version={vue.version} icone="undo-2">Revenir sur : {vue.retirable}</BoutonGeste>
        </p>
      )}
    </Section>
  );
}

const Documents = ({ vue }: { vue: VueParcours }): JSX.Element => (
  <Section titre="Les documents">
    <p class="flex flex-wrap gap-2">
      {!vue.officier && <LienBouton icone="file-text" href={`${vue.base}/projet/lettre`}>Lettre d’intention</LienBouton>}
      {!vue.officier && <LienBouton icone="file-text" href={`${vue.base}/projet/sante`}>Projet de santé</LienBouton>}
      {!vue.officier && <LienBouton icone="wallet" href={`${vue.base}/projet/aides`}>Aides au démarrage</LienBouton>}
      <LienBouton icone="inbox" href={`${vue.base}/projet/echanges`}>Échanges et documents déposés</LienBouton>
    </p>
  </Section>
);

function Missions({ vue }: { vue: VueParcours }): JSX.Element | null {
  if (!vue.missions) return null;
  return (
    <Section titre="Les missions socles" action={vue.peutMener && <LienBouton petit href={`${vue.base}/projet/suivi`}>Noter un démarrage</LienBouton>}>
      <ul class="grid gap-2 sm:grid-cols-2">
        {vue.missions.map((m) => (
          <li key={m.mission} class="carte flex flex-wrap items-center justify-between gap-2 px-4 py-3">
            <span class="font-semibold">{m.libelle}</span>
            <Badge ton={m.deployeeLe ? 'reussi' : m.demarreeLe ? 'encours' : 'neutre'}>{m.etat}</Badge>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Where the file stands, who must move next, what is late; then the line of days and the guide of the step. */
export function PageParcours({ vue, refus }: { vue: VueParcours; refus?: string }): JSX.Element {
  const p = vue.prochaine;
  return (
    <>
      <TitrePage titre="Parcours de la CPTS" phrase={vue.phrase} />
      {refus && <Encadre ton="refus">{refus}</Encadre>}
      <Etapes etapes={vue.etapes} libelle="Étapes de la création de la CPTS" />
      {vue.silence && <Encadre ton="information" titre="Le silence a validé le projet">{vue.silence}</Encadre>}
      {vue.enRetard.length > 0 && <Retards retards={vue.enRetard} aujourdhui={vue.aujourdhui} />}
      {p && (
        <ProchainPas
          quoi={p.titre}
          qui={<span>{vue.aMoi ? 'À vous : ' : 'En attente de : '}{p.quiDansLaPhrase}</span>}
          echeance={p.dernierJour}
          aujourdhui={vue.aujourdhui}
          pourquoi={<>{p.pourquoi} <LigneDeSource h={p} guide={`${vue.base}/projet/guide#${vue.guide}`} /></>}
        />
      )}
      <Gestes vue={vue} />
      <Documents vue={vue} />
      <Missions vue={vue} />
      <Section titre={`Guide : ${GUIDE[vue.guide].titre.toLowerCase()}`} action={<a class="lien" href={`${vue.base}/projet/guide`}>Tout le guide</a>}>
        <CorpsDuGuide guide={GUIDE[vue.guide]} />
      </Section>
      <Section titre="La ligne du temps" phrase="Ce qui a été fait, les délais qui courent, et à qui est la main.">
        <Chronologie libelle="Pas franchis et délais" reperes={reperesDe(vue)} aujourdhui={vue.aujourdhui} />
      </Section>
      {vue.finies.length > 0 && (
        <Depliant titre="Les délais passés : tenus ou non">
          <ul class="max-w-texte list-disc pl-5">
            {vue.finies.map((h) => (
              <li key={h.id}>{h.titre} : {h.etat === 'echue' ? 'le délai est allé à son terme' : h.etat === 'tenue' ? 'tenu' : `dépassé de ${h.retard}`} (jusqu’au {formaterDate(h.dernierJour)}).</li>
            ))}
          </ul>
        </Depliant>
      )}
      {vue.peutMener && <p class="mt-6"><a class="lien" href={`${vue.base}/projet/suivi`}>Comment ces délais sont comptés</a></p>}
    </>
  );
}
