import { ok, refuser, type Result } from '#core/result.ts';
import { typographier } from '#core/texte.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { MODELES } from '../model-modeles.ts';
import type { Enquete, EnqueteId, Question, RefusEnquete, SaisieEnquete, SaisieIdentite, SaisieQuestion } from '../model.ts';
import { peutTenirEnquetes } from '../permissions.ts';
import { changerEnquete, chargerEnquete, creerEnquete } from '../repository.ts';
import { clotureRefusee, deplacerQuestion, ecrireQuestion, type GesteQuestion } from '../rules.ts';

const questionsDe = (modele: SaisieEnquete['modele']): readonly Question[] =>
  modele === 'aucun' ? [] : MODELES[modele].questions.map((q) => ({ ...q, intitule: typographier(q.intitule), choix: q.choix.map(typographier) }));

export async function preparerEnquete(ctx: Contexte, { modele, ...saisie }: SaisieEnquete): Promise<Result<EnqueteId, RefusEnquete>> {
  if (!peutTenirEnquetes(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const refus = clotureRefusee(saisie.cloture, ctx.aujourdhui);
  if (refus) return refuser(refus);
  const id = await creerEnquete(ctx, { ...saisie, questions: questionsDe(modele) });
  await journaliser(ctx, 'enquete_preparee', id, { nom: saisie.titre });
  await prevenir(ctx, 'enquetes');
  return ok(id);
}

/** A survey that this person may still write, as it was read. */
async function enPreparation(ctx: Contexte, id: EnqueteId, version: number): Promise<Result<Enquete, RefusEnquete>> {
  if (!peutTenirEnquetes(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const e = await chargerEnquete(ctx, id, { verrou: true });
  if (!e) return refuser({ code: 'enquete_inconnue' });
  if (e.statut !== 'preparee') return refuser({ code: 'geste_impossible', statut: e.statut });
  return e.version === version ? ok(e) : refuser({ code: 'version_depassee' });
}

async function noter(ctx: Contexte, e: Enquete, nom = e.titre): Promise<Result<EnqueteId, RefusEnquete>> {
  await journaliser(ctx, 'enquete_modifiee', e.id, { nom });
  await prevenir(ctx, 'enquetes');
  return ok(e.id);
}

export async function corrigerEnquete(ctx: Contexte, id: EnqueteId, { version, ...saisie }: SaisieIdentite): Promise<Result<EnqueteId, RefusEnquete>> {
  const lue = await enPreparation(ctx, id, version);
  if (!lue.ok) return lue;
  const refus = clotureRefusee(saisie.cloture, ctx.aujourdhui);
  if (refus) return refuser(refus);
  await changerEnquete(ctx, lue.valeur, saisie);
  return noter(ctx, lue.valeur, saisie.titre);
}

/** Writes a question at its rank; without a rank, a new one at the end. */
export async function poserQuestion(ctx: Contexte, id: EnqueteId, { rang, saisie: { version, ...q } }: { readonly rang: number | undefined; readonly saisie: SaisieQuestion }): Promise<Result<EnqueteId, RefusEnquete>> {
  const lue = await enPreparation(ctx, id, version);
  if (!lue.ok) return lue;
  const questions = ecrireQuestion(lue.valeur.questions, rang, { ...q, choix: q.genre === 'texte' ? [] : q.choix });
  if (!questions.ok) return questions;
  await changerEnquete(ctx, lue.valeur, { questions: questions.valeur });
  return noter(ctx, lue.valeur);
}

export async function rangerQuestion(ctx: Contexte, id: EnqueteId, { rang, geste, version }: { readonly rang: number; readonly geste: GesteQuestion; readonly version: number }): Promise<Result<EnqueteId, RefusEnquete>> {
  const lue = await enPreparation(ctx, id, version);
  if (!lue.ok) return lue;
  const questions = deplacerQuestion(lue.valeur.questions, rang, geste);
  if (!questions.ok) return questions;
  await changerEnquete(ctx, lue.valeur, { questions: questions.valeur });
  return noter(ctx, lue.valeur);
}
