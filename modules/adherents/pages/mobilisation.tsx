import type { JSX } from 'preact';
import { LienBouton } from '#web/composants/bouton.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Tableau } from '#web/composants/tableau.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import type { LigneRepresentation, VueMobilisation } from '../view-mobilisation.ts';

/** The share that is here, drawn; the words beside it say it. */
const Part = ({ l }: { l: LigneRepresentation }): JSX.Element | null =>
  l.connus === undefined || l.connus === 0 ? null : (
    <svg class="trace mt-1 block max-w-40 max-sm:ml-auto" width="100%" height="6" aria-hidden="true">
      <rect width="100%" height="6" rx="3" fill="var(--color-base-300)" />
      {l.membres > 0 && <rect width={`${Math.min(100, (100 * l.membres) / l.connus).toFixed(1)}%`} height="6" rx="3" class="serie-1" />}
    </svg>
  );

const Table = ({ legende, quoi, lignes }: { legende: string; quoi: string; lignes: readonly LigneRepresentation[] }): JSX.Element => (
  <Tableau
    legende={legende} densite="compacte" lignes={lignes} idLigne={(l) => l.code}
    colonnes={[
      { cle: 'nom', titre: quoi, principale: true, cellule: (l) => <a class="hover:underline" href={l.href}>{l.nom}</a> },
      { cle: 'phrase', titre: 'Membres, sur ceux qui exercent ici', cellule: (l) => <span class={`block sm:min-w-32 ${l.membres === 0 ? 'text-douce' : ''}`}>{l.phrase}<Part l={l} /></span> },
    ]}
  />
);

const QuiInvite = ({ vue }: { vue: VueMobilisation }): JSX.Element | null =>
  vue.choix === undefined ? null : (
    <Section id="qui" titre={`Qui pourrait inviter qui : ${vue.choix.titre}`} phrase="Une personne que l’on connaît, du même métier ou de la même commune, invite mieux qu’un courriel. Listes par nom, sans ordre de mérite.">
      <div class="grid gap-x-10 gap-y-6 lg:grid-cols-2">
        <div>
          <h3 class="mb-2 text-base">Membres qui pourraient inviter</h3>
          {vue.choix.liens.length === 0 ? <p class="text-douce">Personne encore ici : commencez par une profession ou une commune voisine.</p> : <ul class="grid gap-1.5">{vue.choix.liens.map((l) => <li key={l.href}><a class="text-lien underline underline-offset-4" href={l.href}>{l.nom}</a> <span class="text-douce">{l.detail}</span></li>)}</ul>}
        </div>
        <div>
          <h3 class="mb-2 text-base">Professionnels à inviter</h3>
          {vue.choix.aInviter.length === 0 ? <p class="text-douce">Aucun professionnel connu de l’annuaire, ou tous sont déjà là.</p> : (
            <ul class="carte divide-y divide-base-300">{vue.choix.aInviter.map((p) => <li key={p.href} class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2.5"><span class="min-w-0"><span class="block font-semibold wrap-anywhere">{p.nom}</span><span class="block text-sm text-douce">{p.metier}{p.lieu && `, ${p.lieu}`}</span></span><LienBouton petit icone="user-plus" href={p.href}>Proposer<span class="sr-only"> {p.nom}</span></LienBouton></li>)}</ul>
          )}
        </div>
      </div>
    </Section>
  );

/** Who is here, against who practises here. No score, no rank. */
export function PageMobilisation({ vue }: { vue: VueMobilisation }): JSX.Element {
  if (vue.interdit) return <PageMessage titre="Cette page est réservée aux membres." texte="Elle aide à inviter ceux qui manquent." lien={{ href: vue.base, libelle: 'Revenir à Aujourd’hui' }} />;
  return (
    <>
      <TitrePage titre="Mobilisation" phrase={vue.phrase} />
      {!vue.annuaire && <Encadre ton="attention" titre="L’annuaire n’est pas encore importé">Sans lui, on compte les membres, sans savoir combien de professionnels exercent ici. <a class="underline underline-offset-4" href={`${vue.base}/reseau/annuaire`}>Voir comment l’importer</a>.</Encadre>}
      {!vue.territoire && <Encadre titre="Le territoire n’est pas encore composé"><a class="underline underline-offset-4" href={`${vue.base}/territoire`}>Choisissez ses communes</a> : la liste des communes viendra de là.</Encadre>}
      <div class="grid items-start gap-x-10 lg:grid-cols-2">
        <div><Section titre="Par profession">{vue.professions.length === 0 ? <EtatVide titre="Aucune profession connue" icone="users">Les membres et l’annuaire rempliront cette liste.</EtatVide> : <Table legende="Représentation par profession" quoi="Profession" lignes={vue.professions} />}</Section></div>
        <div><Section titre="Par commune">{vue.communes.length === 0 ? <EtatVide titre="Aucune commune connue" icone="map">Composez le territoire pour voir ses communes.</EtatVide> : <Table legende="Représentation par commune" quoi="Commune" lignes={vue.communes} />}</Section></div>
      </div>
      <QuiInvite vue={vue} />
    </>
  );
}
