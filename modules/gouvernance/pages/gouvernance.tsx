import type { JSX } from 'preact';
import { type Jour } from '#core/jour.ts';
import { formaterDate, typographier } from '#core/texte.ts';
import { Badge, BadgeEcheance } from '#web/composants/badge.tsx';
import { LienBouton } from '#web/composants/bouton.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { libelleAssemblee, libelleInstance, phraseIssue } from '../labels.ts';
import type { Mandat } from '../model.ts';
import type { AssembleeListee, Decision } from '../queries.ts';
import type { Changement } from '../rules-declarations.ts';
import { quandOu } from '../view.ts';

export type VueGouvernance = {
  readonly base: string;
  readonly aujourdhui: Jour;
  readonly interdit?: boolean;
  readonly tient: boolean;
  readonly enVigueur?: number;
  readonly brouillon?: number;
  readonly assemblees: readonly AssembleeListee[];
  readonly mandats: readonly Mandat[];
  readonly declarations: readonly Changement[];
  readonly decisions: readonly Decision[];
  readonly totalDecisions: number;
};

function phraseDe(v: VueGouvernance): string {
  if (v.enVigueur === undefined) return 'Vos statuts ne sont pas encore adoptés : les votes se comptent d’après eux.';
  const ouverte = v.assemblees.find((a) => a.statut === 'ouverte');
  if (ouverte) return typographier(`Une assemblée est en cours : ${ouverte.titre}.`);
  const suivante = v.assemblees.filter((a) => a.statut === 'convoquee').at(-1);
  return suivante ? typographier(`Prochaine assemblée : ${suivante.titre}, ${quandOu(suivante)}.`) : 'Aucune assemblée n’est convoquée.';
}

export const LectureReservee = (): JSX.Element => <TitrePage titre="Gouvernance" phrase="La gouvernance est réservée aux membres de la CPTS : statuts, assemblées et votes se lisent entre eux." />;

/** Who decides, when, and what was decided. */
export function PageGouvernance({ vue }: { vue: VueGouvernance }): JSX.Element {
  if (vue.interdit) return <LectureReservee />;
  const lien = (chemin: string): string => `${vue.base}/gouvernance${chemin}`;
  return (
    <>
      <TitrePage titre="Gouvernance" phrase={phraseDe(vue)} action={vue.tient ? (vue.enVigueur === undefined ? <LienBouton variante="primaire" href={lien('/statuts')}>Écrire les statuts</LienBouton> : <LienBouton variante="primaire" href={lien('/assemblees/nouvelle')}>Préparer une assemblée</LienBouton>) : undefined} />
      <Section titre="Assemblées et réunions">
        {vue.assemblees.length === 0 ? <EtatVide titre="Aucune assemblée" icone="calendar">La première apparaîtra ici dès qu’elle sera préparée.</EtatVide> : (
          <ul class="divide-y divide-base-300 border-y border-base-300">
            {vue.assemblees.map((a) => (
              <li key={a.id} class="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-3">
                <span class="min-w-0 wrap-anywhere"><a class="font-semibold text-lien underline underline-offset-4" href={lien(`/assemblees/${a.id}`)}>{a.titre}</a><span class="block text-sm text-douce">{libelleInstance[a.instance]} · {quandOu(a)}</span></span>
                <Badge ton={a.statut === 'ouverte' ? 'encours' : a.statut === 'approuvee' ? 'reussi' : 'attente'}>{libelleAssemblee[a.statut]}</Badge>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section titre="Mandats" action={<LienBouton petit href={lien('/mandats')}>Voir les mandats</LienBouton>}>
        {vue.mandats.length === 0 ? <p class="text-douce">Aucun mandat n’est en cours.</p> : (
          <ul class="grid gap-2 sm:grid-cols-2">{vue.mandats.map((m) => <li key={m.id} class="rounded-md border border-base-300 p-3 wrap-anywhere"><span class="font-semibold">{m.fonction}</span> : {m.nom}<span class="block text-sm text-douce">depuis le {formaterDate(m.debut)}{m.fin && `, jusqu’au ${formaterDate(m.fin)}`}</span></li>)}</ul>
        )}
        {vue.declarations.length > 0 && (
          <div class="mt-4"><ul class="divide-y divide-base-300 border-y border-base-300">{vue.declarations.slice(0, 3).map((d) => <li key={`${d.objet}/${d.id}`} class="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5 wrap-anywhere">À déclarer à la préfecture. {d.quoi} <BadgeEcheance echeance={d.echeance} aujourdhui={vue.aujourdhui} /></li>)}</ul><p class="mt-3"><LienBouton petit href={lien('/declarations')}>Voir les déclarations</LienBouton></p></div>
        )}
      </Section>
      <Section titre="Dernières décisions" action={vue.totalDecisions > 0 && <LienBouton petit href={lien('/decisions')}>Voir le registre</LienBouton>}>
        {vue.decisions.length === 0 ? <p class="text-douce">Aucune décision n’a encore été votée.</p> : <ul class="divide-y divide-base-300">{vue.decisions.map((d) => <li key={`${d.assemblee}${d.titre}`} class="py-2 wrap-anywhere"><span class="font-semibold">{phraseIssue(d.issue)}</span> : {d.titre} <span class="text-sm text-douce">({formaterDate(d.jour)})</span></li>)}</ul>}
      </Section>
      <Section titre="Tenir dans la durée"><p>Demander une médiation, présider à tour de rôle, dire comment vont les réunions. <a class="text-lien underline underline-offset-4" href={lien('/soutien')}>Se soutenir</a></p><p class="mt-2">Mandats, actions, tâches, soirées : voir ce que chacun porte, pour passer la main à temps. <a class="text-lien underline underline-offset-4" href={lien('/qui-porte-quoi')}>Qui porte quoi</a></p></Section>
      <Section titre="Statuts">
        <p>{vue.enVigueur === undefined ? 'Aucune version n’est en vigueur.' : `La version ${vue.enVigueur} est en vigueur.`}{vue.brouillon !== undefined && ` La version ${vue.brouillon} est un brouillon.`} <a class="text-lien underline underline-offset-4" href={lien('/statuts')}>Lire les statuts</a> · <a class="text-lien underline underline-offset-4" href={lien('/reglement')}>Lire le règlement intérieur</a></p>
      </Section>
    </>
  );
}
