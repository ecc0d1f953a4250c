import type { JSX } from 'preact';
import { BadgeEcheance } from '#web/composants/badge.tsx';
import { LienBouton } from '#web/composants/bouton.tsx';
import { ListeAFaire } from '#web/composants/carte.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { LigneHistorique, VueAccueil } from '../view.ts';

const AFaire = ({ vue }: { vue: VueAccueil }): JSX.Element => (
  <Section titre="À faire">
    {vue.choses.length === 0 ? (
      <EtatVide titre="Tout est à jour" icone="check">Ce qui vous attend s’affichera ici, avec sa raison et son échéance.</EtatVide>
    ) : (
      <ListeAFaire
        aujourdhui={vue.aujourdhui}
        choses={vue.choses.map((c, i) => ({
          id: c.id,
          titre: c.titre,
          raison: c.raison,
          ...(c.echeance ? { echeance: c.echeance } : {}),
          action: <LienBouton href={c.bouton.href} {...(i === 0 ? { variante: 'primaire' as const } : {})}>{c.bouton.libelle}</LienBouton>,
        }))}
      />
    )}
  </Section>
);

const Horloges = ({ vue }: { vue: VueAccueil }): JSX.Element | null =>
  vue.horloges.length === 0 ? null : (
    <Section titre="Délais en cours">
      <ul class="grid gap-3">
        {vue.horloges.map((h) => (
          <li key={h.id}>
            <p class="font-semibold">{h.titre}</p>
            <p class="flex flex-wrap items-center gap-x-3 text-sm text-douce">
              <BadgeEcheance echeance={h.echeance} aujourdhui={vue.aujourdhui} />
              {h.qui}
            </p>
          </li>
        ))}
      </ul>
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
            <p class="text-sm text-douce">{r.qui}, le {r.quand}</p>
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
