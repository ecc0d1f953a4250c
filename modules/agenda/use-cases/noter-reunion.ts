import { ok, refuser, type Result } from '#core/result.ts';
import type { PersonneId } from '#core/tenancy.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import type { Invite, MoyenPresence, RefusAgenda, ReponseInvite, Reunion, ReunionId } from '../model.ts';
import { peutOrganiser } from '../permissions.ts';
import { ajouterDecision, ajouterTache, ajouterVenu, avancerReunion, chargerReunion, constaterPresence, ecrireNotes, finirTache, garderPoints, noterReponseInvite, verrouillerReunion } from '../repository-reunions.ts';
import { presenceOuverte } from '../rules-reunions.ts';

type Issue = Promise<Result<Reunion, RefusAgenda>>;
type Ecriture = { readonly id: ReunionId; readonly version?: number; readonly ecrire: (r: Reunion) => Promise<boolean>; readonly refus?: RefusAgenda };

/**
 * A meeting is written in until its minutes are approved. Only what several people write together (agenda, notes) moves the version:
 * somebody who says « je suis là » does not undo what the secretary is typing.
 */
export async function dansLaReunion(ctx: Contexte, { id, version, ecrire, refus = { code: 'pas_invite' } }: Ecriture): Issue {
  await verrouillerReunion(ctx, id);
  const r = await chargerReunion(ctx, id);
  if (!r) return refuser({ code: 'reunion_inconnue' });
  if (r.statut === 'approuvee' || r.statut === 'annulee') return refuser({ code: 'geste_impossible', statut: r.statut });
  if (version !== undefined && !(await avancerReunion(ctx, id, { version }))) return refuser({ code: 'modifie_entre_temps' });
  if (!(await ecrire(r))) return refuser(refus);
  await prevenir(ctx, 'agenda');
  return ok(r);
}

const organisateur = async (ctx: Contexte, faire: () => Issue): Issue => (peutOrganiser(ctx.qui) ? faire() : refuser({ code: 'role_insuffisant' }));

export type PointSaisi = { readonly titre: string; readonly porteur: string; readonly minutes: number };

/** The agenda items, in the order given; an item keeps its notes and its papers, found by its title. */
export const ecrireOrdreDuJour = (ctx: Contexte, g: { readonly id: ReunionId; readonly version: number; readonly points: readonly PointSaisi[] }): Issue =>
  organisateur(ctx, () => dansLaReunion(ctx, { ...g, ecrire: async (r) => {
    const restants = [...r.points];
    await garderPoints(ctx, g.id, g.points.map((p) => {
      const i = restants.findIndex((x) => x.titre === p.titre);
      return { ...p, id: i === -1 ? null : (restants.splice(i, 1)[0]?.id ?? null) };
    }));
    return true;
  } }));

export const noterPoint = (ctx: Contexte, g: { readonly id: ReunionId; readonly version: number; readonly rang: number; readonly notes: string }): Issue =>
  organisateur(ctx, () => dansLaReunion(ctx, { ...g, ecrire: () => ecrireNotes(ctx, g.id, g), refus: { code: 'reunion_inconnue' } }));

export const prendreDecision = (ctx: Contexte, g: { readonly id: ReunionId; readonly texte: string }): Issue =>
  organisateur(ctx, async () => {
    const issue = await dansLaReunion(ctx, { id: g.id, ecrire: async () => { await ajouterDecision(ctx, g.id, g.texte); return true; } });
    if (issue.ok) await journaliser(ctx, 'decision_prise', g.id, { nom: issue.valeur.titre });
    return issue;
  });

export const confierTache = (ctx: Contexte, g: { readonly id: ReunionId; readonly texte: string; readonly personneId: PersonneId; readonly echeance: string | null }): Issue =>
  organisateur(ctx, () => dansLaReunion(ctx, { id: g.id, ecrire: async (r) => {
    if (!r.invites.some((i) => i.personneId === g.personneId)) return false;
    await ajouterTache(ctx, g.id, g);
    return true;
  } }));

type Constat = { readonly id: ReunionId; readonly inviteId: string; readonly presence: Invite['presence']; readonly moyen: MoyenPresence; /** A signed link, or the code of the room, says who or where: no role is needed. */ readonly parLien?: boolean };

/** One's own presence, by a tap or by the code shown in the room; or anybody's, by whoever organises, from the signed sheet. */
export async function noterPresence(ctx: Contexte, g: Constat): Issue {
  return dansLaReunion(ctx, { id: g.id, ...(g.parLien ? { refus: { code: 'presence_fermee' } } : {}), ecrire: async (r) => {
    const invite = r.invites.find((i) => i.id === g.inviteId);
    const sienne = g.parLien === true || invite?.personneId === ctx.qui.personneId;
    const permis = invite !== undefined && (peutOrganiser(ctx.qui) || (sienne && presenceOuverte(r, ctx.maintenant)));
    return permis && constaterPresence(ctx, g.id, g);
  } });
}

const INVITES_MAX = 400;

/** Somebody whose name is not on the list, and who is in the room all the same: the code shown there says so. */
export const noterVenu = (ctx: Contexte, g: { readonly id: ReunionId; readonly nom: string }): Issue =>
  dansLaReunion(ctx, { id: g.id, refus: { code: 'trop_de_monde' }, ecrire: async (r) => {
    if (!presenceOuverte(r, ctx.maintenant) || r.invites.length >= INVITES_MAX) return false;
    await ajouterVenu(ctx, g.id, g.nom);
    return true;
  } });

/** The answer of one invited person; `inviteId` when a signed link says which line is theirs. */
export const repondreInvitation = (ctx: Contexte, g: { readonly id: ReunionId; readonly reponse: ReponseInvite; readonly inviteId?: string }): Issue =>
  dansLaReunion(ctx, { id: g.id, ecrire: async (r) => {
    const invite = r.invites.find((i) => (g.inviteId === undefined ? i.personneId === ctx.qui.personneId : i.id === g.inviteId));
    return invite !== undefined && noterReponseInvite(ctx, g.id, { inviteId: invite.id, reponse: g.reponse });
  } });

/** Done, or not done after all: only by the person who was given the task. */
export async function acheverTache(ctx: Contexte, id: string, faite: boolean): Promise<Result<null, RefusAgenda>> {
  if (!(await finirTache(ctx, id, faite))) return refuser({ code: 'tache_inconnue' });
  await prevenir(ctx, 'agenda');
  return ok(null);
}
