import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { Choix } from '#web/composants/champ.tsx';
import { DepotFichier } from '#web/composants/depot-fichier.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { Pagination } from '#web/composants/pagination.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import type { Colonnes } from '../model-banque.ts';
import { CHOIX_POSTES } from '../view-comptes.ts';
import type { LigneMouvement, VueBanque } from '../view-paiements.ts';
import { PagesComptesInterdites, Pastilles, pour, type SaisieComptes } from './budget.tsx';

const AUTRES = { entre: [{ valeur: 'cotisations', libelle: 'Cotisations des adhérents' }, { valeur: 'produit', libelle: 'Autre recette' }], sort: [{ valeur: 'frais', libelle: 'Frais bancaires' }, { valeur: 'charge', libelle: 'Autre dépense' }] };

const Ranger = ({ l, base, prefixe, saisie }: { l: LigneMouvement; base: string; prefixe: string; saisie?: SaisieComptes | undefined }): JSX.Element => (
  <Formulaire action={`${base}/finances/banque/rapprochement`} prefixe={prefixe} class="flex flex-wrap items-end gap-x-3" {...(saisie ? { erreurs: saisie.erreurs, valeurs: saisie.valeurs } : {})}>
    <input type="hidden" name="mouvement" value={l.id} />
    <Choix nom="objet" libelle="C’est" vide="Choisir" options={l.entre ? AUTRES.entre : AUTRES.sort} />
    <Choix nom="poste" libelle="Mission" facultatif vide="Aucune" options={CHOIX_POSTES} />
    <div class="mb-5"><Bouton petit>Ranger ce mouvement</Bouton></div>
  </Formulaire>
);

const Gestes = ({ l, base }: { l: LigneMouvement; base: string }): JSX.Element => (
  <div class="mt-2">
    {l.propositions.map((p) => (
      <div key={p.objet + p.id} class="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <BoutonGeste petit variante="simple" icone="check" action={`${base}/finances/banque/rapprochement`} champs={{ mouvement: l.id, objet: p.objet, ...(p.id === '' ? {} : { id: p.id }) }}>{p.nom}</BoutonGeste>
        <span class="text-sm text-douce">{p.raison}</span>
      </div>
    ))}
    <Depliant titre={<>C’est autre chose<span class="sr-only"> : {l.libelle}, {l.montant}</span></>}>
      <Ranger l={l} base={base} prefixe={`m${l.id.slice(-8)}-`} />
    </Depliant>
  </div>
);

const Un = ({ l, vue }: { l: LigneMouvement; vue: VueBanque }): JSX.Element => (
  <li class="px-4 py-3">
    <div class="flex flex-wrap items-baseline justify-between gap-x-6">
      <p class="min-w-0 font-semibold">{l.libelle}{l.contrepartie !== '' && l.contrepartie !== l.libelle && <span class="block text-sm font-normal text-douce">{l.contrepartie}</span>}</p>
      <p class="chiffres whitespace-nowrap">{l.montant}</p>
    </div>
    <p class="text-sm text-douce">{l.jour}</p>
    {vue.etat === 'a_rapprocher' ? vue.peutTenir && <Gestes l={l} base={vue.base} /> : (
      <div class="mt-1 flex flex-wrap items-center gap-3"><Badge ton="reussi">{l.solde}</Badge>{vue.peutTenir && <BoutonGeste petit variante="discret" action={`${vue.base}/finances/banque/${l.id}/defaire`}>Défaire<span class="sr-only"> : {l.libelle}, {l.montant}</span></BoutonGeste>}</div>
    )}
  </li>
);

const COLONNES: readonly (readonly [keyof Colonnes, string, boolean])[] = [['jour', 'La date', false], ['libelle', 'Le libellé', false], ['debit', 'Ce qui sort (débit)', true], ['credit', 'Ce qui entre (crédit)', true], ['montant', 'Ou le montant avec son signe', true], ['contrepartie', 'Le tiers', true], ['reference', 'La référence', true]];

