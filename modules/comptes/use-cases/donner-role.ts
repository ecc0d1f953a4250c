import { plusJours } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import type { PersonneId } from '#core/tenancy.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { RefusRole, RoleDeCpts, RoleTenu } from '../model.ts';
import { chargerRolesTenus, donner, reouvrir, terminer } from '../repository.ts';
import { deciderDonRole, deciderFinRole } from '../rules.ts';

/** Gives a role, from today, to somebody who already is of this CPTS; others are invited. */
export async function donnerRole(ctx: Contexte, { personneId, role }: { personneId: PersonneId; role: RoleDeCpts }): Promise<Result<{ nom: string }, RefusRole>> {
  const tenus = await chargerRolesTenus(ctx);
  const decision = deciderDonRole(ctx.qui, tenus, personneId, role, ctx.aujourdhui);
  if (!decision.ok) return decision;
  const personne = tenus.find((t) => t.personneId === personneId);
  if (!personne) return refuser({ code: 'role_inconnu' });
  await donner(ctx, { personneId, role, depuis: ctx.aujourdhui });
  await journaliser(ctx, 'role_donne', personneId, { role, depuis: ctx.aujourdhui });
  await prevenir(ctx, 'acces');
  return ok({ nom: personne.nom });
}

/** Ends a role at once: the person's next request is already without it. */
export async function terminerRole(ctx: Contexte, roleTenuId: string): Promise<Result<RoleTenu, RefusRole>> {
  const decision = deciderFinRole(ctx.qui, await chargerRolesTenus(ctx), roleTenuId, ctx.aujourdhui);
  if (!decision.ok) return decision;
  await terminer(ctx, decision.valeur, plusJours(ctx.aujourdhui, -1));
  await journaliser(ctx, 'role_termine', decision.valeur.personneId, { role: decision.valeur.role, depuis: decision.valeur.depuis });
  await prevenir(ctx, 'acces');
  return decision;
}

/** Undoes an end of role decided the same day: the role goes on as if it had never stopped. */
export async function reprendreRole(ctx: Contexte, { personneId, role }: { personneId: PersonneId; role: RoleDeCpts }): Promise<Result<true, RefusRole>> {
  const decision = deciderDonRole(ctx.qui, await chargerRolesTenus(ctx), personneId, role, ctx.aujourdhui);
  if (!decision.ok) return decision;
  const depuis = await reouvrir(ctx, { personneId, role, hier: plusJours(ctx.aujourdhui, -1) });
  if (depuis === undefined) await donner(ctx, { personneId, role, depuis: ctx.aujourdhui });
  await journaliser(ctx, 'role_repris', personneId, { role, depuis: depuis ?? ctx.aujourdhui });
  await prevenir(ctx, 'acces');
  return ok(true);
}
