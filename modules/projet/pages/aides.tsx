import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste } from '#web/composants/bouton.tsx';
import { Champ, ChampJour, Choix, ZoneTexte } from '#web/composants/champ.tsx';
import { DepotFichier } from '#web/composants/depot-fichier.tsx';
import { Depliant, Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { type Aide, aVerifier, direTemps, FINANCEURS, libelleFinanceur, totaux } from '../moteur/aides.ts';

type Saisie = { readonly id: string; readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };
export type VueAides = { readonly base: string; readonly peutNoter: boolean; readonly aides: readonly Aide[]; readonly saisie?: Saisie };

const enEuros = (centimes: number | undefined): string => (centimes === undefined ? '' : (centimes / 100).toFixed(2).replace('.', ','));

/** Amounts and days of the three moments. */
function Temps({ a }: { a?: Aide }): JSX.Element {
  return (
    <div class="grid gap-x-6 sm:grid-cols-2">
      <Champ nom="demandee" libelle="Montant demandé" facultatif clavier="decimal" suffixe="€" valeur={enEuros(a?.demandee.centimes)} />
      <ChampJour nom="demandee_le" libelle="Demandé le" facultatif {...(a?.demandee.le && { valeur: a.demandee.le })} />
      <Champ nom="accordee" libelle="Montant accordé" facultatif clavier="decimal" suffixe="€" valeur={enEuros(a?.accordee.centimes)} />
      <ChampJour nom="accordee_le" libelle="Accordé le" facultatif {...(a?.accordee.le && { valeur: a.accordee.le })} />
      <Champ nom="versee" libelle="Montant versé" facultatif clavier="decimal" suffixe="€" valeur={enEuros(a?.versee.centimes)} />
      <ChampJour nom="versee_le" libelle="Versé le" facultatif {...(a?.versee.le && { valeur: a.versee.le })} />
    </div>
  );
}

/** Who gives, for what, where. */
const Quoi = ({ a }: { a?: Aide }): JSX.Element => (
  <>
    <Choix nom="financeur" libelle="Financeur" vide="Choisissez" options={FINANCEURS.map((f) => ({ valeur: f, libelle: libelleFinanceur[f] }))} {...(a && { valeur: a.financeur })} />
    <Champ nom="objet" libelle="Objet" maximum={200} {...(a && { valeur: a.objet })} aide="Par exemple : temps de coordination, écriture du projet." />
    <Champ nom="region" libelle="Région" facultatif maximum={100} {...(a && { valeur: a.region })} />
  </>
);

function FormulaireAide({ vue, a, rang }: { vue: VueAides; a?: Aide; rang: number }): JSX.Element {
  const reprise = vue.saisie?.id === (a?.id ?? '') ? vue.saisie : undefined;
  return (
    <Formulaire action={`${vue.base}/projet/aides`} prefixe={`a${rang}-`} fichiers {...(a && { version: a.version })} {...(reprise && { erreurs: reprise.erreurs, valeurs: reprise.valeurs })}>
      {a && <input type="hidden" name="id" value={a.id} />}
      <Quoi {...(a && { a })} />
      <Temps {...(a && { a })} />
      <Champ nom="source" libelle="D’où vient ce montant" facultatif maximum={300} {...(a && { valeur: a.source })} aide="La notification, l’appel à projets, sa date. Sans source ni justificatif, l’aide reste « à vérifier »." />
      <ZoneTexte nom="commentaire" libelle="Commentaire" facultatif lignes={2} maximum={2000} {...(a && { valeur: a.commentaire })} />
      <DepotFichier nom="fichier" libelle="Justificatif" facultatif aide="La notification ou la convention. 20 Mo au plus." />
      <Bouton variante={a ? 'simple' : 'primaire'} icone="check">{a ? 'Enregistrer l’aide' : 'Noter l’aide'}</Bouton>
    </Formulaire>
  );
}

/** Start-up money: asked, granted, paid, with its papers. */
export function PageAides({ vue, refus }: { vue: VueAides; refus?: string }): JSX.Element {
  const t = totaux(vue.aides);
  return (
    <>
      <TitrePage titre="Aides au démarrage" phrase={vue.aides.length === 0 ? 'Aucune aide n’est encore notée.' : `${t.versee} versés sur ${t.accordee} accordés.`} />
      {refus && <Encadre ton="refus">{refus}</Encadre>}
      <Encadre ton="regle" titre="Montants à vérifier">Les aides dépendent de la région et de l’année : demandez-les à votre ARS et à votre CPAM. Maillage n’en propose aucun montant.</Encadre>
      {vue.aides.length === 0 && <EtatVide titre="Aucune aide" icone="wallet">Les aides arrivent après la validation de la lettre d’intention, sur le compte de l’association.</EtatVide>}
      {vue.aides.map((a, i) => (
        <section key={a.id} class="carte mb-4 px-5 py-4">
          <div class="flex flex-wrap items-baseline gap-x-3 gap-y-1"><h2 class="text-lg wrap-anywhere">{a.objet}</h2>{aVerifier(a) && <Badge ton="attente">à vérifier</Badge>}</div>
          <p class="text-douce">{libelleFinanceur[a.financeur]}{a.region && `, ${a.region}`}{a.fichierId && <> · <a class="lien" href={`${vue.base}/projet/aides/${a.id}/fichier`}>Justificatif</a></>}</p>
          <ListeCle lignes={[{ cle: 'Demandée', valeur: direTemps(a.demandee) }, { cle: 'Accordée', valeur: direTemps(a.accordee) }, { cle: 'Versée', valeur: direTemps(a.versee) }, ...(a.source ? [{ cle: 'Source', valeur: a.source }] : []), ...(a.commentaire ? [{ cle: 'Commentaire', valeur: a.commentaire }] : [])]} />
          {vue.peutNoter && <Depliant titre="Modifier" ouvert={vue.saisie?.id === a.id}><FormulaireAide vue={vue} a={a} rang={i + 1} /><p class="mt-3"><BoutonGeste petit variante="discret" icone="trash-2" action={`${vue.base}/projet/aides/${a.id}/retrait`}>Retirer cette aide</BoutonGeste></p></Depliant>}
        </section>
      ))}
      {vue.peutNoter && <Section titre="Noter une aide"><FormulaireAide vue={vue} rang={0} /></Section>}
    </>
  );
}
