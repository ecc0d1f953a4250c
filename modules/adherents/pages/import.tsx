import type { JSX } from 'preact';
import { accord } from '#core/texte.ts';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { ChampJour, Choix } from '#web/composants/champ.tsx';
import { DepotFichier } from '#web/composants/depot-fichier.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import type { LigneApercu, VueImport, VueImports } from '../view-import.ts';

const Anciens = ({ vue }: { vue: VueImports }): JSX.Element | null =>
  vue.anciens.length === 0 ? null : (
    <Section titre="Fichiers déposés">
      <ul class="carte divide-y divide-base-300">
        {vue.anciens.map((i) => (
          <li key={i.id} class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 py-3">
            <span class="min-w-0"><span class="block font-semibold wrap-anywhere">{i.fichier}</span><span class="block text-sm text-douce">{i.etat}</span></span>
            <span class="flex flex-wrap gap-2">
              {i.aRelire && <LienBouton petit href={`${vue.base}/reseau/adherents/import/${i.id}`}>Relire<span class="sr-only"> {i.fichier}</span></LienBouton>}
              {i.prevenir && <BoutonGeste petit icone="send" action={`${vue.base}/reseau/adherents/import/${i.id}/acces`}>Envoyer les accès<span class="sr-only"> de {i.fichier}</span></BoutonGeste>}
              {i.annulable && <BoutonGeste petit icone="undo-2" action={`${vue.base}/reseau/adherents/import/${i.id}/annuler`}>Revenir en arrière<span class="sr-only"> sur {i.fichier}</span></BoutonGeste>}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );

/** Where a register of before comes in. */
export function PageImports({ vue }: { vue: VueImports }): JSX.Element {
  if (vue.interdit) return <PageMessage titre="Reprendre un registre revient à la coordination, à la présidence et au secrétariat." texte="Il dit qui est membre, et comment joindre chacun." lien={{ href: `${vue.base}/reseau/adherents`, libelle: 'Revenir aux adhérents' }} />;
  return (
    <>
      <TitrePage titre="Reprendre un registre" phrase="Votre liste d’adhérents dans un tableur, relue avant d’être écrite, et reprise d’un geste si elle ne va pas." action={<LienBouton href={`${vue.base}/reseau/adherents/nouveau`} icone="user-plus">Inscrire une seule personne</LienBouton>} />
      {vue.refus && <Encadre ton="refus" titre="Rien n’a été changé">{vue.refus}</Encadre>}
      {vue.sansCategorie ? (
        <EtatVide titre="Choisissez d’abord vos catégories" icone="settings" action={<LienBouton href={`${vue.base}/reseau/reglages`}>Ouvrir les réglages</LienBouton>}>Elles disent à quel titre chacun est là.</EtatVide>
      ) : (
        <Formulaire action={`${vue.base}/reseau/adherents/import`} fichiers erreurs={vue.erreur ? { fichier: vue.erreur } : {}}>
          <DepotFichier nom="fichier" libelle="Le tableau" accepte=".xlsx,.csv,.txt" aide="Classeur Excel (.xlsx) ou CSV : une ligne de titres, puis une personne par ligne. Cinq mille lignes au plus." />
          <Bouton variante="primaire" icone="upload">Lire ce tableau</Bouton>
        </Formulaire>
      )}
      <Anciens vue={vue} />
    </>
  );
}

const Colonnes = ({ vue }: { vue: VueImport }): JSX.Element => (
  <Depliant titre="Ce que contient chaque colonne" ouvert={vue.ecrites === 0 || vue.refus !== undefined}>
    <Formulaire action={`${vue.base}/reseau/adherents/import/${vue.id}/colonnes`}>
      <ul class="mb-5 divide-y divide-base-300 border-y border-base-300">
        {vue.colonnes.map((c, j) => (
          <li key={j} class="grid gap-x-6 gap-y-1 py-2.5 sm:grid-cols-2 sm:items-center">
            <label for={`colonne-${j}`}><span class="block font-semibold wrap-anywhere">{c.titre || `Colonne ${j + 1}`}</span><span class="text-sm text-douce wrap-anywhere">{c.exemples.length === 0 ? 'vide' : c.exemples.join(' · ')}</span></label>
            <select class="select" id={`colonne-${j}`} name="c">{vue.choix.map((o) => <option key={o.valeur} value={o.valeur} selected={o.valeur === c.role}>{o.libelle}</option>)}</select>
          </li>
        ))}
      </ul>
      <div class="grid gap-x-4 sm:grid-cols-2">
        <Choix nom="categorie" libelle="Catégorie, quand le fichier n’en dit rien" vide="Laisser ces lignes de côté" facultatif options={vue.categories} valeur={vue.categorie} />
        <ChampJour nom="depuis" libelle="Membres depuis le, quand le fichier n’en dit rien" valeur={vue.depuis} />
      </div>
      <Bouton>Relire avec ces colonnes</Bouton>
    </Formulaire>
  </Depliant>
);

const Lignes = ({ lignes, reste }: { lignes: readonly LigneApercu[]; reste: number }): JSX.Element => (
  <>
    <ul class="grid max-w-texte gap-1.5">{lignes.map((l) => <li key={l.ligne} class="wrap-anywhere"><span class="text-douce">Ligne {l.ligne}{'\u00a0'}: </span><span class="font-semibold">{l.nom || 'sans nom'}</span>{l.quoi && `, ${l.quoi.toLocaleLowerCase('fr')}`}<span class="text-douce"> ({l.detail})</span></li>)}</ul>
    {reste > 0 && <p class="mt-2 text-sm text-douce">et {accord(reste, 'autre ligne', 'autres lignes')}.</p>}
  </>
);

/** A deposited register as it is read: what would be written, what is left out and why, before anything is. */
export function PageImport({ vue }: { vue: VueImport }): JSX.Element {
  const adresse = `${vue.base}/reseau/adherents/import/${vue.id}`;
  return (
    <>
      <TitrePage titre="Relire avant de reprendre" phrase={vue.phrase} action={<>{vue.ecrites > 0 && <BoutonGeste variante="primaire" icone="check" action={`${adresse}/importer`}>Écrire {accord(vue.ecrites, 'ligne')} au registre</BoutonGeste>}<BoutonGeste action={`${adresse}/abandonner`}>Abandonner ce fichier</BoutonGeste></>} />
      {vue.refus && <Encadre ton="refus" titre="Rien n’a été changé">{vue.refus}</Encadre>}
      {vue.dejaLe && <Encadre titre={`Ce fichier a déjà été repris le ${vue.dejaLe}`}>Les personnes déjà là sont reconnues : les reprendre ne change rien.</Encadre>}
      <Colonnes vue={vue} />
      {vue.ecrites > 0 && <Section titre="Ce qui sera écrit" phrase="Personne ne reçoit de courriel. Ce que quelqu’un a déjà écrit au registre n’est jamais remplacé."><Lignes lignes={vue.aEcrire} reste={vue.ecrites - vue.aEcrire.length} /></Section>}
      {vue.rejetees > 0 && <Section titre="Lignes laissées de côté" phrase="Corrigez-les dans le tableur et déposez-le de nouveau : les autres seront reconnues."><Lignes lignes={vue.rejets} reste={vue.rejetees - vue.rejets.length} /></Section>}
      {vue.differences.length > 0 && <Section titre="Différences" phrase="Le registre et le fichier ne disent pas la même chose. Le registre reste tel quel."><Lignes lignes={vue.differences} reste={0} /></Section>}
    </>
  );
}
