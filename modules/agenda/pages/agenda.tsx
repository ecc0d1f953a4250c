import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { LienBouton } from '#web/composants/bouton.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueReunions, VueTaches } from '../view-listes.ts';
import { ListeTaches } from './taches.tsx';

export type VueAgenda = {
  readonly base: string; readonly peutOrganiser: boolean; readonly phrase: string; readonly avenir: VueReunions['lignes']; readonly passees: VueReunions['lignes']; readonly autresAvenir: number; readonly autresPassees: number; readonly taches: VueTaches;
  readonly sondages: readonly { readonly id: string; readonly titre: string; readonly href: string; readonly detail: string; readonly statut: string; readonly aMoi: boolean }[];
};

type Ligne = { readonly id: string; readonly href: string; readonly titre: string; readonly detail: string; readonly badge: JSX.Element };

const Lignes = ({ lignes }: { lignes: readonly Ligne[] }): JSX.Element => (
  <ul class="carte divide-y divide-base-300">
    {lignes.map((l) => (
      <li key={l.id} class="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3.5">
        <div class="min-w-0 grow basis-64">
          <a class="font-semibold text-lien underline-offset-4 hover:underline" href={l.href}>{l.titre}</a>
          <p class="text-sm text-douce">{l.detail}</p>
        </div>
        {l.badge}
      </li>
    ))}
  </ul>
);

const Suite = ({ n, href, mot }: { n: number; href: string; mot: string }): JSX.Element | null => (n > 0 ? <p class="mt-3"><a class="text-lien underline underline-offset-4" href={href}>{mot} ({n} de plus)</a></p> : null);

/** Meetings to come, polls that wait, one's own tasks, what was held. */
export function PageAgenda({ vue }: { vue: VueAgenda }): JSX.Element {
  const choisir = vue.peutOrganiser ? <LienBouton variante="primaire" icone="calendar-check" href={`${vue.base}/agenda/nouveau`}>Choisir une date</LienBouton> : undefined;
  const reunion = (r: VueAgenda['avenir'][number]): Ligne => ({ id: r.id, href: r.href, titre: r.titre, detail: r.quand, badge: <Badge icone={false}>{r.etat}</Badge> });
  return (
    <>
      <TitrePage titre="Agenda" phrase={vue.phrase} action={choisir} />
      <Section titre="Réunions à venir">
        {vue.avenir.length === 0 ? <EtatVide titre="Aucune réunion prévue" icone="calendar-check" action={choisir}>Une date se choisit en une minute : les meilleures sont proposées.</EtatVide> : <Lignes lignes={vue.avenir.map(reunion)} />}
        <Suite n={vue.autresAvenir} href={`${vue.base}/agenda/reunions`} mot="Toutes les réunions à venir" />
      </Section>
      {vue.taches.lignes.length > 0 && <Section titre="Mes tâches" phrase={vue.taches.phrase}><ListeTaches lignes={vue.taches.lignes.slice(0, 5)} base={vue.base} /><p class="mt-3"><a class="text-lien underline underline-offset-4" href={`${vue.base}/agenda/taches`}>Toutes les tâches</a></p></Section>}
      <Section titre="Sondages en cours">
        {vue.sondages.length === 0 ? <p class="text-douce">Aucun sondage en cours.</p> : <Lignes lignes={vue.sondages.map((s) => ({ id: s.id, href: s.href, titre: s.titre, detail: s.detail, badge: s.aMoi ? <Badge ton="attente">Votre réponse est attendue</Badge> : <Badge ton="encours">{s.statut}</Badge> }))} />}
        <p class="mt-3"><a class="text-lien underline underline-offset-4" href={`${vue.base}/agenda/sondages?etat=tous`}>Tous les sondages</a></p>
      </Section>
      {vue.passees.length > 0 && <Section titre="Réunions passées"><Lignes lignes={vue.passees.map(reunion)} /><Suite n={vue.autresPassees} href={`${vue.base}/agenda/reunions?quand=passees`} mot="Toutes les réunions passées" /></Section>}
    </>
  );
}
