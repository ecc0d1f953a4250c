import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { LienBouton } from '#web/composants/bouton.tsx';
import { Chronologie, type Repere } from '#web/composants/chronologie.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Onglets } from '#web/composants/onglets.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import { formaterDate } from '#core/texte.ts';
import type { Etape } from '../moteur/cycle.ts';
import type { LienFichier, VuePlan } from '../view.ts';

const ETATS: Readonly<Record<Etape['etat'], Repere['etat']>> = { faite: 'fait', encours: 'encours', avenir: 'avenir', retard: 'manque' };

const Detail = ({ e }: { e: Etape }): JSX.Element => (
  <>
    <p>{e.qui}{e.fin === e.debut ? '' : `, jusqu’au ${formaterDate(e.fin)}`}. {e.etat === 'retard' && <Badge ton="refus">en retard</Badge>}</p>
    {e.pret.length > 0 && <ul class="mt-1 text-base-content">{e.pret.map((p) => <li key={p}>Prêt : {p}.</li>)}</ul>}
    {e.manque.length > 0 && <ul class="mt-1 text-base-content">{e.manque.map((m) => <li key={m}><span class="font-semibold">Il manque</span> {m}.</li>)}</ul>}
    <p class="mt-1 text-sm">{e.base.charAt(0).toUpperCase()}{e.base.slice(1)}.</p>
  </>
);

export const Fichiers = ({ titre, liens }: { titre: string; liens: readonly LienFichier[] }): JSX.Element => (
  <div class="hors-papier">
    <h2 class="mb-2 text-base font-semibold">{titre}</h2>
    <div class="flex flex-wrap gap-2">{liens.map((l) => <LienBouton key={l.href} petit telechargement icone="download" href={l.href}>{l.libelle}<span class="sr-only"> : {titre}</span></LienBouton>)}</div>
  </div>
);

/** The year of the dialogue: each step with its dates, who does it, what is ready, what is missing. */
export function PagePlan({ vue }: { vue: VuePlan }): JSX.Element {
  const { base } = vue;
  if (vue.cas === 'interdit') return <PageMessage titre="Cette page est réservée aux membres de la CPTS." texte="L’ARS et la caisse lisent le dossier signé dans l’espace d’échange." lien={{ href: `${base}/projet/echanges`, libelle: 'Ouvrir l’espace d’échange' }} />;
  if (vue.cas === 'absent') return (
    <>
      <TitrePage titre="Dialogue de gestion" phrase={vue.phrase} />
      <EtatVide titre="Pas encore de contrat" icone="file-text" action={<LienBouton href={`${base}/contrat`}>Voir le contrat</LienBouton>}>Ses dates font le calendrier de l’année ; ses lignes font le dossier.</EtatVide>
    </>
  );
  const reperes = vue.etapes.map((e): Repere => {
    const lien = vue.liens[e.cle];
    return { id: e.cle, jour: e.debut, titre: e.titre, etat: ETATS[e.etat], detail: <Detail e={e} />, ...(lien && e.etat !== 'faite' && vue.droits.rediger ? { action: <LienBouton petit href={lien.href}>{lien.libelle}</LienBouton> } : {}) };
  });
  return (
    <>
      <TitrePage titre="Dialogue de gestion" phrase={vue.phrase} action={<LienBouton variante="primaire" href={`${base}/dialogue/dossier?annee=${vue.annee}`}>Ouvrir le dossier</LienBouton>} />
      <Onglets libelle="Années du contrat" actif={String(vue.annee)} onglets={vue.annees.map((a) => ({ cle: String(a.numero), libelle: `Année ${a.numero}`, href: a.href }))} />
      <div class="grid items-start gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div>
          <h2 class="mb-4">Le plan de l’année {vue.annee}</h2>
          <Chronologie reperes={reperes} aujourdhui={vue.aujourdhui} libelle={`Étapes du dialogue de l’année ${vue.annee}`} />
        </div>
        <div class="grid gap-6">
          <h2>Documents</h2>
          <Fichiers titre="Dossier de dialogue" liens={vue.dossier} />
          <Fichiers titre="Rapport d’activité" liens={vue.rapport} />
          <p class="max-w-texte text-sm text-douce">Ils s’écrivent avec ce que la CPTS garde déjà. Tant qu’ils ne sont pas signés, ils suivent les données.</p>
        </div>
      </div>
      <Section titre="États signés">
        {vue.etats.length === 0 ? <p class="text-douce">Aucun état n’est encore signé. La présidence signe le dossier quand il est prêt ; il est alors figé et déposé.</p> : <ul class="divide-y divide-base-300 border-y border-base-300">{vue.etats.map((e) => <li key={e.id} class="py-3"><a class="lien font-semibold" href={e.href}>{e.titre}</a><span class="block text-sm text-douce">{e.detail}</span></li>)}</ul>}
      </Section>
    </>
  );
}
