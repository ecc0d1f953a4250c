import type { JSX } from 'preact';
import { formaterDateCourte } from '#core/texte.ts';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste } from '#web/composants/bouton.tsx';
import { Champ, ChampJour, Choix } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { type Colonne, Tableau } from '#web/composants/tableau.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { GraphiqueLignes } from '#web/graphiques/lignes.tsx';
import type { LigneEcheance, LigneVersement, VueTresorerie } from '../view-tresorerie.ts';

type Props = { readonly vue: VueTresorerie; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

const COLONNES: readonly Colonne<LigneEcheance>[] = [
  { cle: 'quoi', titre: 'Somme', principale: true, cellule: (e) => e.quoi },
  { cle: 'le', titre: 'Date', cellule: (e) => formaterDateCourte(e.le) },
  { cle: 'montant', titre: 'Attendu', nombre: true, cellule: (e) => e.montant },
  { cle: 'recu', titre: 'Reçu', nombre: true, cellule: (e) => e.recu },
  { cle: 'etat', titre: 'État', cellule: (e) => <Badge ton={e.ton}>{e.etat}</Badge> },
];

const colonnesVersements = (vue: VueTresorerie): readonly Colonne<LigneVersement>[] => [
  { cle: 'le', titre: 'Reçu le', principale: true, cellule: (v) => formaterDateCourte(v.le) },
  { cle: 'montant', titre: 'Montant', nombre: true, cellule: (v) => v.montant },
  { cle: 'pour', titre: 'Pour', cellule: (v) => v.pour },
  { cle: 'reference', titre: 'Référence', cellule: (v) => v.reference },
  ...(vue.peutNoter ? [{ cle: 'geste', titre: 'Corriger', cellule: (v: LigneVersement) => <BoutonGeste petit action={`${vue.base}/contrat/versements/${v.id}/retrait`}>Retirer</BoutonGeste> }] : []),
];

/** What should come and what came, sum by sum and month by month. */
export function PageTresorerie({ vue, erreurs = {}, valeurs = {} }: Props): JSX.Element {
  if (vue.interdit) return <TitrePage titre="Trésorerie du contrat" phrase="Elle se lit par la coordination, la présidence et la trésorerie." />;
  return (
    <>
      <TitrePage titre="Trésorerie du contrat" phrase={vue.phrase} />
      {vue.ancien && <Encadre>Ce sont les sommes d’un contrat précédent. <a class="lien" href={`${vue.base}/contrat/tresorerie`}>Voir celles du contrat en cours</a></Encadre>}
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.mois && <GraphiqueLignes niveau={2} titre="Attendu et reçu, cumulés" quoi="Mois" abscisses={vue.mois.noms} series={[{ libelle: 'Attendu', valeurs: vue.mois.attendu }, { libelle: 'Reçu', valeurs: vue.mois.recu }]} depuisZero />}
      <Section titre="Sommes attendues">
        <Tableau legende="Sommes attendues du contrat" colonnes={COLONNES} lignes={vue.echeances} idLigne={(e) => e.cle} exports={[`${vue.base}/contrat/tresorerie.xlsx`]} vide={<p class="text-douce">Le contrat n’a pas encore d’échéance.</p>} />
      </Section>
      <Section titre="Sommes reçues">
        <Tableau legende="Sommes reçues" colonnes={colonnesVersements(vue)} lignes={vue.versements} idLigne={(v) => v.id} vide={<p class="text-douce">Aucun versement n’est noté. Le premier se note ci-dessous.</p>} />
      </Section>
      {vue.peutNoter && (
        <Section titre="Noter un versement">
          <Formulaire action={`${vue.base}/contrat/versements`} erreurs={erreurs} valeurs={valeurs}>
            {vue.ancien && <input type="hidden" name="contrat" value={vue.ancien} />}
            <ChampJour nom="le" libelle="Reçu le" valeur={vue.aujourdhui} />
            <Champ nom="montant" libelle="Montant" clavier="decimal" court suffixe="€" aide="Négatif s’il a été rendu." />
            <Choix nom="echeance" libelle="Pour quelle somme attendue" facultatif vide="Rapprocher tout seul" options={vue.choix} />
            <Champ nom="reference" libelle="Référence du relevé bancaire" facultatif maximum={100} />
            <Bouton variante="primaire">Noter le versement</Bouton>
          </Formulaire>
        </Section>
      )}
    </>
  );
}
