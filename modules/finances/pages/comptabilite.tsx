import type { JSX } from 'preact';
import { Bouton, LienBouton } from '#web/composants/bouton.tsx';
import { Champ, ChampJour } from '#web/composants/champ.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Tableau } from '#web/composants/tableau.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { VueComptes } from '../view-comptes.ts';
import { PagesComptesInterdites, Pastilles, pour, type SaisieComptes } from './budget.tsx';

const Fichiers = ({ vue }: { vue: VueComptes }): JSX.Element => {
  const adresse = (suite: string): string => `${vue.base}/finances/comptabilite/fec?annee=${vue.annee}${suite}`;
  return (
    <Section titre="Fichiers pour l’expert-comptable" phrase="Dix-huit colonnes, une ligne par mouvement, débit et crédit égaux dans chaque écriture.">
      <div class="flex flex-wrap gap-2">
        <LienBouton href={adresse('')} icone="download" telechargement variante="primaire">Journal entier (tabulations)</LienBouton>
        <LienBouton href={adresse('&separateur=barre')} icone="download" telechargement>Journal entier (barres)</LienBouton>
      </div>
      {vue.missions.length > 0 && (
        <>
          <h3 class="mt-6 mb-2">Par mission</h3>
          <ul class="flex flex-wrap gap-2">{vue.missions.map((m) => <li key={m.valeur}><LienBouton petit href={adresse(`&poste=${m.valeur}`)} icone="download" telechargement>{m.libelle}</LienBouton></li>)}</ul>
          <p class="mt-2 max-w-texte text-sm text-douce">L’extrait d’une mission est numéroté pour lui-même ; la référence de pièce le relie au journal entier.</p>
        </>
      )}
    </Section>
  );
};

const Reglages = ({ vue, saisie }: { vue: VueComptes; saisie: SaisieComptes | undefined }): JSX.Element => (
  <Section titre="Réglages" id="reglages" phrase="À voir avec l’expert-comptable. Un compte sans source lue est une proposition, à vérifier.">
    <Formulaire action={`${vue.base}/finances/comptabilite`} version={vue.version} {...pour(saisie, 'reglages')}>
      <Champ nom="siren" libelle="SIREN de l’association" facultatif court valeur={vue.siren} aide="Neuf chiffres : il nomme le fichier." />
      <ChampJour nom="ouvertureLe" libelle="Premier jour tenu dans Maillage" facultatif valeur={vue.ouvertureLe} />
      <Champ nom="ouverture" libelle="Solde de la banque ce jour-là" facultatif court suffixe="€" clavier="decimal" valeur={vue.ouverture} />
      <Depliant titre="Numéros de compte" ouvert={Object.keys(pour(saisie, 'reglages').erreurs).some((c) => c.startsWith('compte_'))}>
        {vue.comptes.map((c) => <Champ key={c.cle} nom={`compte_${c.cle}`} libelle={c.nom} facultatif court clavier="numeric" valeur={c.numero} aide={c.source === '' ? 'à vérifier' : c.source} />)}
      </Depliant>
      <Bouton icone="check">Enregistrer les réglages</Bouton>
    </Formulaire>
  </Section>
);

/** The journal that all the facts make, for the accountant. */
export function PageComptabilite({ vue, saisie, refus }: { vue: VueComptes; saisie?: SaisieComptes; refus?: string }): JSX.Element {
  if (vue.interdit) return <PagesComptesInterdites base={vue.base} />;
  return (
    <>
      <TitrePage titre={`Comptabilité ${vue.annee}`} phrase={vue.phrase} />
      {refus && <Encadre ton="refus" titre="Rien n’a été changé">{refus}</Encadre>}
      <Pastilles nom="Année" choix={vue.annees.map((a) => ({ libelle: String(a), href: `${vue.base}/finances/comptabilite?annee=${a}`, actif: a === vue.annee }))} />
      {vue.rapprocher > 0 && <Encadre ton="attention" titre="La banque n’est pas toute rapprochée">{vue.rapprocher} {vue.rapprocher > 1 ? 'mouvements attendent' : 'mouvement attend'} dans <a class="lien" href={`${vue.base}/finances/banque`}>« Banque »</a> : le journal ne les porte pas encore.</Encadre>}
      <Tableau
        legende={`Journaux de ${vue.annee}`} lignes={vue.journaux} idLigne={(j) => j.code}
        colonnes={[
          { cle: 'nom', titre: 'Journal', principale: true, cellule: (j) => <>{j.nom} <span class="text-sm text-douce">({j.code})</span></> },
          { cle: 'ecritures', titre: 'Écritures', nombre: true, cellule: (j) => j.ecritures },
          { cle: 'montant', titre: 'Débit et crédit', nombre: true, cellule: (j) => j.montant },
        ]}
        vide={<EtatVide titre="Aucune écriture" icone="book-open">Les factures approuvées, les temps approuvés, les subventions, les versements et la banque écrivent le journal tout seuls.</EtatVide>}
      />
      {vue.journaux.length > 0 && <Fichiers vue={vue} />}
      <Encadre ton="regle" titre="Le fichier des écritures comptables" source="Livre des procédures fiscales, article A. 47 A-1 ; BOI-CF-IOR-60-40-20">Les écritures sont validées et numérotées sans trou à la clôture de l’exercice, dans « Taux ». Avant, le fichier est provisoire et sa date de validation vide. Après, il ne change plus : si l’exercice est rouvert puis clos de nouveau, ce qui a changé est extourné à la suite.</Encadre>
      {vue.peutTenir && <Reglages vue={vue} saisie={saisie} />}
    </>
  );
}
