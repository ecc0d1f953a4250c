import type { Kysely } from 'kysely';
import { type Db, PgBoss } from 'pg-boss';
import type { CptsId } from '#core/tenancy.ts';
import { type Adresse, configuration, ouvrirPool, type RoleBase } from '#db/connexion.ts';
import type { Schema } from '#db/schema.ts';

const SCHEMA = 'taches';
/** Where a job waits for the operator once its attempts are spent; nothing leaves it by itself. */
export const ECHECS = 'echecs';
const DIX_ANS = 10 * 365 * 86_400;

/** What a job carries. `sujet` repeats the queue, so that a job whose handler is gone still says what it was. */
export type Envoi = { readonly sujet: string; readonly cptsId: CptsId | null; readonly charge: unknown };

/** The jobs of this process: hand one over, look at them, stop. */
export type Taches = {
  readonly boss: PgBoss;
  /** The role that sees the queue and the instance, and no page. */
  readonly db: Kysely<Schema>;
  /** Subject → what the operator reads. */
  readonly titres: ReadonlyMap<string, string>;
  /** Queues a job outside any transaction. Returns its id, or null when the task is unique and already waits or runs. */
  readonly confier: (sujet: string, charge: object, cptsId?: CptsId) => Promise<string | null>;
  /** Empties the outbox now instead of at the next notification. */
  readonly distribuer: () => Promise<number>;
  readonly arreter: () => Promise<void>;
};

const connexion = (adresse: Adresse, role?: RoleBase) => {
  const { connectionString, host, port, user, password, database, options } = configuration(adresse, role);
  const cible = connectionString ? { connectionString } : { host: String(host), port: Number(port), user: String(user), database: String(database), ...(typeof password === 'string' ? { password } : {}) };
  return { ...cible, ...(options ? { options } : {}), application_name: role ?? 'maillage', schema: SCHEMA };
};

/** Installs or upgrades the queue's own schema, as the owner of the database, and lets `maillage_taches` use it without owning it. */
export async function installerFile(adresse: Adresse): Promise<void> {
  const boss = new PgBoss({ ...connexion(adresse), max: 2, supervise: false, schedule: false });
  boss.on('error', (e) => console.error(`File des tâches : ${e.message}`));
  await boss.start();
  await boss.stop({ graceful: false });
  const proprietaire = ouvrirPool(adresse, undefined, 1);
  try {
    await proprietaire.query(`grant usage on schema ${SCHEMA} to maillage_taches, maillage_archiviste`);
    await proprietaire.query(`grant select on ${SCHEMA}.job to maillage_archiviste`);
    await proprietaire.query(`grant select, insert, update, delete on all tables in schema ${SCHEMA} to maillage_taches`);
    await proprietaire.query(`grant execute on all functions in schema ${SCHEMA} to maillage_taches`);
  } finally {
    await proprietaire.end();
  }
}

export type Reglages = {
  /** Attempts after the first, and seconds before the second; each wait doubles, up to an hour. */
  readonly reprises?: number;
  readonly delai?: number;
  /** Seconds between two looks, when a notification was missed. */
  readonly regard?: number;
};

/** Opens the queue with the limited role. `taches` are those that someone handles. */
export async function ouvrirFile(adresse: Adresse, taches: readonly { readonly sujet: string; readonly unique?: boolean }[], { reprises = 8, delai = 15 }: Reglages = {}): Promise<PgBoss> {
  const boss = new PgBoss({
    ...connexion(adresse, 'maillage_taches'),
    max: 4,
    migrate: false,
    createSchema: false,
    reindex: false,
    useListenNotify: true,
    superviseIntervalSeconds: 30,
    cronMonitorIntervalSeconds: 15,
    cronWorkerIntervalSeconds: 5,
  });
  boss.on('error', (e) => console.error(`File des tâches : ${e.message}`));
  await boss.start();
  await boss.createQueue(ECHECS, { retentionSeconds: DIX_ANS, deleteAfterSeconds: 30 * 86_400 });
  const options = { retryLimit: reprises, retryDelay: delai, retryBackoff: true, retryDelayMax: 3600, deadLetter: ECHECS, retentionSeconds: DIX_ANS, heartbeatSeconds: 60, expireInSeconds: 3600, notify: true };
  for (const { sujet, unique } of taches) {
    await boss.createQueue(sujet, { ...options, policy: unique ? 'exclusive' : 'standard' });
    const { retryDelayMax: _, heartbeatSeconds: __, ...modifiables } = options;
    await boss.updateQueue(sujet, modifiables);
  }
  return boss;
}

/** pg-boss on a client that is inside a transaction of ours: the move out of the outbox and the entry in the queue are one. */
export const surClient = (client: { query: (texte: string, valeurs?: unknown[]) => Promise<{ rows: unknown[] }> }): Db => ({ executeSql: (texte, valeurs) => client.query(texte, valeurs) });
