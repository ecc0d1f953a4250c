import { sql } from 'kysely';
import type { Ici } from './repository.ts';

/** Lines of the bank of a year that settle nothing yet. */
export async function aRapprocher({ tx, cpts }: Ici, annee: number): Promise<number> {
  const { n } = await tx.selectFrom('mouvements_bancaires').select((e) => e.fn.countAll<number>().as('n')).where('cpts_id', '=', cpts).where('objet', 'is', null).where(sql<boolean>`jour between make_date(${annee}::int, 1, 1) and make_date(${annee}::int, 12, 31)`).executeTakeFirstOrThrow();
  return n;
}
