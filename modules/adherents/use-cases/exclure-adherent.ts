import type { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir, publier } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { AdhesionId, Depuis, Exclusion, RefusAdhesion } from '../model.ts';
import { lettreDeDecision, lettreDExclusion } from '../moteur/courriels.ts';
import { enregistrerAdhesion } from '../repository.ts';
import { enregistrerExclusion, exclusionsDe, ouvrirExclusion } from '../repository-textes.ts';
import { type Audition, deciderAudition } from '../rules.ts';
import { ecrireA } from './ecrire-adherent.ts';
import { preparerGeste } from './instruire-adhesion.ts';

type Demande = { readonly id: AdhesionId; readonly version: number; readonly document?: string | undefined };

const enCours = async (ctx: Contexte, id: AdhesionId): Promise<Exclusion | undefined> => (await exclusionsDe(ctx, id)).find((e) => e.decideeLe === null);

/** Told what is held against them and when they will be heard. Whoever is concerned does not decide for themselves. */
export async function engagerExclusion(ctx: Contexte, d: Demande & { readonly griefs: string; readonly notifieeLe: Jour; readonly convoqueePour: Jour }, depuis: Depuis): Promise<Result<true, RefusAdhesion>> {
  const p = await preparerGeste(ctx, d, 'engager_exclusion');
  if (!p.ok) return p;
  if (p.valeur.adhesion.personneId === ctx.qui.personneId) return refuser({ code: 'role_insuffisant' });
  if (d.notifieeLe > ctx.aujourdhui) return refuser({ code: 'jour_incoherent', raison: 'dans_le_futur' });
  if (d.convoqueePour < d.notifieeLe) return refuser({ code: 'jour_incoherent', raison: 'avant_notification' });
  await enregistrerAdhesion(ctx, { ...p.valeur.adhesion, statut: p.valeur.vers });
  await ouvrirExclusion(ctx, d.id, { griefs: d.griefs, notifieeLe: d.notifieeLe, convoqueePour: d.convoqueePour, notificationId: d.document ?? null });
  await ecrireA(ctx, p.valeur.adhesion, depuis, (l) => lettreDExclusion({ ...l, griefs: d.griefs, convoqueePour: d.convoqueePour }));
  await journaliser(ctx, 'exclusion_engagee', d.id);
  await prevenir(ctx, 'adherents');
  return ok(true);
}

export async function entendreAdherent(ctx: Contexte, d: Demande & Audition & { readonly observations?: string | undefined }): Promise<Result<true, RefusAdhesion>> {
  const p = await preparerGeste(ctx, d, 'entendre');
  if (!p.ok) return p;
  const procedure = await enCours(ctx, d.id);
  if (!procedure) return refuser({ code: 'procedure_inconnue' });
  const audition = deciderAudition(procedure, d, ctx.aujourdhui);
  if (!audition.ok) return audition;
  await enregistrerAdhesion(ctx, { ...p.valeur.adhesion, statut: p.valeur.vers });
  await enregistrerExclusion(ctx, { ...procedure, entendueLe: d.jour, maniere: d.maniere, observations: d.observations ?? null, observationsId: d.document ?? null });
  await journaliser(ctx, 'exclusion_entendue', d.id, { maniere: d.maniere });
  await prevenir(ctx, 'adherents');
  return ok(true);
}

/** The body named by the statutes has decided: excluded, or kept. */
export async function deciderExclusion(ctx: Contexte, d: Demande & { readonly exclure: boolean; readonly jour: Jour; readonly instance: string }, depuis: Depuis): Promise<Result<true, RefusAdhesion>> {
  const p = await preparerGeste(ctx, d, d.exclure ? 'exclure' : 'abandonner_exclusion');
  if (!p.ok) return p;
  const { adhesion, vers } = p.valeur;
  const procedure = await enCours(ctx, d.id);
  if (!procedure) return refuser({ code: 'procedure_inconnue' });
  if (adhesion.personneId === ctx.qui.personneId) return refuser({ code: 'role_insuffisant' });
  if (d.jour > ctx.aujourdhui) return refuser({ code: 'jour_incoherent', raison: 'dans_le_futur' });
  if (d.jour < (procedure.entendueLe ?? procedure.notifieeLe)) return refuser({ code: 'jour_incoherent', raison: 'avant_notification' });
  await enregistrerExclusion(ctx, { ...procedure, decideeLe: d.jour, decision: d.exclure ? 'exclusion' : 'maintien', instance: d.instance, decisionId: d.document ?? null });
  await enregistrerAdhesion(ctx, { ...adhesion, statut: vers, ...(d.exclure ? { finLe: d.jour, motif: 'exclusion' } : {}) });
  await ecrireA(ctx, adhesion, depuis, (l) => lettreDeDecision({ ...l, exclue: d.exclure, instance: d.instance, jour: d.jour }));
  if (d.exclure && adhesion.personneId !== null) await publier(ctx, 'adhesion_finie', { personneId: adhesion.personneId });
  await journaliser(ctx, d.exclure ? 'exclusion_prononcee' : 'exclusion_abandonnee', d.id);
  await prevenir(ctx, 'adherents');
  return ok(true);
}
