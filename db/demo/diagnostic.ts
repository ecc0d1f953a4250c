import type { SaisieConstat } from '#modules/diagnostic/model.ts';
import { listerConstats } from '#modules/diagnostic/queries.ts';
import { ajouterConstat } from '#modules/diagnostic/use-cases/ajouter-constat.ts';
import { prioriserConstat } from '#modules/diagnostic/use-cases/prioriser-constat.ts';
import type { Contexte } from '#server/contexte.ts';

const CONSTATS: readonly SaisieConstat[] = [
  { nature: 'besoin', texte: 'Des habitants sans médecin traitant renoncent à consulter.', chapitre: 'sous_dense' },
  { nature: 'faiblesse', texte: 'Les départs à la retraite ne sont pas préparés ensemble.', chapitre: 'offre' },
  { nature: 'force', texte: 'Pharmaciens et infirmiers se connaissent et se parlent déjà.' },
];

/** The coordinator of the demo opens the notebook. */
export async function demoConstats(ctx: Contexte): Promise<void> {
  for (const c of CONSTATS) {
    const issue = await ajouterConstat(ctx, c);
    if (!issue.ok) throw new Error(`Constat de démonstration refusé : ${issue.refus.code}`);
  }
}

/** Somebody gives priorities, in the order of the notebook. */
export async function demoPriorites(ctx: Contexte, priorites: readonly number[]): Promise<void> {
  const constats = [...(await listerConstats(ctx))].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const [i, c] of constats.entries()) {
    const priorite = priorites[i];
    if (priorite !== undefined) await prioriserConstat(ctx, c.id, priorite);
  }
}
