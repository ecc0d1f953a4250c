import type { JSX } from 'preact';
import { Badge } from '#web/composants/badge.tsx';
import { Bouton, BoutonGeste, LienBouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Champ, ChampJour } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { ListeCle } from '#web/composants/liste-cle.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { Escalier } from '#web/graphiques/escalier.tsx';
import { GraphiqueLignes } from '#web/graphiques/lignes.tsx';
import type { VueFicheLigne } from '../view-ligne.ts';
import { enEurosRonds } from '../view.ts';
import { Echelle, Gestes } from './contrat.tsx';

type Props = { readonly vue: VueFicheLigne; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

function Releves({ vue }: { vue: VueFicheLigne }): JSX.Element {
  if (vue.releves.length === 0) return <p class="text-douce">Aucune valeur n’est encore notée.</p>;
  return (
    <ul class="divide-y divide-base-300 border-y border-base-300">
      {vue.releves.map((r) => (
        <li key={r.id} class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
          <span><span class="chiffres font-semibold">{r.valeur}</span> le {r.le}<span class="block text-sm text-douce">{r.detail}</span></span>
          {vue.peutNoter && <BoutonGeste petit action={`${vue.adresse}/releves/${r.id}/retrait`} icone="x">Retirer</BoutonGeste>}
        </li>
      ))}
    </ul>
  );
}

function Livrables({ vue }: { vue: VueFicheLigne }): JSX.Element {
  return (
    <ul class="divide-y divide-base-300 border-y border-base-300">
      {vue.livrables.map((l) => (
        <li key={l.id} class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
          <span class="min-w-0 break-words">{l.libelle} {l.fourni ? <Badge ton="reussi">fourni</Badge> : <Badge ton="attente">attendu</Badge>}</span>
          {vue.peutNoter && <BoutonGeste petit action={`${vue.adresse}/livrables`} champs={{ livrable: l.id, fourni: l.fourni ? 'non' : 'oui' }}>{l.fourni ? 'Pas encore, finalement' : 'Noter comme fourni'}</BoutonGeste>}
        </li>
      ))}
    </ul>
  );
}

/** What to do next for this line: what is open, else the next step; then where its course leads. */
const Suite = ({ vue }: { vue: VueFicheLigne }): JSX.Element => (
  <>
    {vue.gestes.length > 0 ? <Gestes gestes={vue.gestes} phrase="" /> : vue.ligne?.conseil && <Encadre titre="Le prochain pas">{vue.ligne.conseil}</Encadre>}
    {vue.prevision && <p class="max-w-texte text-douce">{vue.prevision}</p>}
  </>
);

/** One line of the contract: what it pays, where it stands, its values and what is asked with them. */
export function PageLigne({ vue, erreurs = {}, valeurs = {} }: Props): JSX.Element {
  return (
    <>
      <TitrePage titre={vue.titre} phrase={vue.phrase} action={vue.peutEcrire ? <LienBouton href={`${vue.adresse}/modifier`} icone="pen">Modifier la ligne</LienBouton> : undefined} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.ligne && <Echelle l={vue.ligne} />}
      <Suite vue={vue} />
      <ListeCle lignes={vue.faits.map((f) => ({ cle: f.cle, valeur: f.valeur }))} />
      {vue.paie && <Escalier niveau={2} titre="Ce que chaque valeur paie" phrase={vue.paie.phrase} points={vue.paie.points} seuils={vue.paie.seuils} reperes={vue.paie.reperes} format={enEurosRonds} entetes={['Valeur', 'La ligne paie']} lignes={vue.paie.lignes} />}
      {vue.courbe && <GraphiqueLignes niveau={2} titre="Les valeurs dans le temps" quoi="Date" abscisses={vue.courbe.dates} series={[{ libelle: vue.courbe.unite, valeurs: vue.courbe.valeurs }]} />}
      {vue.livrables.length > 0 && <Section titre="Livrables demandés"><Livrables vue={vue} /></Section>}
      <Section titre="Valeurs relevées"><Releves vue={vue} /></Section>
      {vue.peutNoter && (
        <Section titre="Noter une valeur">
          <Formulaire action={`${vue.adresse}/releves`} erreurs={erreurs} valeurs={valeurs}>
            <ChampJour nom="le" libelle="Date de la valeur" valeur={vue.aujourdhui} />
            {vue.ouiNon
              ? <CasesChoix nom="vrai" libelle="Est-ce fait ?" deuxColonnes options={[{ valeur: 'oui', libelle: 'Oui' }, { valeur: 'non', libelle: 'Non' }]} />
              : <Champ nom="nombre" libelle="Valeur" clavier="decimal" court {...(vue.unite ? { suffixe: vue.unite } : {})} />}
            <Champ nom="source" libelle="D’où vient-elle ?" facultatif aide="Par exemple : requête de la CPAM, feuille d’émargement." maximum={200} valeur={vue.source} />
            <Bouton variante="primaire">Noter la valeur</Bouton>
          </Formulaire>
        </Section>
      )}
    </>
  );
}

export const LigneIntrouvable = ({ base }: { base: string }): JSX.Element => (
  <TitrePage titre="Cette ligne n’est pas au contrat." phrase="Elle a peut-être été retirée. Ses valeurs restent dans l’historique." action={<LienBouton href={`${base}/contrat`}>Revenir au contrat</LienBouton>} />
);