const DireColonnes = ({ vue, c, saisie }: { vue: VueBanque; c: NonNullable<VueBanque['colonnes']>; saisie: SaisieComptes | undefined }): JSX.Element => (
  <Section titre="Quelle colonne porte quoi ?" id="colonnes" phrase={`« ${c.nom} » est d’un modèle que Maillage n’a jamais lu. Dites-le une fois : les prochains relevés de cette banque se liront seuls.`}>
    <div class="mb-5 overflow-x-auto" role="region" aria-label="Premières lignes du fichier" tabIndex={0}>
      <table class="tableau-simple"><caption class="sr-only">Premières lignes du fichier</caption><tbody>{c.apercu.map((l, i) => <tr key={i}>{l.map((x, j) => (i === 0 ? <th key={j} scope="col">{x}</th> : <td key={j}>{x}</td>))}</tr>)}</tbody></table>
    </div>
    <Formulaire action={`${vue.base}/finances/banque/colonnes/${c.fichierId}`} {...pour(saisie, 'colonnes')}>
      {COLONNES.map(([nom, libelle, facultatif]) => <Choix key={nom} nom={nom} libelle={libelle} facultatif={facultatif} vide={facultatif ? 'Aucune' : 'Choisir'} valeur={c.devinees[nom]} options={c.entetes.map((e) => ({ valeur: e, libelle: e }))} />)}
      <div class="flex flex-wrap gap-2"><Bouton variante="primaire" icone="check">Importer le relevé</Bouton><LienBouton href={`${vue.base}/finances/banque`}>Ne pas importer</LienBouton></div>
    </Formulaire>
  </Section>
);

/** What the bank says, line by line, and what each line settles. */
export function PageBanque({ vue, saisie, refus }: { vue: VueBanque; saisie?: SaisieComptes; refus?: string }): JSX.Element {
  if (vue.interdit) return <PagesComptesInterdites base={vue.base} />;
  if (vue.colonnes) return (
    <>
      <TitrePage titre="Banque" phrase="Le relevé attend : rien n’est encore importé." />
      {refus && <Encadre ton="refus" titre="Rien n’a été changé">{refus}</Encadre>}
      <DireColonnes vue={vue} c={vue.colonnes} saisie={saisie} />
    </>
  );
  return (
    <>
      <TitrePage titre="Banque" phrase={vue.phrase} />
      {refus && <Encadre ton="refus" titre="Rien n’a été changé">{refus}</Encadre>}
      {vue.aRevoir && <Section titre={`À revoir : ${vue.aRevoir.libelle}`} phrase={`${vue.aRevoir.montant}, le ${vue.aRevoir.jour}.`}><Ranger l={vue.aRevoir} base={vue.base} prefixe="revoir-" saisie={saisie} /></Section>}
      {vue.attendent + vue.faits > 0 && <Pastilles nom="Mouvements" choix={([['a_rapprocher', `À rapprocher (${vue.attendent})`], ['rapproches', `Rapprochés (${vue.faits})`]] as const).map(([e, libelle]) => ({ libelle, href: `${vue.base}/finances/banque?etat=${e}`, actif: vue.etat === e }))} />}
      {vue.lignes.length > 0 ? (
        <>
          <ul class="carte divide-y divide-base-300">{vue.lignes.map((l) => <Un key={l.id} l={l} vue={vue} />)}</ul>
          <Pagination page={vue.page} adresse={vue.adresse} quoi="mouvements" />
        </>
      ) : <EtatVide titre={vue.attendent + vue.faits === 0 ? 'Aucun mouvement' : vue.etat === 'a_rapprocher' ? 'Tout est rapproché' : 'Rien n’est encore rapproché'} icone="wallet">{vue.peutTenir ? 'Déposez un relevé : Maillage propose ce que chaque mouvement paie ou apporte, et vous dites oui d’un geste.' : 'La trésorerie importe les relevés et les rapproche.'}</EtatVide>}
      {vue.peutTenir && (
        <Section titre="Importer un relevé" id="importer" phrase="Un fichier CAMT.053 (XML), ou un tableau CSV de la banque. Le même fichier deux fois ne change rien.">
          <Formulaire action={`${vue.base}/finances/banque/releves`} fichiers {...pour(saisie, 'releve')}>
            <DepotFichier nom="fichier" libelle="Le relevé" accepte=".xml,.csv,.txt" consigne="Déposez le relevé de la banque" />
            <Bouton variante="primaire" icone="upload">Importer le relevé</Bouton>
          </Formulaire>
        </Section>
      )}
    </>
  );
}
