import { type Jour, plusJours } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import type { Contexte } from '#server/contexte.ts';
import { JOURS_DU_POULS } from '../constants.ts';
import type { PoulsId, ReponsePouls } from '../model.ts';
import { chargerPouls, ecrirePouls, fermerPouls, inviter, poulsAClore } from '../repository-soutien.ts';
import { compterPouls, type RefusSoutien } from '../rules.ts';

/** After a meeting, those who were there may say how it went. Asked again for the same meeting, it adds who was missing. */
export async function ouvrirPouls(ctx: Contexte, p: { readonly objet: 'assemblee' | 'reunion'; readonly objetId: string; readonly titre: string; readonly jour: Jour; readonly invites: readonly string[] }, secret: string): Promise<void> {
  const clotLe = plusJours(p.jour > ctx.aujourdhui ? p.jour : ctx.aujourdhui, JOURS_DU_POULS);
  if (p.invites.length > 0) await inviter(ctx, { ...p, clotLe }, secret);
}

/** One answer a person, that nothing in the database ties to them; no journal line, no time. */
export async function repondrePouls(ctx: Contexte, id: PoulsId, reponse: ReponsePouls, secret: string): Promise<Result<true, RefusSoutien>> {
  const p = await chargerPouls(ctx, id, secret, { verrou: true });
  if (!p) return refuser({ code: 'pouls_clos' });
  if (!p.pouls.invites.includes(ctx.qui.personneId)) return refuser({ code: 'pouls_inconnu' });
  if (p.pouls.clotLe < ctx.aujourdhui) return refuser({ code: 'pouls_clos' });
  if (p.noms.includes(ctx.qui.personneId)) return refuser({ code: 'deja_repondu' });
  await ecrirePouls(ctx, { ...p, noms: [...p.noms, ctx.qui.personneId], reponses: [...p.reponses, reponse] });
  return ok(true);
}

/** Once its days are over: counts if enough answered, else nothing; what was answered is erased. Done twice, it changes nothing. */
export async function clorePouls(ctx: Contexte, secret: string): Promise<void> {
  for (const id of await poulsAClore(ctx)) {
    const p = await chargerPouls(ctx, id, secret, { verrou: true });
    await fermerPouls(ctx, id, p && compterPouls(p.reponses));
  }
}
