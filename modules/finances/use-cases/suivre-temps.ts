import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { GesteTemps, RefusFinances, Temps, TempsId } from '../model.ts';
import { changerStatut, chargerTemps, exerciceClos } from '../repository.ts';
import { anneeDe, deciderGeste } from '../rules.ts';
import { ENGAGES } from '../transitions.ts';
import { estimer } from './declarer-temps.ts';

export type GesteDePersonne = Exclude<GesteTemps, 'mettre_en_paiement' | 'retirer_du_paiement' | 'payer' | 'depayer'>;
type Suite = { readonly motif?: string };

const memoire = (ctx: Contexte, geste: GesteDePersonne): Pick<Parameters<typeof changerStatut>[2], 'approuvee_par' | 'approuvee_le'> =>
  geste === 'approuver' ? { approuvee_par: ctx.qui.personneId, approuvee_le: ctx.aujourdhui } : { approuvee_par: null, approuvee_le: null };

/** One entry from one state to the next; what becomes promised is valued again under the cap, at the rate of its day. */
async function passer(ctx: Contexte, t: Temps, geste: GesteDePersonne, { motif }: Suite): Promise<Result<Temps, RefusFinances>> {
  const decision = deciderGeste(t, geste, ctx.qui);
  if (!decision.ok) return decision;
  const annee = anneeDe(t.jour);
  if (await exerciceClos(ctx, annee)) return refuser({ code: 'exercice_clos', annee });
  const promise = ENGAGES.includes(decision.valeur) && !ENGAGES.includes(t.statut);
  const valeur = promise ? await estimer(ctx, t.personneId, t, true) : undefined;
  if (valeur && !valeur.ok) return valeur;
  await changerStatut(ctx, [t.id], { statut: decision.valeur, ...memoire(ctx, geste), ...(motif === undefined ? {} : { motif }), ...(valeur ? { centimes: valeur.valeur.centimes, taux_id: valeur.valeur.taux.id } : {}) });
  await journaliser(ctx, 'temps_change', t.id, { geste, statut: decision.valeur });
  return ok({ ...t, statut: decision.valeur, ...(valeur ? { centimes: valeur.valeur.centimes } : {}) });
}

/** A gesture on several entries: all of them, or none and the reason. */
export async function changerTemps(ctx: Contexte, ids: readonly TempsId[], geste: GesteDePersonne, suite: Suite = {}): Promise<Result<readonly Temps[], RefusFinances>> {
  if (ids.length === 0) return refuser({ code: 'rien_a_faire' });
  const uniques = new Set(ids);
  const temps = await chargerTemps(ctx, [...uniques]);
  if (temps.length !== uniques.size) return refuser({ code: 'temps_inconnu' });
  const faits: Temps[] = [];
  for (const t of temps) {
    const issue = await passer(ctx, t, geste, suite);
    if (!issue.ok) return issue;
    faits.push(issue.valeur);
  }
  await prevenir(ctx, 'finances');
  return ok(faits);
}
