import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { AdhesionId, RefusAdhesion } from '../model.ts';
import { chargerAdhesion } from '../repository.ts';
import { accepter, textesEnVigueur } from '../repository-textes.ts';

/** Accepts the texts that were on the page: those whose fingerprint is still in force. A text that changed meanwhile is not accepted unread. */
export async function accepterTextes(ctx: Contexte, p: { readonly id: AdhesionId; readonly empreintes: readonly string[]; readonly moyen: 'lien' | 'session' }): Promise<Result<number, RefusAdhesion>> {
  const a = await chargerAdhesion(ctx, p.id);
  if (!a || ['refusee', 'retiree', 'exclue', 'resiliee'].includes(a.statut)) return refuser({ code: 'adhesion_inconnue' });
  if (p.moyen === 'session' && a.personneId !== ctx.qui.personneId) return refuser({ code: 'autre_personne' });
  const textes = await textesEnVigueur(ctx);
  const lus = textes.filter((t) => p.empreintes.includes(t.empreinte));
  if (lus.length === 0 || lus.length < p.empreintes.length) return refuser({ code: 'texte_change' });
  let faits = 0;
  for (const texte of lus) {
    if (!(await accepter(ctx, { adhesionId: p.id, texte, moyen: p.moyen }))) continue;
    faits++;
    await journaliser(ctx, 'texte_accepte', p.id, { genre: texte.genre, numero: texte.numero, empreinte: texte.empreinte });
  }
  await prevenir(ctx, 'adherents');
  return ok(faits);
}
