import { ok, refuser, type Result } from '#core/result.ts';
import type { PersonneId } from '#core/tenancy.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { RefusFiche } from '../labels.ts';
import { FicheId } from '../model.ts';
import { peutEcrireFiche } from '../permissions.ts';
import { lireFiche } from '../queries.ts';
import { reunionConnue } from '../queries-reunions.ts';
import { delier, feuillesEnAttente, lier, noterFeuilleVersee, verser } from '../repository-preuves.ts';

/** The signed sheet of a meeting that works for an action: evidence of that action at once, in the name of who deposited it. */
export async function verserFeuilles(ctx: Contexte, { reunionId, ficheId, par }: { readonly reunionId: string; readonly ficheId: string; readonly par: PersonneId }): Promise<void> {
  const auteur: Contexte = { ...ctx, qui: { ...ctx.qui, personneId: par } };
  for (const f of await feuillesEnAttente(ctx, reunionId)) {
    const id = await verser(auteur, { genre: 'emargement', titre: f.titre.slice(0, 200), le: f.jour, lien: undefined, nombre: undefined, fichierId: f.fichierId, empreinte: f.empreinte, indicateur: null, livrable: null, releveId: null, ficheId });
    await noterFeuilleVersee(ctx, f.id);
    if (id) await journaliser(auteur, 'preuve_versee', id, { nom: f.titre, empreinte: f.empreinte });
  }
}

/** A meeting works for one action at most; its sheets that wait, and those to come, prove that action. `null` sets it free: what it proved stays. */
export async function lierReunion(ctx: Contexte, reunionId: string, ficheId: FicheId | null): Promise<Result<FicheId | null, RefusFiche>> {
  const reunion = await reunionConnue(ctx, reunionId);
  if (!reunion) return refuser({ code: 'reunion_inconnue' });
  const visee = ficheId ?? reunion.fiche;
  const fiche = visee === null ? undefined : await lireFiche(ctx, FicheId.parse(visee));
  if (!fiche) return refuser({ code: 'fiche_inconnue' });
  if (!peutEcrireFiche(ctx.qui, fiche.contenu.piloteId)) return refuser({ code: 'role_insuffisant' });
  if (ficheId === null) {
    await delier(ctx, reunionId);
  } else {
    if (!(await lier(ctx, reunionId, ficheId))) return refuser({ code: 'reunion_prise' });
    await verserFeuilles(ctx, { reunionId, ficheId, par: ctx.qui.personneId });
  }
  await journaliser(ctx, ficheId === null ? 'reunion_detachee' : 'reunion_rattachee', reunionId, { nom: reunion.titre, fiche: fiche.contenu.titre });
  await prevenir(ctx, 'actions');
  await prevenir(ctx, 'agenda');
  return ok(ficheId);
}
