import type { JSX } from 'preact';
import type { Bloc } from '#core/document.ts';
import { LienBouton } from '#web/composants/bouton.tsx';
import { Diff } from '#web/composants/diff.tsx';
import { Blocs } from '#web/composants/document.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Section, TitrePage } from '#web/composants/titre-page.tsx';
import { LectureReservee } from './gouvernance.tsx';

export type VueReglement = {
  readonly base: string;
  readonly ecrit: boolean;
  readonly numero: number;
  readonly adoptePar: string | undefined;
  readonly blocs: readonly Bloc[];
  readonly versions: readonly number[];
  readonly comparaison?: { readonly avec: number; readonly avant: string; readonly apres: string };
  readonly refus?: string;
};

const phraseDe = (v: VueReglement): string => (v.numero === 0 ? 'Il s’écrira des mêmes réponses que vos statuts.' : v.adoptePar === undefined ? 'Il suit vos statuts, qui ne disent pas encore qui l’adopte.' : `Il suit la version ${v.numero} de vos statuts, et s’adopte par : ${v.adoptePar}.`);

/** The internal rules as they read, and what changed between two versions. */
export function PageReglement({ vue, interdit }: { vue?: VueReglement; interdit?: boolean }): JSX.Element {
  if (interdit || !vue) return <LectureReservee />;
  const lien = (s: string): string => `${vue.base}/gouvernance/${s}`;
  return (
    <>
      <TitrePage titre="Règlement intérieur" phrase={phraseDe(vue)} action={vue.numero > 0 && <>{vue.ecrit && <LienBouton variante="primaire" href={lien('statuts/reglementInterieur')}>Compléter le règlement</LienBouton>}<LienBouton href={lien('reglement.docx')} telechargement>Word</LienBouton><LienBouton href={lien('reglement.pdf')} telechargement>PDF</LienBouton></>} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.numero === 0 ? <EtatVide titre="Aucun statut n’est écrit" icone="file-text">Écrivez une première clause de vos <a class="text-lien underline underline-offset-4" href={lien('statuts')}>statuts</a> : le règlement en naîtra.</EtatVide> : (
        <>
          {vue.comparaison && <Section titre={`Ce qui change depuis la version ${vue.comparaison.avec}`}>{vue.comparaison.avant === vue.comparaison.apres ? <p>Rien ne change dans le règlement entre ces deux versions.</p> : <Diff avant={vue.comparaison.avant} apres={vue.comparaison.apres} />}</Section>}
          <Section titre="Le texte"><Blocs blocs={vue.blocs} /></Section>
          {vue.versions.length > 0 && <Section horsPapier titre="Versions"><ul class="flex flex-wrap gap-2">{vue.versions.map((n) => <li key={n}><LienBouton petit href={lien(`reglement?avec=${n}`)}>Comparer avec la version {n}</LienBouton></li>)}</ul></Section>}
        </>
      )}
    </>
  );
}
