import { sql } from 'kysely';
import type { Contexte } from '#server/contexte.ts';
import { type CodeCommune, Territoire, TerritoireId } from './model.ts';

/** One composer at a time in a CPTS, even before the first version exists; released with the transaction. */
export const verrouiller = async ({ tx, cpts }: Contexte): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`territoire ${cpts}`}, 0))`.execute(tx);
};

/** The current version, or the one asked for. */
export async function charger({ tx, cpts }: Contexte, version?: number): Promise<Territoire | undefined> {
  const row = await tx
    .selectFrom('territoires')
    .leftJoin('personnes', 'personnes.id', 'territoires.compose_par')
    .select(['territoires.id', 'version', 'siege', 'compose_le', 'personnes.nom as par'])
    .where('cpts_id', '=', cpts)
    .where((eb) => (version === undefined ? eb('courant', '=', true) : eb('version', '=', version)))
    .executeTakeFirst();
  if (!row) return undefined;
  const lignes = await tx.selectFrom('territoire_communes').select('commune').where('cpts_id', '=', cpts).where('territoire_id', '=', row.id).orderBy('rang').execute();
  return Territoire.parse({
    id: row.id, version: row.version, ...(row.siege !== null && { siege: row.siege }), communes: lignes.map((l) => l.commune),
    composeLe: row.compose_le, ...(row.par !== null && { composePar: row.par }),
  });
}

type Nouvelle = { readonly version: number; readonly communes: readonly CodeCommune[]; readonly siege?: CodeCommune; readonly repriseDe?: number };

/** Writes a new version and makes it the current one. The caller holds the lock. */
export async function enregistrer({ tx, cpts, qui, maintenant }: Contexte, n: Nouvelle): Promise<TerritoireId> {
  await tx.updateTable('territoires').set({ courant: false }).where('cpts_id', '=', cpts).where('courant', '=', true).execute();
  const { id } = await tx
    .insertInto('territoires')
    .values({ cpts_id: cpts, version: n.version, courant: true, siege: n.siege ?? null, reprise_de: n.repriseDe ?? null, compose_le: maintenant, compose_par: qui.personneId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sql`insert into territoire_communes (cpts_id, territoire_id, commune, rang)
    select ${cpts}, ${id}, c, r from unnest(${[...n.communes]}::text[]) with ordinality as l (c, r)`.execute(tx);
  return TerritoireId.parse(id);
}
