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

type Habitudes = { readonly consultations: readonly unknown[]; readonly conges: readonly unknown[]; readonly maxSoirees: number | null; readonly aDistance: boolean };

export async function garderHabitudes({ tx, cpts, qui }: Contexte, h: Habitudes): Promise<void> {
  const valeurs = { consultations: JSON.stringify(h.consultations), conges: JSON.stringify(h.conges), max_soirees: h.maxSoirees, a_distance: h.aDistance };
  await tx.insertInto('agenda_habitudes').values({ cpts_id: cpts, personne_id: qui.personneId, ...valeurs }).onConflict((oc) => oc.columns(['cpts_id', 'personne_id']).doUpdateSet(valeurs)).execute();
}

export const garderSalle = async ({ tx, cpts }: Ici, s: { readonly nom: string; readonly places: number; readonly actif: boolean }): Promise<void> => {
  await tx.insertInto('agenda_salles').values({ cpts_id: cpts, ...s }).onConflict((oc) => oc.columns(['cpts_id', 'nom']).doUpdateSet({ places: s.places, actif: s.actif })).execute();
};

/** Out of the lists, or back in them; its meetings stay where they are. */
export const changerActivite = async ({ tx, cpts }: Ici, id: GroupeId, actif: boolean): Promise<string | undefined> =>
  (await tx.updateTable('groupes_travail').set({ actif }).where('cpts_id', '=', cpts).where('id', '=', id).where('actif', '=', !actif).returning('nom').executeTakeFirst())?.nom;
