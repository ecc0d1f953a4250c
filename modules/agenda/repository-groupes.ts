import { sql } from 'kysely';
import { z } from 'zod';
import type { PersonneId } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import type { GroupeId, RoleInvite } from './model.ts';
import type { Ici } from './repository.ts';

type Groupe = { readonly id: GroupeId | null; readonly nom: string; readonly rythme: string | null; readonly dureeMinutes: number };

/** Makes or changes a group; undefined when another one has that name, or when it does not exist. */
export async function garderGroupe({ tx, cpts }: Ici, g: Groupe): Promise<string | undefined> {
  const valeurs = { nom: g.nom, rythme: g.rythme, duree_minutes: g.dureeMinutes };
  if (g.id) {
    const homonyme = await tx.selectFrom('groupes_travail').select('id').where('cpts_id', '=', cpts).where('nom', '=', g.nom).where('id', '<>', g.id).executeTakeFirst();
    if (homonyme) return undefined;
    return (await tx.updateTable('groupes_travail').set(valeurs).where('cpts_id', '=', cpts).where('id', '=', g.id).returning('id').executeTakeFirst())?.id;
  }
  return (await tx.insertInto('groupes_travail').values({ cpts_id: cpts, ...valeurs }).onConflict((oc) => oc.columns(['cpts_id', 'nom']).doNothing()).returning('id').executeTakeFirst())?.id;
}

export async function garderMembres({ tx, cpts }: Ici, groupeId: GroupeId, membres: readonly { readonly personneId: PersonneId; readonly role: RoleInvite }[]): Promise<void> {
  await tx.deleteFrom('groupe_membres').where('cpts_id', '=', cpts).where('groupe_id', '=', groupeId).execute();
  if (membres.length > 0) await tx.insertInto('groupe_membres').values(membres.map((m) => ({ cpts_id: cpts, groupe_id: groupeId, personne_id: m.personneId, role: m.role }))).execute();
}

const Habitudes = z.object({ semaine: z.string(), consultations: z.array(z.unknown()).readonly(), conges: z.array(z.unknown()).readonly(), maxSoirees: z.number().nullable(), aDistance: z.boolean() });
type Habitudes = Readonly<z.infer<typeof Habitudes>>;

/** What was told before stays beside, for as long as nothing else is told. */
export async function garderHabitudes({ tx, cpts, qui }: Contexte, h: Habitudes): Promise<void> {
  const valeurs = { semaine: h.semaine, consultations: JSON.stringify(h.consultations), conges: JSON.stringify(h.conges), max_soirees: h.maxSoirees, a_distance: h.aDistance };
  const avant = sql<object>`jsonb_build_object('semaine', agenda_habitudes.semaine, 'consultations', agenda_habitudes.consultations, 'conges', agenda_habitudes.conges, 'maxSoirees', agenda_habitudes.max_soirees, 'aDistance', agenda_habitudes.a_distance)`;
  await tx.insertInto('agenda_habitudes').values({ cpts_id: cpts, personne_id: qui.personneId, ...valeurs }).onConflict((oc) => oc.columns(['cpts_id', 'personne_id']).doUpdateSet({ ...valeurs, avant })).execute();
}

/** Back to what was told before; to nothing when nothing was. False when there is nothing to undo. */
export async function reprendreHabitudes(ctx: Contexte): Promise<boolean> {
  const { tx, cpts, qui } = ctx;
  const l = await tx.selectFrom('agenda_habitudes').select(['id', 'avant']).where('cpts_id', '=', cpts).where('personne_id', '=', qui.personneId).forUpdate().executeTakeFirst();
  if (!l) return false;
  if (l.avant === null) await tx.deleteFrom('agenda_habitudes').where('cpts_id', '=', cpts).where('id', '=', l.id).execute();
  else await garderHabitudes(ctx, Habitudes.parse(l.avant));
  return true;
}

export const garderSalle = async ({ tx, cpts }: Ici, s: { readonly nom: string; readonly places: number; readonly actif: boolean }): Promise<void> => {
  await tx.insertInto('agenda_salles').values({ cpts_id: cpts, ...s }).onConflict((oc) => oc.columns(['cpts_id', 'nom']).doUpdateSet({ places: s.places, actif: s.actif })).execute();
};

/** Out of the lists, or back in them; its meetings stay where they are. */
export const changerActivite = async ({ tx, cpts }: Ici, id: GroupeId, actif: boolean): Promise<string | undefined> =>
  (await tx.updateTable('groupes_travail').set({ actif }).where('cpts_id', '=', cpts).where('id', '=', id).where('actif', '=', !actif).returning('nom').executeTakeFirst())?.nom;
