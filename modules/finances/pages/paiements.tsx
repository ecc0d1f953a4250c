import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Champ, ChampJour } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Tableau } from '#web/composants/tableau.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { PageMessage } from '#web/message.tsx';
import type { VuePaiements } from '../view-paiements.ts';

type Saisie = { readonly forme: string; readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };
const TON = { preparee: 'attente', executee: 'reussi', annulee: 'neutre' } as const;

const FormeCompte = ({ base, pour, deja, saisie }: { base: string; pour: 'moi' | 'cpts'; deja: string; saisie: Saisie | undefined }): JSX.Element => (
  <Formulaire action={`${base}/finances/comptes/${pour}`} prefixe={`${pour}-`} erreurs={saisie?.forme === pour ? saisie.erreurs : {}} valeurs={saisie?.forme === pour ? saisie.valeurs : {}}>
    {deja !== '' && <p class="mb-3">Compte enregistré, {deja}. En écrire un autre le remplace.</p>}
    <Champ nom="titulaire" libelle="Titulaire du compte" maximum={70} />
    <Champ nom="iban" libelle="IBAN" maximum={42} autocompletion="off" aide="Par exemple : FR14 2004 1010 0505 0001 3M02 606" />
    <Bouton>Enregistrer ce compte</Bouton>
  </Formulaire>
);

const Gestes = ({ l, base }: { l: VuePaiements['lots'][number]; base: string }): JSX.Element => (
  <div class="flex flex-wrap gap-2">
    {l.statut !== 'annulee' && <LienBouton petit href={`${base}/finances/paiements/${l.id}.xml`} icone="download" telechargement>Fichier de virements<span class="sr-only"> du {l.nom}</span></LienBouton>}
    {l.statut === 'preparee' && <a class="link self-center text-sm" download href={`${base}/finances/paiements/${l.id}.xml?version=pain.001.001.03`}>Format ancien<span class="sr-only"> du {l.nom}</span></a>}
    {l.statut === 'preparee' && <BoutonGeste petit action={`${base}/finances/paiements/fin`} champs={{ lot: l.id, statut: 'executee' }}>La banque a payé<span class="sr-only"> : {l.nom}</span></BoutonGeste>}
    {l.statut === 'preparee' && <BoutonGeste petit action={`${base}/finances/paiements/fin`} champs={{ lot: l.id, statut: 'annulee' }}>Annuler<span class="sr-only"> le {l.nom}</span></BoutonGeste>}
  </div>
);

/** Paying: batches for the treasurer, one's own account for everyone. */
export function PagePaiements({ vue, saisie, refus }: { vue: VuePaiements; saisie?: Saisie; refus?: string }): JSX.Element {
  if (vue.interdit) return <PageMessage titre="Les paiements concernent les membres de la CPTS." texte="Vous lisez ici ce qui est déposé auprès de vous." lien={{ href: vue.base, libelle: 'Revenir à Aujourd’hui' }} />;
  return (
    <>
      <TitrePage titre="Paiements" phrase={vue.phrase} />
      {refus && <Encadre ton="refus" titre="Rien n’a été changé">{refus}</Encadre>}
      {vue.peutTenir && vue.sansCompte.length > 0 && <Encadre ton="attention" titre="Sans compte bancaire">{vue.sansCompte.join(', ')} : leur temps approuvé attend qu’ils donnent un IBAN.</Encadre>}
      {vue.peutTenir && vue.pret && (
        <Formulaire action={`${vue.base}/finances/paiements`} prefixe="lot-" erreurs={saisie?.forme === 'lot' ? saisie.erreurs : {}} valeurs={saisie?.forme === 'lot' ? saisie.valeurs : {}}>
          <ChampJour nom="execution" libelle="Jour du paiement" />
          <Bouton variante="primaire" icone="send">Préparer le lot</Bouton>
        </Formulaire>
      )}
      {vue.peutTenir && (
        <Section titre="Lots" phrase="Le fichier suit la norme de 2019 (pain.001.001.09). Si votre banque le refuse, prenez le format ancien (pain.001.001.03) : mêmes virements, mêmes montants.">
          <Tableau
            legende="Lots de paiement" lignes={vue.lots} idLigne={(l) => l.id}
            colonnes={[
              { cle: 'nom', titre: 'Lot', principale: true, cellule: (l) => l.nom },
              { cle: 'montant', titre: 'Montant', nombre: true, cellule: (l) => l.montant },
              { cle: 'personnes', titre: 'Pour', cellule: (l) => l.personnes },
              { cle: 'etat', titre: 'Où en est-on', cellule: (l) => <div><Badge ton={TON[l.statut]}>{l.etat}</Badge><span class="block text-sm text-douce">{l.jour}</span></div> },
              { cle: 'geste', titre: 'Geste', cellule: (l) => <Gestes l={l} base={vue.base} /> },
            ]}
            vide={<EtatVide titre="Aucun lot encore" icone="wallet">Un lot réunit ce qui est approuvé : un virement par personne, dans un fichier que la banque lit.</EtatVide>}
          />
        </Section>
      )}
      <Section titre="Mon compte" phrase="Chiffré : seul le fichier remis à la banque le porte en entier."><FormeCompte base={vue.base} pour="moi" deja={vue.monCompte} saisie={saisie} /></Section>
      {vue.peutTenir && <Section titre="Compte de la CPTS" phrase="Celui qui paie."><FormeCompte base={vue.base} pour="cpts" deja={vue.compteCpts} saisie={saisie} /></Section>}
    </>
  );
}
