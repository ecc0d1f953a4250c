import { ok, refuser, type Result } from '#core/result.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { PersonneId } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import { GroupeId, type RefusAgenda, type RoleInvite } from '../model.ts';
import { peutOrganiser } from '../permissions.ts';
import { changerActivite, garderGroupe, garderHabitudes, garderMembres, reprendreHabitudes } from '../repository-groupes.ts';

export type GroupeSaisi = { readonly id: GroupeId | null; readonly nom: string; readonly rythme: string | null; readonly dureeMinutes: number; readonly membres: readonly { readonly personneId: PersonneId; readonly role: RoleInvite }[] };

/** Makes a working group, or changes its name, its rhythm and its people. */
export async function tenirGroupe(ctx: Contexte, g: GroupeSaisi): Promise<Result<GroupeId, RefusAgenda>> {
  if (!peutOrganiser(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const id = await garderGroupe(ctx, g);
  if (id === undefined) return refuser({ code: 'groupe_existe' });
  await garderMembres(ctx, GroupeId.parse(id), g.membres);
  await journaliser(ctx, 'groupe_tenu', id, { nom: g.nom, membres: g.membres.length });
  await prevenir(ctx, 'agenda');
  return ok(GroupeId.parse(id));
}

/** Puts a group away, or takes it out again: nothing of what it did is lost. */
export async function archiverGroupe(ctx: Contexte, id: GroupeId, actif: boolean): Promise<Result<GroupeId, RefusAgenda>> {
  if (!peutOrganiser(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const nom = await changerActivite(ctx, id, actif);
  if (nom === undefined) return refuser({ code: 'groupe_inconnu' });
  await (actif ? journaliser(ctx, 'groupe_rouvert', id, { nom }) : journaliser(ctx, 'groupe_archive', id, { nom }));
  await prevenir(ctx, 'agenda');
  return ok(id);
}

export type HabitudesSaisies = { /** By half-days (`moteur/semaine.ts`). */ readonly semaine: string; /** Exact hours, beside them. */ readonly consultations: readonly { readonly jours: readonly number[]; readonly de: string; readonly a: string }[]; readonly conges: readonly { readonly du: string; readonly au: string }[]; readonly maxSoirees: number | null; readonly aDistance: boolean };

/** What a person says of their own week; nobody writes it for somebody else. */
export const direHabitudes = async (ctx: Contexte, h: HabitudesSaisies): Promise<void> => garderHabitudes(ctx, h);

/** Takes back what was just told; told again, it comes back. */
export const defaireHabitudes = (ctx: Contexte): Promise<boolean> => reprendreHabitudes(ctx);
