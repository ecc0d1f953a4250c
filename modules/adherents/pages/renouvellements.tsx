import type { JSX } from 'preact';
import { Badge, BadgeEcheance } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste } from '#web/composants/bouton.tsx';
import { Champ, ChampJour } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { type Colonne, Tableau } from '#web/composants/tableau.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import type { LigneRenouvellement, VueRenouvellements } from '../view-espace.ts';

const PUCE = 'inline-flex min-h-10 items-center rounded-full border border-base-300 px-3.5 hover:bg-base-200 aria-[current=page]:border-primary aria-[current=page]:bg-teinte aria-[current=page]:text-teinte-texte';

const colonnes = (vue: VueRenouvellements, annee: number): readonly Colonne<LigneRenouvellement>[] => [
  { cle: 'nom', titre: 'Membre', principale: true, cellule: (l) => <a class="font-semibold hover:underline" href={l.href}>{l.nom}</a> },
  { cle: 'etat', titre: 'Réponse', cellule: (l) => <><Badge ton={l.fait ? 'reussi' : 'attente'}>{l.etat}</Badge>{l.detail && <span class="block text-sm text-douce">{l.detail}</span>}</> },
  { cle: 'geste', titre: 'Geste', cellule: (l) => <BoutonGeste petit action={`${vue.base}/reseau/renouvellements/${l.fait ? 'reprise' : 'note'}`} champs={{ adhesion: l.id, annee: String(annee) }} {...(l.fait ? { variante: 'discret' as const } : {})}>{l.fait ? 'Reprendre' : 'Noter le renouvellement'}<span class="sr-only"> : {l.nom}</span></BoutonGeste> },
];

const Ouvrir = ({ vue }: { vue: VueRenouvellements }): JSX.Element => (
  <Section titre="Ouvrir une campagne" phrase="Chaque membre reçoit un courriel : un geste suffit pour rester. Un rappel part dans la dernière semaine, à qui n’a pas répondu.">
    <Formulaire action={`${vue.base}/reseau/renouvellements`} erreurs={vue.erreurs} valeurs={vue.valeurs}>
      <Champ nom="annee" libelle="Année" clavier="numeric" court />
      <ChampJour nom="jusqua" libelle="Répondre jusqu’au" />
      <Bouton variante={vue.campagne ? 'simple' : 'primaire'} icone="send">Ouvrir la campagne et écrire aux membres</Bouton>
    </Formulaire>
  </Section>
);

type Ouverte = NonNullable<VueRenouvellements['campagne']>;

const Reponses = ({ vue, c }: { vue: VueRenouvellements; c: Ouverte }): JSX.Element => (
  <>
    <p class="mb-4 flex flex-wrap items-center gap-3">Répondre jusqu’au {c.jusqua} <BadgeEcheance echeance={c.terme} aujourdhui={vue.aujourdhui} fait={c.attendus === 0} />{c.relance && <span class="text-sm text-douce">{c.relance}</span>}</p>
    {c.echue && c.attendus > 0 && <Encadre ton="attention" titre="Le terme est passé">Maillage ne retire rien de lui-même : vos statuts disent ce que devient une adhésion qui n’est pas renouvelée. Appelez, notez le renouvellement, ou notez la fin de l’adhésion sur la fiche du membre.</Encadre>}
    <ul class="hors-papier mb-4 flex flex-wrap gap-2" aria-label="Montrer">{vue.listes.map((x) => <li key={x.cle}><a class={PUCE} href={x.href} {...(x.cle === vue.liste ? { 'aria-current': 'page' as const } : {})}>{x.libelle}</a></li>)}</ul>
    <Tableau
      legende={`Renouvellements ${c.annee}`} colonnes={colonnes(vue, c.annee)} lignes={vue.lignes} idLigne={(l) => l.id} adresse={vue.adresse} page={vue.page} quoi="membres" exports={vue.exports}
      vide={<EtatVide titre={vue.liste === 'faits' ? 'Personne n’a encore répondu' : 'Tout le monde a répondu'} icone="check">{vue.liste === 'faits' ? 'Les réponses paraîtront ici.' : 'Personne n’attend : la campagne est complète.'}</EtatVide>}
    />
  </>
);

const Annees = ({ vue }: { vue: VueRenouvellements }): JSX.Element | null =>
  vue.annees.length < 2 ? null : <ul class="hors-papier mb-5 flex flex-wrap gap-2" aria-label="Année">{vue.annees.map((a) => <li key={a.annee}><a class={PUCE} href={a.href} {...(a.annee === vue.campagne?.annee ? { 'aria-current': 'page' as const } : {})}>{a.annee}</a></li>)}</ul>;

/** Who stays: the campaign of a year, who has answered, whose membership is past its term. */
export function PageRenouvellements({ vue }: { vue: VueRenouvellements }): JSX.Element {
  if (vue.interdit) return <PageMessage titre="Les renouvellements sont tenus par la coordination et le secrétariat." texte="Le vôtre est dans « Ma place dans la CPTS »." lien={{ href: `${vue.base}/reseau/moi`, libelle: 'Ouvrir ma place' }} />;
  const { campagne: c } = vue;
  return (
    <>
      <TitrePage titre={c ? `Renouvellements ${c.annee}` : 'Renouvellements'} phrase={vue.phrase} action={c && c.attendus > 0 ? <BoutonGeste icone="send" action={`${vue.base}/reseau/renouvellements/relance`} champs={{ annee: String(c.annee) }}>Écrire à qui n’a pas répondu</BoutonGeste> : undefined} />
      {vue.refus && <Encadre ton="refus" titre="Rien n’a été changé">{vue.refus}</Encadre>}
      <Annees vue={vue} />
      {c ? <Reponses vue={vue} c={c} /> : <EtatVide titre="Aucune campagne" icone="users">Tant que vous n’en ouvrez pas, une adhésion continue jusqu’au départ de son membre.</EtatVide>}
      <Ouvrir vue={vue} />
    </>
  );
}
