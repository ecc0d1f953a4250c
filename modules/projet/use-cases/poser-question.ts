import { ok, refuser, type Result } from '#core/result.ts';
import type { Jour } from '#core/jour.ts';
import type { PersonneId } from '#core/tenancy.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { Partie, QuestionId, RemarqueId } from '../model-echanges.ts';
import type { DepotId } from '../model-parcours.ts';
import { peutMenerParcours } from '../permissions.ts';
import * as echanges from '../repository-echanges.ts';
import { chargerDepots } from '../repository-parcours.ts';
import { partieDe } from '../moteur/parcours.ts';

export type RefusEchange = { readonly code: 'role_insuffisant' } | { readonly code: 'inconnue' } | { readonly code: 'destinataire_soi_meme' } | { readonly code: 'pas_a_vous_de_repondre'; readonly a: Partie } | { readonly code: 'repondue_entre_temps' } | { readonly code: 'sans_reponse' } | { readonly code: 'deja_partagee' };

type Demande = { readonly objet: string; readonly texte: string; readonly destinataire: Partie; readonly depot?: DepotId | undefined; readonly porteur?: PersonneId | undefined; readonly echeance?: Jour | undefined };

const dire = async (ctx: Contexte, evenement: string, id: string, details: object = {}): Promise<void> => {
  await journaliser(ctx, evenement, id, details);
  await prevenir(ctx, 'parcours');
};

/** Asks the other side, by when and of whom. Only the CPTS names one of its people. */
export async function poserQuestion(ctx: Contexte, d: Demande): Promise<Result<QuestionId, RefusEchange>> {
  const institution = partieDe(ctx.qui);
  if (!institution) return refuser({ code: 'role_insuffisant' });
  if (institution === d.destinataire) return refuser({ code: 'destinataire_soi_meme' });
  if (d.depot !== undefined && (await chargerDepots(ctx, d.depot)).length === 0) return refuser({ code: 'inconnue' });
  const porteur = peutMenerParcours(ctx.qui) && d.porteur !== undefined && (await echanges.porteursPossibles(ctx)).some((p) => p.id === d.porteur) ? d.porteur : undefined;
  const id = await echanges.ecrireQuestion(ctx, { ...d, porteur, institution });
  await dire(ctx, 'echange_question_posee', id, { destinataire: d.destinataire });
  return ok(id);
}

/** Answers in the name of the side that was asked. An answer may be given again: the version read decides. */
export async function repondreQuestion(ctx: Contexte, id: QuestionId, { reponse, version }: { readonly reponse: string; readonly version: number }): Promise<Result<true, RefusEchange>> {
  const institution = partieDe(ctx.qui);
  const [question] = await echanges.chargerQuestions(ctx, id);
  if (!institution) return refuser({ code: 'role_insuffisant' });
  if (!question) return refuser({ code: 'inconnue' });
  if (question.destinataire !== institution) return refuser({ code: 'pas_a_vous_de_repondre', a: question.destinataire });
  if (question.version !== version || !(await echanges.ecrireReponse(ctx, question, reponse))) return refuser({ code: 'repondue_entre_temps' });
  await dire(ctx, 'echange_reponse_donnee', id, { numero: question.numero });
  return ok(true);
}

/** Gives the words chosen to every CPTS of the instance, without a name. */
export async function partagerReponse(ctx: Contexte, id: QuestionId, p: { readonly objet: string; readonly question: string; readonly reponse: string }): Promise<Result<true, RefusEchange>> {
  if (!peutMenerParcours(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const [question] = await echanges.chargerQuestions(ctx, id);
  if (!question) return refuser({ code: 'inconnue' });
  if (question.reponse === undefined) return refuser({ code: 'sans_reponse' });
  if (question.partage !== undefined) return refuser({ code: 'deja_partagee' });
  await echanges.partager(ctx, id, p);
  await dire(ctx, 'echange_reponse_partagee', id, { numero: question.numero });
  return ok(true);
}

/** Takes a shared answer back: its words leave the common table. */
export async function reprendrePartage(ctx: Contexte, id: QuestionId): Promise<Result<true, RefusEchange>> {
  if (!peutMenerParcours(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const [question] = await echanges.chargerQuestions(ctx, id);
  if (question?.partage === undefined) return refuser({ code: 'inconnue' });
  await echanges.retirerPartage(ctx, question.partage);
  await dire(ctx, 'echange_partage_retire', id, { numero: question.numero });
  return ok(true);
}

/** Remarks on one paragraph of what was deposited, or answers a remark there. */
export async function remarquerDepot(ctx: Contexte, r: { readonly depot: DepotId; readonly paragraphe: number; readonly texte: string; readonly parent?: RemarqueId | undefined }): Promise<Result<RemarqueId, RefusEchange>> {
  const institution = partieDe(ctx.qui);
  if (!institution) return refuser({ code: 'role_insuffisant' });
  const [depot] = await chargerDepots(ctx, r.depot);
  if (!depot || r.paragraphe >= depot.paragraphes.length) return refuser({ code: 'inconnue' });
  if (r.parent !== undefined && !(await echanges.chargerRemarques(ctx, r.depot)).some((x) => x.id === r.parent && x.paragraphe === r.paragraphe && x.parent === undefined)) return refuser({ code: 'inconnue' });
  const id = await echanges.ecrireRemarque(ctx, { ...r, institution });
  await dire(ctx, 'echange_remarque_ecrite', id, { depot: depot.numero });
  return ok(id);
}

/** Says that a remark is settled, or opens it again: either side may. */
export async function reglerRemarque(ctx: Contexte, depot: DepotId, { id, reglee }: { readonly id: RemarqueId; readonly reglee: boolean }): Promise<Result<true, RefusEchange>> {
  if (!partieDe(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (!(await echanges.chargerRemarques(ctx, depot)).some((r) => r.id === id && r.parent === undefined)) return refuser({ code: 'inconnue' });
  await echanges.reglerRemarque(ctx, id, reglee);
  await dire(ctx, reglee ? 'echange_remarque_reglee' : 'echange_remarque_rouverte', id);
  return ok(true);
}
