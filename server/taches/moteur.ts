import type { JobResult } from 'pg-boss';
import type { Kysely } from 'kysely';
import { type Adresse, configuration, ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import type { Schema } from '#db/schema.ts';
import { ecouterCanal } from '../ecoute.ts';
import type { Services } from '../services.ts';
import { programmer } from './cadence.ts';
import { toutDistribuer } from './distribution.ts';
import { type Envoi, ouvrirFile, type Reglages, type Taches } from './file.ts';
import { ErreurDefinitive, type OutilsTache, type Tache, TacheArretee } from './registre.ts';

const POULS_MS = 5000;

const versErreur = (e: unknown): object => (e instanceof Error ? { message: e.message, name: e.name } : { message: String(e) });

/** Tells progress outside the job's transaction, at most twice a second, and hears the operator's stop. */
function suivi(db: Kysely<Schema>, tacheId: string, sujet: string): OutilsTache['avancer'] {
  let dernier = 0;
  return async (fait, total) => {
    const instant = performance.now();
    if (dernier > 0 && instant - dernier < 500 && fait !== total) return;
    dernier = instant;
    const ligne = await db
      .insertInto('avancements')
      .values({ tache_id: tacheId, sujet, fait, total: total ?? null })
      .onConflict((c) => c.column('tache_id').doUpdateSet({ fait, total: total ?? null, maj_le: new Date() }))
      .returning('arret_demande')
      .executeTakeFirstOrThrow();
    if (ligne.arret_demande) throw new TacheArretee('Arrêtée à la demande de l’exploitant.');
  };
}

async function traiterUne(tache: Tache, job: { readonly id: string; readonly data: Envoi }, services: Services, db: Kysely<Schema>): Promise<JobResult> {
  try {
    await tache.executer(job.data.charge, { services, cptsId: job.data.cptsId ?? undefined, cle: job.id, avancer: suivi(db, job.id, tache.sujet) });
    return { id: job.id, status: 'completed' };
  } catch (e) {
    if (e instanceof TacheArretee) return { id: job.id, status: 'completed', output: versErreur(e) };
    return { id: job.id, status: e instanceof ErreurDefinitive ? 'deadletter' : 'failed', output: versErreur(e) };
  } finally {
    await db.deleteFrom('avancements').where('tache_id', '=', job.id).execute().catch(() => undefined);
  }
}

/** Starts the workers, the dispatcher of the outbox and the clock of what comes back by itself. The schema must be there (`installerFile`). */
export async function lancerTaches(services: Services, adresse: Adresse, liste: readonly Tache[], reglages: Reglages = {}): Promise<Taches> {
  const sujets = new Set(liste.map((t) => t.sujet));
  const pool = ouvrirPool(adresse, 'maillage_taches', 4);
  const db = ouvrirDb(pool);
  const boss = await ouvrirFile(adresse, liste, reglages);
  // A full batch is followed by the next at once: a thousand letters do not wait for a thousand looks.
  const travail = { batchSize: 5, localConcurrency: 1, burstWhenBatchFull: true, perJobResults: true, pollingIntervalSeconds: reglages.regard ?? 2, notifyPollingIntervalSeconds: reglages.regard ?? 15 } as const;
  for (const tache of liste) await boss.work<Envoi, JobResult[], typeof travail>(tache.sujet, travail, (jobs) => Promise.all(jobs.map((j) => traiterUne(tache, j, services, db))));

  let enCours = Promise.resolve(0);
  const distribuer = (): Promise<number> => (enCours = enCours.catch(() => 0).then(() => toutDistribuer(pool, boss, sujets)));
  const passer = (): void => void distribuer().catch((e: Error) => console.error(`Boîte d’envoi : ${e.message}`));
  const oreille = ecouterCanal(configuration(adresse, 'maillage_taches'), { canal: 'maillage_envois', entendre: passer, reprendre: passer });
  const pouls = setInterval(passer, POULS_MS);
  const cadence = await programmer(boss, db, liste);

  return {
    boss,
    db,
    titres: new Map(liste.map((t) => [t.sujet, t.titre])),
    distribuer,
    confier: (sujet, charge, cptsId) => boss.send(sujet, { sujet, cptsId: cptsId ?? null, charge } satisfies Envoi, { singletonKey: cptsId ?? 'instance' }),
    arreter: async () => {
      clearInterval(pouls);
      cadence.arreter();
      await oreille.fermer();
      await enCours.catch(() => 0);
      await boss.stop({ graceful: true, timeout: 5000 });
      await pool.end();
    },
  };
}
