import type { JSX } from 'preact';
import { CLAUSES } from '../moteur/questions.ts';
import { clauseDe, questionsPosees } from '../moteur/statuts.ts';
import { PageClause, type VueClause } from './clause.tsx';

const vue = (cle: string, reponses: Readonly<Record<string, string>>, avec: Partial<VueClause> = {}): VueClause => {
  const c = clauseDe(cle) ?? { cle, titre: cle, guide: '', questions: [] };
  return { base: '/cpts/essai', ecrit: true, cle, titre: c.titre, guide: c.guide, version: 2, questions: questionsPosees(c, reponses), reponses, erreurs: {}, valeurs: {}, ...avec };
};

export const vide = (): JSX.Element => <PageClause vue={vue('objet', {})} />;
export const pleine = (): JSX.Element => <PageClause vue={vue('ag_ordinaire', { 'ag_ordinaire.quorum.exige': 'oui', 'ag_ordinaire.voix': 'college_partagee', 'ag_ordinaire.elit': 'oui', 'ag_ordinaire.tours': '2', 'ag_ordinaire.procurations': '2', 'ag_ordinaire.ordinaire.type': 'qualifiee' })} />;
export const longue = (): JSX.Element => <PageClause vue={{ ...vue('membres', { colleges: Array.from({ length: 60 }, (_, i) => `Collège ${i} ; ${i} %`).join('\n') }), questions: CLAUSES.flatMap((c) => c.questions) }} />;
export const refusee = (): JSX.Element => <PageClause vue={vue('membres', {}, { erreurs: { colleges: '« Libéraux » : écrivez le nom, un point-virgule, puis le poids.' }, valeurs: { colleges: 'Libéraux ; beaucoup' } })} />;
export const interdite = (): JSX.Element => <PageClause vue={vue('objet', {}, { interdit: true })} />;
