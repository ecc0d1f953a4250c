import type { JSX } from 'preact';
import { BadgeEcheance } from '#web/composants/badge.tsx';
import { LienBouton } from '#web/composants/bouton.tsx';
import { ListeAFaire } from '#web/composants/carte.tsx';
import { Depliant } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { LigneHistorique, VueAccueil } from '../view.ts';

/** What waits, in order of days; the first holds the one button that stands out. */
const Choses = ({ choses, aujourdhui, premiere = false }: { choses: VueAccueil['choses']; aujourdhui: VueAccueil['aujourdhui']; premiere?: boolean }): JSX.Element => (
  <ListeAFaire
    aujourdhui={aujourdhui}
    choses={choses.map((c, i) => ({
      id: c.id,
      titre: c.titre,
      raison: c.raison,
      ...(c.echeance ? { echeance: c.echeance } : {}),
      action: <LienBouton href={c.bouton.href} {...(premiere && i === 0 ? { variante: 'primaire' as const } : {})}>{c.bouton.libelle}</LienBouton>,
    }))}
  />
);

const AFaire = ({ vue }: { vue: VueAccueil }): JSX.Element => (
  <Section titre="À faire">
    {vue.choses.length === 0 ? (
      <EtatVide titre="Tout est à jour" icone="check">Ce qui vous attend s’affichera ici, avec sa raison et son échéance.</EtatVide>
    ) : (
      <Choses choses={vue.choses} aujourdhui={vue.aujourdhui} premiere />
    )}
    {vue.autres.length > 0 && (
      <Depliant titre={`Ce qui vient ensuite (${vue.autres.length})`}><Choses choses={vue.autres} aujourdhui={vue.aujourdhui} /></Depliant>
    )}
  </Section>
);

const HORLOGES = 3;
const Delai = ({ h, aujourdhui }: { h: VueAccueil['horloges'][number]; aujourdhui: VueAccueil['aujourdhui'] }): JSX.Element => (
  <li>
    <p class="font-semibold">{h.titre}</p>
    <p class="flex flex-wrap items-center gap-x-3 text-sm text-douce">
      <BadgeEcheance echeance={h.echeance} aujourdhui={aujourdhui} />
      {h.qui}
    </p>
  </li>
);

const Horloges = ({ vue }: { vue: VueAccueil }): JSX.Element | null =>
  vue.horloges.length === 0 ? null : (
    <Section titre="Délais en cours">
      <ul class="grid gap-3">{vue.horloges.slice(0, HORLOGES).map((h) => <Delai key={h.id} h={h} aujourdhui={vue.aujourdhui} />)}</ul>
      {vue.horloges.length > HORLOGES && (
        <Depliant titre={`Plus loin (${vue.horloges.length - HORLOGES})`}><ul class="grid gap-3">{vue.horloges.slice(HORLOGES).map((h) => <Delai key={h.id} h={h} aujourdhui={vue.aujourdhui} />)}</ul></Depliant>
      )}
    </Section>
  );

const Recents = ({ recents, base }: { recents: readonly LigneHistorique[]; base: string }): JSX.Element => (
  <Section titre="Derniers changements">
    {recents.length === 0 ? (
      <p class="text-douce">Rien n’a encore changé ici.</p>
    ) : (
      <ul class="grid gap-3">
        {recents.map((r) => (
          <li key={r.rang}>
            <p>{r.quoi}</p>
            <p class="text-sm text-douce">{r.qui}, {r.quand}</p>
          </li>
        ))}
      </ul>
    )}
    <p class="mt-3"><a class="link" href={`${base}/historique`}>Tout l’historique</a></p>
  </Section>
);

/** « Aujourd’hui »: what is due from me on the left, what runs and what changed on the right. */
export const PageAccueil = ({ vue }: { vue: VueAccueil }): JSX.Element => (
  <>
    <TitrePage titre={vue.titre} phrase={vue.phrase} />
    <div class="grid gap-x-12 gap-y-10 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <AFaire vue={vue} />
      <div>
        <Horloges vue={vue} />
        {vue.recents && <Recents recents={vue.recents} base={vue.base} />}
      </div>
    </div>
  </>
);
