import { plusJours } from '#core/jour.ts';
import { ok, type Result } from '#core/result.ts';
import type { PersonneId } from '#core/tenancy.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir, publier } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { RefusInvitation } from '../model.ts';
import { chargerRolesTenus, terminer } from '../repository.ts';
import { tenuLe } from '../rules.ts';
import { type Depuis, envoyerInvitation } from './inviter-personne.ts';

/** Somebody was admitted: they receive the link that opens their account. Who already is a member here needs none. Told twice, done once. */
export async function ouvrirAcces(ctx: Contexte, { nom, courriel, par }: { nom: string; courriel: string; par: { personneId: PersonneId; nom: string } }, depuis: Depuis): Promise<Result<true, RefusInvitation>> {
  const tenu = (await chargerRolesTenus(ctx)).find((r) => r.courriel === courriel && r.role === 'adherent' && tenuLe(r, ctx.aujourdhui));
  if (tenu) {
    await publier(ctx, 'acces_ouvert', { personneId: tenu.personneId });
    return ok(true);
  }
  const issue = await envoyerInvitation({ ...ctx, qui: { ...par, roles: [] } }, { nom, courriel, roles: ['adherent'] }, depuis);
  return issue.ok || issue.refus.code === 'deja_invitee' ? ok(true) : issue;
}

/** A membership ended: the role of member ends with it; other roles (coordination, office) are ended by those who gave them. */
export async function fermerAcces(ctx: Contexte, personneId: PersonneId): Promise<Result<true, never>> {
  const tenus = (await chargerRolesTenus(ctx)).filter((r) => r.personneId === personneId && r.role === 'adherent' && tenuLe(r, ctx.aujourdhui));
  for (const r of tenus) {
    await terminer(ctx, r, plusJours(ctx.aujourdhui, -1));
    await journaliser(ctx, 'role_termine', personneId, { role: r.role, depuis: r.depuis });
  }
  if (tenus.length > 0) await prevenir(ctx, 'acces');
  return ok(true);
}
