import type { JSX } from 'preact';
import { accord, formaterDateCourte } from '#core/texte.ts';
import { EtatVide } from '#web/composants/etat-vide.tsx';
import { Encadre } from '#web/composants/encadre.tsx';
import { Tableau } from '#web/composants/tableau.tsx';
import { TitrePage } from '#web/composants/titre-page.tsx';
import { libelleInstance, phraseIssue } from '../labels.ts';
import type { Decision } from '../queries.ts';
import { LectureReservee } from './gouvernance.tsx';

export type VueDecisions = { readonly base: string; readonly interdit?: boolean; readonly total: number; readonly page: number; readonly taille: number; readonly decisions: readonly Decision[]; readonly refus?: string };

/** The register of decisions. */
export function PageDecisions({ vue }: { vue: VueDecisions }): JSX.Element {
  if (vue.interdit) return <LectureReservee />;
  return (
    <>
      <TitrePage titre="Registre des décisions" phrase={vue.total === 0 ? 'Aucune décision n’a encore été votée.' : `${accord(vue.total, 'vote compté', 'votes comptés')}, du plus récent au plus ancien.`} />
      {vue.refus && <Encadre ton="refus">{vue.refus}</Encadre>}
      {vue.total === 0 ? <EtatVide titre="Aucune décision" icone="file-text">Chaque vote compté s’inscrit ici tout seul.</EtatVide> : (
        <Tableau legende="Décisions" lignes={vue.decisions} idLigne={(d) => `${d.assemblee}${d.titre}`} adresse={`${vue.base}/gouvernance/decisions`} page={{ numero: vue.page, taille: vue.taille, total: vue.total }} quoi="décisions" exports={['csv', 'xlsx'].map((ext) => `${vue.base}/gouvernance/decisions.${ext}`)} colonnes={[
          { cle: 'titre', titre: 'Décision', principale: true, cellule: (d) => <a class="text-lien underline underline-offset-4" href={`${vue.base}/gouvernance/assemblees/${d.assemblee}`}>{d.titre}</a> },
          { cle: 'issue', titre: 'Résultat', cellule: (d) => <>{phraseIssue(d.issue)}{d.bilan !== '' && <span class="block text-sm text-douce">{d.bilan}</span>}</> },
          { cle: 'jour', titre: 'Jour', cellule: (d) => formaterDateCourte(d.jour) },
          { cle: 'instance', titre: 'Instance', cellule: (d) => libelleInstance[d.instance] },
        ]} />
      )}
    </>
  );
}
