import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { AssembleeId, NouveauPoint, PointId } from '../model.ts';
import { peutTenirSeance } from '../permissions.ts';
import { ajouterPoint, chargerAssemblee, retirerPoint } from '../repository.ts';
import { type RefusAssemblee, suiteDeLElection } from '../rules.ts';

/** An item more, or one less, while nobody has been convened on this agenda. */
export async function composerOrdre(ctx: Contexte, id: AssembleeId, geste: { readonly ajouter: NouveauPoint } | { readonly retirer: PointId }): Promise<Result<true, RefusAssemblee>> {
  if (!peutTenirSeance(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const a = await chargerAssemblee(ctx, id, { verrou: true });
  if (!a) return refuser({ code: 'assemblee_inconnue' });
  if (a.statut !== 'preparee') return refuser({ code: 'deja_convoquee' });
  if ('ajouter' in geste) await ajouterPoint(ctx, id, geste.ajouter, Math.max(0, ...a.points.map((p) => p.ordre)) + 1);
  else if (a.points.some((p) => p.id === geste.retirer)) await retirerPoint(ctx, geste.retirer);
  else return refuser({ code: 'point_inconnu' });
  await journaliser(ctx, 'ordre_du_jour_modifie', id, {});
  await prevenir(ctx, 'assemblee');
  return ok(true);
}

/** The second round of an election, or the vote between those it left tied: a new item, with the candidates that the count named. */
export async function poursuivreElection(ctx: Contexte, id: AssembleeId, pointId: PointId): Promise<Result<PointId, RefusAssemblee>> {
  if (!peutTenirSeance(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const a = await chargerAssemblee(ctx, id, { verrou: true });
  const point = a?.points.find((p) => p.id === pointId);
  if (!a || !point) return refuser({ code: a ? 'point_inconnu' : 'assemblee_inconnue' });
  if (a.statut !== 'ouverte') return refuser({ code: 'geste_impossible', statut: a.statut });
  const suite = suiteDeLElection(a, point);
  if (!suite) return refuser({ code: 'sans_suite' });
  const nouveau = await ajouterPoint(ctx, id, suite, Math.max(0, ...a.points.map((p) => p.ordre)) + 1);
  await journaliser(ctx, 'election_poursuivie', nouveau, {});
  await prevenir(ctx, 'assemblee');
  return ok(nouveau);
}
