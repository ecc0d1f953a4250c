import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Schema } from '#db/schema.ts';
import type { Changement, NatureDeMouvement } from './model.ts';

type Ici = { readonly tx: Transaction<Schema> };

/** What an edition changed, seen from these communes, or from nowhere in particular. */
export type FiltreChangements = { readonly communes: readonly string[] | undefined; readonly profession: string };
export type ComptesChangements = Readonly<Record<NatureDeMouvement, number>>;

function changements({ communes, profession }: FiltreChangements): RawBuilder<unknown> {
  const lieux = communes && sql`${sql.val([...communes])}::text[]`;
  const sens = lieux ? sql`case when not d.avant && ${lieux} then 'arrivee' when not d.apres && ${lieux} then 'depart' else 'demenagement' end` : sql`d.nature`;
  return sql`(select d.*, ${sens} as sens from annuaire.differences d
    where d.import_id = (select i.id from annuaire.imports i where i.source = 'annuaire_sante' order by i.fait_le desc, i.id desc limit 1)
      ${lieux ? sql`and (d.avant || d.apres) && ${lieux}` : sql``} ${profession === '' ? sql`` : sql`and d.profession = ${profession}`}) d`;
}

export async function compterChangements({ tx }: Ici, f: FiltreChangements): Promise<ComptesChangements> {
  const { rows } = await sql<{ sens: NatureDeMouvement; n: number }>`select sens, count(*)::int as n from ${changements(f)} group by 1`.execute(tx);
  const de = (sens: NatureDeMouvement): number => rows.find((r) => r.sens === sens)?.n ?? 0;
  return { arrivee: de('arrivee'), depart: de('depart'), demenagement: de('demenagement') };
}

/** In the order of the alphabet. Without `sens`, the three kinds one after the other. */
export async function lireChangements({ tx }: Ici, f: FiltreChangements, { sens, debut, nombre }: { readonly sens?: NatureDeMouvement; readonly debut: number; readonly nombre: number }): Promise<readonly Changement[]> {
  const { rows } = await sql<Changement>`select sens, nature, identifiant, nom, prenom, profession, avant, apres from ${changements(f)}
    where ${sens === undefined ? sql`true` : sql`sens = ${sens}`} order by array_position(array['arrivee', 'depart', 'demenagement'], sens), nom, prenom, identifiant limit ${nombre} offset ${debut}`.execute(tx);
  return rows;
}

/** Days of the two editions compared, the one served first, as their names say; `comparable` when both are of the same world, true or invented. */
export async function editionsComparees({ tx }: Ici): Promise<{ readonly comparable: boolean; readonly editions: readonly (string | null)[] }> {
  const rows = await tx.selectFrom('annuaire.imports').select(['edition', 'fictif']).where('source', '=', 'annuaire_sante').orderBy('fait_le', 'desc').orderBy('id', 'desc').limit(2).execute();
  return { comparable: rows.length === 2 && rows[0]?.fictif === rows[1]?.fictif, editions: rows.map((r) => r.edition) };
}
