import type { JSX } from 'preact';
import { Bouton } from '#web/composants/bouton.tsx';
import { CasesChoix } from '#web/composants/cases-choix.tsx';
import { Champ, ZoneTexte } from '#web/composants/champ.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Formulaire } from '#web/composants/formulaire.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import type { Question } from '../moteur/questions.ts';
import { estFacultative } from '../moteur/statuts.ts';
import { LectureReservee } from './gouvernance.tsx';

export type VueClause = { readonly base: string; readonly interdit?: boolean; readonly ecrit: boolean; readonly cle: string; readonly titre: string; readonly guide: string; readonly version: number; readonly questions: readonly Question[]; readonly reponses: Readonly<Record<string, string>>; readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };

function Saisie({ q, valeur, facultative }: { q: Question; valeur: string; facultative: boolean }): JSX.Element {
  const commun = { nom: q.cle, libelle: q.libelle, valeur, ...(q.guide ? { aide: q.guide } : {}), ...(facultative ? { facultatif: true } : {}) };
  if (q.genre === 'choix') return <CasesChoix {...commun} options={(q.options ?? []).map(([v, libelle]) => ({ valeur: v, libelle }))} />;
  if (q.genre === 'texte') return <ZoneTexte {...commun} lignes={5} maximum={4000} />;
  return <Champ {...commun} court={q.genre !== 'ligne'} maximum={q.genre === 'ligne' ? 300 : 20} {...(q.genre === 'entier' ? { clavier: 'numeric' as const } : {})} />;
}

/** One clause as questions. No answer is chosen beforehand: what is left open is asked again. */
export function PageClause({ vue }: { vue: VueClause }): JSX.Element {
  if (vue.interdit) return <LectureReservee />;
  const retour = `${vue.base}/gouvernance/statuts`;
  return (
    <>
      <TitrePage titre={vue.titre} phrase={vue.guide} />
      {!vue.ecrit && <Encadre ton="information">Vous lisez cette clause. La coordination, la présidence et le secrétariat peuvent l’écrire.</Encadre>}
      <Formulaire action={`${retour}/${vue.cle}`} version={vue.version} erreurs={vue.erreurs} valeurs={vue.valeurs} brouillon={`statuts-${vue.cle}`}>
        {vue.questions.map((q) => <Saisie key={q.cle} q={q} valeur={vue.reponses[q.cle] ?? ''} facultative={estFacultative(q, vue.reponses)} />)}
        <p class="mb-4 max-w-texte text-sm text-douce">Certaines réponses en appellent d’autres : elles apparaîtront après l’enregistrement.</p>
        {vue.ecrit && <Bouton variante="primaire">Enregistrer la clause</Bouton>}
      </Formulaire>
    </>
  );
}
