import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { LienBouton } from '#web/composants/bouton.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueListe } from '../view-sondages.ts';

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

/** Meetings to come, polls that wait, what was held. */
export function PageAgenda({ vue }: { vue: VueListe }): JSX.Element {
  const enCours = vue.sondages.filter((s) => s.ouvert);
  const aVenir = vue.reunions.filter((r) => !r.passee);
  const passees = vue.reunions.filter((r) => r.passee);
  const choisir = vue.peutOrganiser ? <LienBouton variante="primaire" icone="calendar-check" href={`${vue.base}/agenda/nouveau`}>Choisir une date</LienBouton> : undefined;
  const reunion = (r: VueListe['reunions'][number]): Ligne => ({ id: r.id, href: r.href, titre: r.titre, detail: r.quand, badge: <Badge icone={false}>{r.detail}</Badge> });
  return (
    <>
      <TitrePage titre="Agenda" phrase={vue.phrase} action={<>{choisir}<LienBouton href={`${vue.base}/agenda/groupes`}>Groupes de travail</LienBouton><LienBouton href={`${vue.base}/agenda/moi`}>Mes disponibilités</LienBouton></>} />
      <Section titre="Réunions à venir">
        {aVenir.length === 0 ? <EtatVide titre="Aucune réunion prévue" icone="calendar-check" action={choisir}>Une date se choisit en une minute : les meilleures sont proposées.</EtatVide> : <Lignes lignes={aVenir.map(reunion)} />}
      </Section>
      {enCours.length > 0 && (
        <Section titre="Sondages en cours">
          <Lignes lignes={enCours.map((s) => ({ id: s.id, href: s.href, titre: s.titre, detail: s.detail, badge: s.aMoi ? <Badge ton="attente">Votre réponse est attendue</Badge> : <Badge ton="encours">{s.statut}</Badge> }))} />
        </Section>
      )}
      {passees.length > 0 && <Section titre="Réunions passées"><Lignes lignes={passees.map(reunion)} /></Section>}
      {vue.sondages.some((s) => !s.ouvert) && (
        <Section titre="Sondages terminés">
          <Lignes lignes={vue.sondages.filter((s) => !s.ouvert).map((s) => ({ id: s.id, href: s.href, titre: s.titre, detail: s.detail, badge: <Badge icone={false}>{s.statut}</Badge> }))} />
        </Section>
      )}
    </>
  );
}
