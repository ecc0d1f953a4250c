import { createHash, randomBytes } from 'node:crypto';
import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { posterCourriel } from '#server/courriel.ts';
import type { Invitation, RefusInvitation, RoleDeCpts } from '../model.ts';
import { peutDonnerRole } from '../permissions.ts';
import { chargerInvitation, cloreInvitation, creerInvitation, renouvelerInvitation } from '../repository.ts';
import { finDeValidite, peutFaire } from '../rules.ts';
import { courrielInvitation } from '../view.ts';
import { enCourriel } from './envoyer-code.ts';

/** The CPTS, the address under which its links are opened, and the secret of the instance that seals its letters. */
export type Depuis = { readonly cpts: string; readonly url: string; readonly secret: string };
type Demande = { readonly courriel: string; readonly nom: string; readonly roles: readonly RoleDeCpts[] };

/** Only the hash of the secret is kept: whoever reads the table cannot open the door. */
export const empreinteInvitation = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

const nouveauSecret = (): string => randomBytes(24).toString('base64url');

const ecrire = (ctx: Contexte, i: { courriel: string; nom: string; roles: readonly RoleDeCpts[]; expireLe: Date }, secret: string, d: Depuis): Promise<void> =>
  posterCourriel(ctx, enCourriel(courrielInvitation({ a: i.courriel, nom: i.nom, cpts: d.cpts, invitant: ctx.qui.nom, roles: i.roles, lien: `${d.url}/invitation?secret=${secret}`, expireLe: i.expireLe, fuseau: ctx.fuseau })), d.secret);

export async function inviterPersonne(ctx: Contexte, demande: Demande, depuis: Depuis): Promise<Result<{ secret: string }, RefusInvitation>> {
  if (!demande.roles.every((role) => peutDonnerRole(ctx.qui, role))) return refuser({ code: 'role_interdit' });
  return envoyerInvitation(ctx, demande, depuis);
}

/** The invitation itself, once it is known that it may be sent: also what follows an admission. */
export async function envoyerInvitation(ctx: Contexte, demande: Demande, depuis: Depuis): Promise<Result<{ secret: string }, RefusInvitation>> {
  const secret = nouveauSecret();
  const expireLe = finDeValidite(ctx.maintenant);
  const id = await creerInvitation(ctx, { ...demande, empreinte: empreinteInvitation(secret), invitePar: ctx.qui.personneId, le: ctx.maintenant, expireLe });
  if (!id) return refuser({ code: 'deja_invitee', courriel: demande.courriel });
  await ecrire(ctx, { ...demande, expireLe }, secret, depuis);
  await journaliser(ctx, 'invitation_envoyee', id, { roles: demande.roles });
  await prevenir(ctx, 'acces');
  return ok({ secret });
}

async function charger(ctx: Contexte, id: string, geste: 'renvoyer' | 'revoquer'): Promise<Result<Invitation, RefusInvitation>> {
  const i = await chargerInvitation(ctx, id);
  if (!i) return refuser({ code: 'invitation_inconnue' });
  const decision = peutFaire(ctx.qui, i, geste);
  return decision.ok ? ok(i) : decision;
}

/** Sends again with a new link and a new fortnight. */
export async function renvoyerInvitation(ctx: Contexte, id: string, depuis: Depuis): Promise<Result<{ secret: string; courriel: string }, RefusInvitation>> {
  const trouvee = await charger(ctx, id, 'renvoyer');
  if (!trouvee.ok) return trouvee;
  const secret = nouveauSecret();
  const expireLe = finDeValidite(ctx.maintenant);
  await renouvelerInvitation(ctx, id, { empreinte: empreinteInvitation(secret), le: ctx.maintenant, expireLe });
  await ecrire(ctx, { ...trouvee.valeur, expireLe }, secret, depuis);
  await journaliser(ctx, 'invitation_renvoyee', id);
  await prevenir(ctx, 'acces');
  return ok({ secret, courriel: trouvee.valeur.courriel });
}

export async function revoquerInvitation(ctx: Contexte, id: string): Promise<Result<{ courriel: string }, RefusInvitation>> {
  const trouvee = await charger(ctx, id, 'revoquer');
  if (!trouvee.ok) return trouvee;
  await cloreInvitation(ctx, id, { statut: 'revoquee', le: ctx.maintenant, par: null });
  await journaliser(ctx, 'invitation_revoquee', id);
  await prevenir(ctx, 'acces');
  return ok({ courriel: trouvee.valeur.courriel });
}
