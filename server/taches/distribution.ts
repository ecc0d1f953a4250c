import type { PgBoss } from 'pg-boss';
import type pg from 'pg';
import type { CptsId } from '#core/tenancy.ts';
import { ECHECS, type Envoi, surClient } from './file.ts';

const VERROU = 7_294_002;
const LOT = 500;

type Ligne = { id: string; cpts_id: CptsId; sujet: string; charge: unknown };

/** What a subject without handler says to the operator. */
export const SANS_DESTINATAIRE = 'Aucune tâche ne traite ce sujet dans cette version.';

/**
 * Moves what waits in the outbox into the queue, in one transaction: a crash at any point leaves each row in exactly one of the two.
 * A job keeps the id of its row, so that a row that comes back (a restored backup) is not queued twice.
 * Its key is that id too: what was told is never merged with what was told before.
 * Returns the number of rows moved; 0 when another process is already at it.
 */
export async function distribuer(pool: pg.Pool, boss: PgBoss, sujets: ReadonlySet<string>): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows: verrou } = await client.query<{ pris: boolean }>('select pg_try_advisory_xact_lock($1) as pris', [VERROU]);
    const { rows } = verrou[0]?.pris
      ? await client.query<Ligne>(`delete from boite_envoi where id in (select id from boite_envoi order by id limit ${LOT}) returning id, cpts_id, sujet, charge`)
      : { rows: [] };
    const parFile = Map.groupBy(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)), (l) => (sujets.has(l.sujet) ? l.sujet : ECHECS));
    for (const [file, lignes] of parFile) {
      const taches = lignes.map((l) => ({ id: l.id, singletonKey: l.id, data: { sujet: l.sujet, cptsId: l.cpts_id, charge: l.charge } satisfies Envoi }));
      await boss.insert(file, taches, { db: surClient(client) });
    }
    await client.query('commit');
    return rows.length;
  } catch (e) {
    await client.query('rollback').catch(() => undefined);
    throw e;
  } finally {
    client.release();
  }
}

/** Empties the outbox, batch after batch. */
export async function toutDistribuer(pool: pg.Pool, boss: PgBoss, sujets: ReadonlySet<string>): Promise<number> {
  let total = 0;
  for (let n = LOT; n === LOT; total += n) n = await distribuer(pool, boss, sujets);
  return total;
}
