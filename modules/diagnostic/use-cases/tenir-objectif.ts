import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { RefusObjectif } from '../labels.ts';
import type { ObjectifId, SaisieObjectif, StatutObjectif } from '../model.ts';
import { peutTenirObjectifs } from '../permissions.ts';
import { constatsDuDiagnostic } from '../queries.ts';
import { chargerObjectif, creerObjectif, enregistrerObjectif } from '../repository.ts';
import { apresObjectif, type GesteObjectif } from '../transitions.ts';

/** An objective answers findings that are kept; one it answered already stays, even if it was set aside since. */
async function constatsAdmis(ctx: Contexte, choisis: readonly string[], deja: readonly string[] = []): Promise<boolean> {
  const admis = new Set<string>([...(await constatsDuDiagnostic(ctx)).map((c) => c.id), ...deja]);
  return choisis.every((c) => admis.has(c));
}

export async function ecrireObjectif(ctx: Contexte, id: ObjectifId | undefined, s: SaisieObjectif): Promise<Result<ObjectifId, RefusObjectif>> {
  if (!peutTenirObjectifs(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const avant = id && (await chargerObjectif(ctx, id));
  if (id && !avant) return refuser({ code: 'objectif_inconnu' });
  if (avant && avant.version !== s.version) return refuser({ code: 'version_depassee' });
  if (!(await constatsAdmis(ctx, s.constats, avant?.constats))) return refuser({ code: 'constat_non_retenu' });
  if (avant) await enregistrerObjectif(ctx, avant, s);
  const ecrit = avant?.id ?? (await creerObjectif(ctx, s));
  await journaliser(ctx, avant ? 'objectif_modifie' : 'objectif_ecrit', ecrit, { nom: s.titre });
  await prevenir(ctx, 'objectifs');
  return ok(ecrit);
}

export async function changerObjectif(ctx: Contexte, id: ObjectifId, geste: GesteObjectif): Promise<Result<StatutObjectif, RefusObjectif>> {
  if (!peutTenirObjectifs(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const o = await chargerObjectif(ctx, id);
  if (!o) return refuser({ code: 'objectif_inconnu' });
  const statut = apresObjectif(o.statut, geste);
  if (statut === undefined) return refuser({ code: 'geste_impossible' });
  await enregistrerObjectif(ctx, o, { statut });
  await journaliser(ctx, 'objectif_change', id, { nom: o.titre, statut });
  await prevenir(ctx, 'objectifs');
  return ok(statut);
}
