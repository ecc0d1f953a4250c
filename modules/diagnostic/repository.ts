import type { Contexte } from '#server/contexte.ts';
import { ConstatId, type SaisieConstat } from './model.ts';

export async function ajouter({ tx, cpts, qui, maintenant }: Contexte, c: SaisieConstat): Promise<ConstatId> {
  const { id } = await tx.insertInto('constats').values({ cpts_id: cpts, nature: c.nature, texte: c.texte, chapitre: c.chapitre ?? null, ecrit_le: maintenant, ecrit_par: qui.personneId }).returning('id').executeTakeFirstOrThrow();
  return ConstatId.parse(id);
}

export const existe = async ({ tx, cpts }: Contexte, id: ConstatId): Promise<boolean> => (await tx.selectFrom('constats').select('id').where('cpts_id', '=', cpts).where('id', '=', id).executeTakeFirst()) !== undefined;

/** One priority per person: the last one given counts. */
export async function prioriser({ tx, cpts, qui }: Contexte, constat: ConstatId, priorite: number): Promise<void> {
  await tx.insertInto('constat_priorites').values({ cpts_id: cpts, constat_id: constat, personne_id: qui.personneId, priorite })
    .onConflict((c) => c.columns(['cpts_id', 'constat_id', 'personne_id']).doUpdateSet({ priorite })).execute();
}
