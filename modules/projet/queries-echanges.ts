import type { ActionDuJour } from '#core/aujourdhui.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import type { DejaDemande, Question, QuestionId, Remarque } from './model-echanges.ts';
import type { DepotId } from './model-parcours.ts';
import type { Aide } from './moteur/aides.ts';
import { chargerAides, chargerQuestions, chargerRemarques, chercherReponses } from './repository-echanges.ts';
import { partieDe } from './moteur/parcours.ts';

export { porteursPossibles } from './repository-echanges.ts';

export const listerAides = (ctx: Contexte): Promise<readonly Aide[]> => chargerAides(ctx);
export const listerQuestions = (ctx: Contexte): Promise<readonly Question[]> => chargerQuestions(ctx);
export const lireQuestion = async (ctx: Contexte, id: QuestionId): Promise<Question | undefined> => (await chargerQuestions(ctx, id))[0];
export const listerRemarques = (ctx: Contexte, depot: DepotId): Promise<readonly Remarque[]> => chargerRemarques(ctx, depot);

/** Answers already given on the same things, with where they are read when they are from here. */
export const dejaDemandees = async (ctx: ContextePage, q: string): Promise<readonly DejaDemande[]> =>
  (await chercherReponses(ctx, q)).map(({ id, ...r }) => ({ ...r, ...(id !== undefined && { href: `${ctx.base}/projet/echanges/questions/${id}` }) }));

/** « Aujourd’hui »: the questions that wait for the side of the person who reads. */
export async function chosesDesEchanges(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  const moi = partieDe(ctx.qui);
  if (!moi) return [];
  return (await chargerQuestions(ctx)).filter((q) => q.statut === 'posee' && q.destinataire === moi).slice(0, 3).map((q) => ({ id: `question-${q.id}`, titre: `Répondre : ${q.objet}`, raison: `${q.auteur} attend une réponse.`, ...(q.echeance && { echeance: q.echeance }), bouton: { libelle: 'Répondre', href: `${ctx.base}/projet/echanges/questions/${q.id}` } }));
}
