import type { JSX } from 'preact';
import { Badge, type TonBadge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Champ, ChampJour, Choix } from '#web/composants/champ.tsx';
import { DepotFichier } from '#web/composants/depot-fichier.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { type Colonne, Tableau } from '#web/composants/tableau.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { avecParametres } from '#web/adresse.ts';
import { libelleStatutFacture } from '../labels.ts';
import { StatutFacture } from '../model-comptes.ts';
import { CHOIX_NATURES, CHOIX_POSTES, type LigneFacture, type VueFactures } from '../view-comptes.ts';
import { MOTIF, motifGarde, PagesComptesInterdites, pour, type SaisieComptes } from './budget.tsx';

const TONS: Readonly<Record<StatutFacture, TonBadge>> = { recue: 'attente', approuvee: 'encours', payee: 'reussi', refusee: 'refus' };
const MOTS: Readonly<Record<string, string>> = { approuver: 'Approuver', desapprouver: 'Rouvrir', rouvrir: 'Rouvrir', payer: 'Noter payée', depayer: 'Non payée' };

const suiteDe = (adresse: string): string => (adresse.includes('?') ? adresse.slice(adresse.indexOf('?')) : '');

const Gestes = ({ l, vue, saisie }: { l: LigneFacture; vue: VueFactures; saisie: SaisieComptes | undefined }): JSX.Element => {
  const piece = `${vue.base}/finances/factures/${l.id}`;
  // The list comes back as it was filtered, so that the line whose gesture was refused is still on it.
  const action = `${piece}${suiteDe(vue.adresse)}`;
  const forme = MOTIF + l.id;
  return (
    <div class="flex flex-wrap gap-2">
      {l.fichier && <LienBouton petit href={`${piece}/fichier`} icone="eye">Voir<span class="sr-only"> la facture {l.numero} de {l.fournisseur}</span></LienBouton>}
      {l.gestes.filter((g) => g !== 'refuser').map((g) => <BoutonGeste key={g} petit action={action} version={l.version} champs={{ geste: g }}>{MOTS[g]}<span class="sr-only"> : {l.fournisseur}, {l.numero}</span></BoutonGeste>)}
      {l.gestes.includes('refuser') && (
        <Depliant titre={<>Refuser<span class="sr-only"> : {l.fournisseur}, {l.numero}</span></>} ouvert={saisie?.forme === forme}>
          <Formulaire action={action} version={l.version} prefixe={`r${l.id.slice(-6)}-`} {...pour(saisie, forme)}>
            <input type="hidden" name="geste" value="refuser" />
            <Champ nom="motif" libelle="Pourquoi ?" maximum={200} />
            <Bouton petit>Refuser la facture</Bouton>
          </Formulaire>
        </Depliant>
      )}
    </div>
  );
};

const colonnes = (vue: VueFactures, saisie: SaisieComptes | undefined): readonly Colonne<LigneFacture>[] => [
  { cle: 'fournisseur', titre: 'Fournisseur', principale: true, tri: true, cellule: (l) => <>{l.fournisseur}<span class="block text-sm font-normal text-douce">n° {l.numero}</span></> },
  { cle: 'jour', titre: 'Date', tri: true, cellule: (l) => <div>{l.jour}{l.echeance !== '' && <span class="block text-sm text-douce">à payer le {l.echeance}{l.retard && ', en retard'}</span>}</div> },
  { cle: 'ou', titre: 'Mission, action, nature', masquable: true, cellule: (l) => l.ou },
  { cle: 'centimes', titre: 'Montant', nombre: true, tri: true, cellule: (l) => l.montant },
  { cle: 'statut', titre: 'Où en est-on', tri: true, cellule: (l) => <div><Badge ton={l.retard ? 'attente' : TONS[l.statut]}>{l.etat}</Badge><span class="block text-sm text-douce">{l.detail}</span></div> },
  ...(vue.lignes.some((l) => l.fichier || l.gestes.length > 0) ? [{ cle: 'geste', titre: 'Geste', cellule: (l: LigneFacture) => <Gestes l={l} vue={vue} saisie={saisie} /> }] : []),
];

