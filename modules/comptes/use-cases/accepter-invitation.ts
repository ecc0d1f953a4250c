import { ok, refuser, type Result } from '#core/result.ts';
import type { PersonneId } from '#core/tenancy.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir, publier } from '#db/outbox.ts';
import { baseDesComptes } from '#server/authentification/base.ts';
import { dansInvitation } from '#server/portes-invitation.ts';
import type { Services } from '#server/services.ts';
import type { Invitation, RefusInvitation } from '../model.ts';
import { personneExiste } from '../queries.ts';
import { chargerInvitation, chargerRolesTenus, cloreInvitation, donner, trouverOuCreerPersonne } from '../repository.ts';
import { peutAccepter, tenuLe } from '../rules.ts';
import { empreinteInvitation } from './inviter-personne.ts';

type Connectee = { readonly personneId: PersonneId; readonly nom: string; readonly courriel: string };
export type InvitationOuverte = { readonly invitation: Invitation; readonly cpts: { readonly nom: string; readonly slug: string }; readonly connue: boolean; readonly fuseau: string };

/** What the page of an invitation shows to who holds its link, signed in or not. */
export async function ouvrirInvitation(services: Services, secret: string, connectee: Connectee | undefined): Promise<Result<InvitationOuverte, RefusInvitation>> {
  const issue = await dansInvitation(services, { empreinte: empreinteInvitation(secret), qui: connectee }, async (ctx): Promise<Result<InvitationOuverte, RefusInvitation>> => {
    const i = await chargerInvitation(ctx, ctx.invitationId);
    if (!i) return refuser({ code: 'invitation_inconnue' });
    const decision = peutAccepter(i, ctx.maintenant, connectee?.courriel);
    return decision.ok ? ok({ invitation: i, cpts: ctx.ici, connue: false, fuseau: ctx.fuseau }) : decision;
  });
  if (!issue) return refuser({ code: 'invitation_inconnue' });
  return issue.ok ? ok({ ...issue.valeur, connue: await personneExiste(baseDesComptes(services), issue.valeur.invitation.courriel) }) : issue;
}

/**
 * Gives the roles promised. Somebody new gets their account here: the link came by their address. Somebody who has one signs in
 * first, so that an old mail does not open an account for two weeks: `acceptee.nouvelle` says which.
 */
export async function accepterInvitation(services: Services, secret: string, p: { connectee: Connectee | undefined; nom: string }): Promise<Result<{ personneId: PersonneId; slug: string; nouvelle: boolean }, RefusInvitation | { code: 'connexion_requise'; courriel: string }>> {
  const ouverte = await ouvrirInvitation(services, secret, p.connectee);
  if (!ouverte.ok) return ouverte;
  const { invitation, connue } = ouverte.valeur;
  if (!p.connectee && connue) return refuser({ code: 'connexion_requise', courriel: invitation.courriel });
  const personneId = p.connectee?.personneId ?? (await trouverOuCreerPersonne(baseDesComptes(services), { courriel: invitation.courriel, nom: p.nom || invitation.nom }));
  const issue = await dansInvitation(services, { empreinte: empreinteInvitation(secret), qui: { personneId, nom: p.connectee?.nom ?? p.nom } }, async (ctx) => {
    const i = await chargerInvitation(ctx, ctx.invitationId);
    const decision = i ? peutAccepter(i, ctx.maintenant, p.connectee?.courriel ?? i.courriel) : refuser({ code: 'invitation_inconnue' });
    if (!decision.ok) return decision;
    const tenus = await chargerRolesTenus(ctx);
    for (const role of decision.valeur.roles) if (!tenus.some((t) => t.personneId === personneId && t.role === role && (t.jusque === null || tenuLe(t, ctx.aujourdhui)))) await donner(ctx, { personneId, role, depuis: ctx.aujourdhui });
    await cloreInvitation(ctx, ctx.invitationId, { statut: 'acceptee', le: ctx.maintenant, par: personneId });
    await journaliser(ctx, 'invitation_acceptee', ctx.invitationId, { personneId, roles: decision.valeur.roles });
    await publier(ctx, 'acces_ouvert', { personneId });
    await prevenir(ctx, 'acces');
    return ok({ personneId, slug: ctx.ici.slug, nouvelle: p.connectee === undefined });
  });
  return issue ?? refuser({ code: 'invitation_inconnue' });
}
