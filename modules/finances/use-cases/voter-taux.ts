import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { type RefusFinances, type Taux, Versement } from '../model.ts';
import { peutTenirFinances } from '../permissions.ts';
import { ajouterTaux, chargerTaux } from '../repository.ts';
import { deciderTaux } from '../rules.ts';

/** A rate enters with the decision that voted it. A rate never changes: a new one begins another day. */
export async function voterTaux(ctx: Contexte, t: Omit<Taux, 'id'>): Promise<Result<string, RefusFinances>> {
  if (!peutTenirFinances(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const decision = deciderTaux(t, await chargerTaux(ctx), ctx.aujourdhui);
  if (!decision.ok) return decision;
  const id = await ajouterTaux(ctx, t);
  await journaliser(ctx, 'taux_vote', id, { nature: t.nature, centimes_heure: t.centimesHeure, depuis: t.depuis, vote: t.voteReference });
  await prevenir(ctx, 'finances');
  return ok(id);
}

/** The same rate for everybody, in both ledgers, by one decision: both, or none and the reason. */
export async function voterPourTous(ctx: Contexte, t: Omit<Taux, 'id' | 'nature' | 'pourTous'>): Promise<Result<readonly string[], RefusFinances>> {
  const ids: string[] = [];
  for (const nature of Versement.options) {
    const issue = await voterTaux(ctx, { ...t, nature, pourTous: true });
    if (!issue.ok) return issue;
    ids.push(issue.valeur);
  }
  return ok(ids);
}
