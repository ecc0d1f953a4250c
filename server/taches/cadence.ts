import type { Kysely } from 'kysely';
import type { PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Schema } from '#db/schema.ts';
import type { Envoi } from './file.ts';
import type { Tache } from './registre.ts';

const FILE = 'cadence';
const HEURE_MS = 3_600_000;
const INSTANCE = 'Europe/Paris';

const Coup = z.object({ sujet: z.string(), fuseau: z.string(), portee: z.enum(['cpts', 'instance']) });
type Coup = z.infer<typeof Coup>;

/** What strikes, by key: each CPTS task in each time zone where there is a CPTS, each instance task in Paris. */
export function coupsVoulus(liste: readonly Tache[], fuseaux: readonly string[]): Map<string, { cron: string; coup: Coup }> {
  const voulus = new Map<string, { cron: string; coup: Coup }>();
  for (const { sujet, cadence } of liste) {
    if (!cadence) continue;
    for (const fuseau of cadence.portee === 'instance' ? [INSTANCE] : fuseaux) voulus.set(`${sujet}/${fuseau}`, { cron: cadence.cron, coup: { sujet, fuseau, portee: cadence.portee } });
  }
  return voulus;
}

/** One strike becomes one job per CPTS of the time zone, or one job of the instance. */
export async function frapper(boss: PgBoss, db: Kysely<Schema>, brut: unknown): Promise<number> {
  const { sujet, fuseau, portee } = Coup.parse(brut);
  if (portee === 'instance') {
    await boss.send(sujet, { sujet, cptsId: null, charge: {} } satisfies Envoi, { singletonKey: 'instance' });
    return 1;
  }
  const cpts = await db.selectFrom('cpts').select('id').where('fuseau', '=', fuseau).execute();
  if (cpts.length > 0) await boss.insert(sujet, cpts.map(({ id }) => ({ data: { sujet, cptsId: id, charge: {} } satisfies Envoi, singletonKey: id })));
  return cpts.length;
}

/** Keeps the clock of the queue in step with the tasks and with the time zones of the CPTS; looked at again every hour. */
export async function programmer(boss: PgBoss, db: Kysely<Schema>, liste: readonly Tache[]): Promise<{ arreter: () => void }> {
  await boss.createQueue(FILE, { retryLimit: 3, retryDelay: 30 });
  const accorder = async (): Promise<void> => {
    const fuseaux = await db.selectFrom('cpts').select('fuseau').distinct().execute();
    const voulus = coupsVoulus(liste, fuseaux.map((f) => f.fuseau));
    const presents = new Map((await boss.getSchedules(FILE)).map((s) => [s.key, s]));
    for (const [cle, { cron, coup }] of voulus) {
      const deja = presents.get(cle);
      if (deja?.cron !== cron || deja.timezone !== coup.fuseau) await boss.schedule(FILE, cron, coup, { tz: coup.fuseau, key: cle, missed: 'once' });
    }
    for (const cle of presents.keys()) if (!voulus.has(cle)) await boss.unschedule(FILE, cle);
  };
  await accorder();
  await boss.work(FILE, { batchSize: 1 }, async ([job]) => {
    await frapper(boss, db, job?.data);
  });
  const horloge = setInterval(() => void accorder().catch((e: Error) => console.error(`Cadence des tâches : ${e.message}`)), HEURE_MS);
  return { arreter: () => clearInterval(horloge) };
}