const Filtres = ({ vue: { filtre: f } }: { vue: VueFactures }): JSX.Element => (
  <>
    <Choix nom="annee" libelle="Année" valeur={String(f.annee)} options={[f.annee + 1, f.annee, f.annee - 1, f.annee - 2].map((a) => ({ valeur: String(a), libelle: String(a) }))} />
    <Choix nom="statut" libelle="État" vide="Tous" valeur={f.statut} options={StatutFacture.options.map((s) => ({ valeur: s, libelle: libelleStatutFacture[s] }))} />
    <Choix nom="poste" libelle="Mission" vide="Toutes" valeur={f.poste} options={CHOIX_POSTES} />
    <input type="hidden" name="tri" value={f.tri} />
    <input type="hidden" name="sens" value={f.sens} />
  </>
);

const Saisir = ({ vue, saisie }: { vue: VueFactures; saisie: SaisieComptes | undefined }): JSX.Element => (
  <Section titre="Saisir une facture" id="saisir" phrase="Quelqu’un d’autre que vous l’approuvera.">
    <Formulaire action={`${vue.base}/finances/factures`} fichiers {...pour(saisie, 'facture')}>
      <Champ nom="fournisseur" libelle="Fournisseur" maximum={120} />
      <Champ nom="numero" libelle="Numéro de la facture" maximum={60} court />
      <ChampJour nom="jour" libelle="Date de la facture" />
      <ChampJour nom="echeance" libelle="À payer avant le" facultatif />
      <Champ nom="montant" libelle="Montant toutes taxes comprises" court suffixe="€" clavier="decimal" aide="Négatif pour un avoir." />
      <Choix nom="poste" libelle="Mission" vide="Choisir" options={CHOIX_POSTES} />
      <Choix nom="nature" libelle="Nature" vide="Choisir" options={CHOIX_NATURES} />
      {vue.actions.length > 0 && <Choix nom="fiche" libelle="Action" facultatif vide="Aucune" options={vue.actions} />}
      <Champ nom="libelle" libelle="Objet" facultatif maximum={200} />
      <DepotFichier nom="fichier" libelle="La facture" facultatif consigne="Déposez le PDF ou la photo" />
      <Bouton variante="primaire" icone="check">Enregistrer la facture</Bouton>
    </Formulaire>
  </Section>
);

/** Invoices: typed by one, approved by another, paid once. */
export function PageFactures({ vue, saisie, refus }: { vue: VueFactures; saisie?: SaisieComptes; refus?: string }): JSX.Element {
  if (vue.interdit) return <PagesComptesInterdites base={vue.base} />;
  const suite = suiteDe(vue.adresse);
  const filtree = [vue.filtre.q, vue.filtre.statut, vue.filtre.poste].some((x) => x !== '');
  return (
    <>
      <TitrePage titre={`Factures ${vue.filtre.annee}`} phrase={vue.phrase} action={vue.peutSaisir && !vue.clos ? <LienBouton href="#saisir" icone="plus">Saisir une facture</LienBouton> : undefined} />
      {refus && <Encadre ton="refus" titre="Rien n’a été changé">{refus}{motifGarde(saisie, (id) => vue.lignes.some((l) => l.id === id && l.gestes.includes('refuser')))}</Encadre>}
      {vue.clos && <Encadre titre={`L’exercice ${vue.filtre.annee} est clos`}>Plus aucune facture n’y entre ; celles qui sont approuvées se paient encore.</Encadre>}
      <Tableau
        legende={`Factures de ${vue.filtre.annee}`} colonnes={colonnes(vue, saisie)} lignes={vue.lignes} idLigne={(l) => l.id} adresse={vue.adresse} page={vue.page} quoi="factures" tri={{ cle: vue.filtre.tri, sens: vue.filtre.sens }} recherche={<Champ nom="q" libelle="Fournisseur, n°, objet" valeur={vue.filtre.q} facultatif />} filtres={<Filtres vue={vue} />}
        exports={[`${vue.base}/finances/factures.csv${suite}`, `${vue.base}/finances/factures.xlsx${suite}`]}
        vide={<EtatVide titre={filtree ? 'Aucune facture ne répond à ces critères' : `Aucune facture en ${vue.filtre.annee}`} icone="file-text" action={filtree && <a class="btn" href={avecParametres(vue.adresse, { q: undefined, statut: undefined, poste: undefined, page: undefined })}>Tout montrer</a>}>Une facture se saisit avec son papier ; une seconde personne l’approuve, puis elle se paie.</EtatVide>}
      />
      {vue.peutSaisir && !vue.clos && <Saisir vue={vue} saisie={saisie} />}
    </>
  );
}
