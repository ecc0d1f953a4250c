import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { AudiencesFiche, CHAMPS_DE_FICHE, ContenuFiche, type Fiche, type SaisieFiche } from '../model.ts';
import { peutTenirFiche } from '../permissions.ts';
import { lireProfessionnel, rppsDeLaPersonne } from '../queries.ts';
import { chargerFiche, effacerFiche, enregistrerFiche } from '../repository.ts';

export type RefusFiche = { readonly code: 'identite_differente' } | { readonly code: 'fiche_modifiee'; readonly actuelle: Fiche } | { readonly code: 'fiche_inconnue' };

/** Claims one's page, or changes it. The first save is the claim: the identity given by Pro Santé Connect is the proof. */
export async function tenirFiche(ctx: Contexte, { rpps, saisie }: { readonly rpps: string; readonly saisie: SaisieFiche }): Promise<Result<Fiche, RefusFiche>> {
  if (!peutTenirFiche(ctx.qui, await rppsDeLaPersonne(ctx), rpps)) return refuser({ code: 'identite_differente' });
  const actuelle = await chargerFiche(ctx, rpps, true);
  if (actuelle && actuelle.version !== saisie.version) return refuser({ code: 'fiche_modifiee', actuelle });
  const professionnel = await lireProfessionnel(ctx, `8${rpps}`);
  const fiche: Fiche = {
    rpps, personneId: ctx.qui.personneId, version: (actuelle?.version ?? 0) + 1,
    nomAffiche: professionnel ? `${professionnel.prenom} ${professionnel.nom}`.trim() : ctx.qui.nom,
    contenu: ContenuFiche.parse(saisie),
    audiences: AudiencesFiche.parse(Object.fromEntries(CHAMPS_DE_FICHE.map((c) => [c, saisie[`audience_${c}`]]))),
    publiee: saisie.publiee === 'oui', modifieeLe: ctx.maintenant,
  };
  await enregistrerFiche(ctx, { ...fiche, profession: professionnel?.profession ?? null });
  await journaliser(ctx, actuelle ? 'fiche_modifiee' : 'fiche_revendiquee', rpps, { publiee: fiche.publiee });
  await prevenir(ctx, 'annuaire');
  return ok(fiche);
}

/** Gives one's page back: nothing of it is kept here, the open data remains. */
export async function retirerFiche(ctx: Contexte, rpps: string): Promise<Result<undefined, RefusFiche>> {
  if (!peutTenirFiche(ctx.qui, await rppsDeLaPersonne(ctx), rpps)) return refuser({ code: 'identite_differente' });
  if (!(await chargerFiche(ctx, rpps, true))) return refuser({ code: 'fiche_inconnue' });
  await effacerFiche(ctx, rpps);
  await journaliser(ctx, 'fiche_retiree', rpps);
  await prevenir(ctx, 'annuaire');
  return ok(undefined);
}
