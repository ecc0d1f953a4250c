import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { RemarqueInterneId } from '../model.ts';
import type { CleChapitreSante } from '../moteur/chapitres.ts';
import { peutLireLettre } from '../permissions.ts';
import * as redactions from '../repository.ts';

const GENRE = 'projet_sante';
export type RefusRemarque = { readonly code: 'role_insuffisant' } | { readonly code: 'remarque_inconnue' };
type Demande = { readonly cle: CleChapitreSante; readonly texte: string; readonly passage: string; readonly parent?: RemarqueInterneId | undefined };

/** Every member who reads the project may remark on a chapter or answer a remark; an answer to a settled remark opens it again. */
export async function remarquerChapitre(ctx: Contexte, d: Demande): Promise<Result<RemarqueInterneId, RefusRemarque>> {
  if (!peutLireLettre(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const tete = d.parent === undefined ? undefined : (await redactions.chargerRemarques(ctx, GENRE, d.cle)).find((r) => r.id === d.parent && r.parent === undefined);
  if (d.parent !== undefined && !tete) return refuser({ code: 'remarque_inconnue' });
  const id = await redactions.ecrireRemarque(ctx, { genre: GENRE, ...d });
  if (tete?.reglee) await redactions.reglerRemarque(ctx, tete.id, false);
  await journaliser(ctx, 'projet_sante_remarque_ecrite', id, { chapitre: d.cle });
  await prevenir(ctx, 'projet_sante');
  return ok(id);
}

/** Settles a remark, or opens it again. Every member may, and the journal says who. */
export async function reglerRemarqueDuChapitre(ctx: Contexte, { cle, id, reglee }: { readonly cle: CleChapitreSante; readonly id: RemarqueInterneId; readonly reglee: boolean }): Promise<Result<true, RefusRemarque>> {
  if (!peutLireLettre(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  if (!(await redactions.chargerRemarques(ctx, GENRE, cle)).some((r) => r.id === id && r.parent === undefined)) return refuser({ code: 'remarque_inconnue' });
  await redactions.reglerRemarque(ctx, id, reglee);
  await journaliser(ctx, reglee ? 'projet_sante_remarque_reglee' : 'projet_sante_remarque_rouverte', id, { chapitre: cle });
  await prevenir(ctx, 'projet_sante');
  return ok(true);
}
