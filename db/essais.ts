import { type Kysely, sql, type Transaction } from 'kysely';
import type pg from 'pg';
import { afterAll, inject, vi } from 'vitest';
import { jourDans } from '#core/jour.ts';
import type { CptsAutorisee, CptsId, PersonneId, Role } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import { type Adresse, ouvrirDb, ouvrirPool } from './connexion.ts';
import type { Schema } from './schema.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The databases of the run, one for each worker. */
    adressesEssais: Adresse[];
  }
}

/** The instant of the tests: a Monday at 10:00 in Paris. */
export const INSTANT = new Date('2026-11-23T09:00:00Z');

export type Essai = {
  readonly adresse: Adresse;
  readonly db: Kysely<Schema>;
  readonly pool: pg.Pool;
  /** The owner's connection: sees everything, used to prepare and to look behind the curtain. */
  readonly proprietaire: Kysely<Schema>;
  readonly uneCpts: (nom?: string) => Promise<{ id: CptsId; slug: string; nom: string }>;
  readonly unePersonne: (cptsId: CptsId | undefined, roles?: readonly Role[], nom?: string) => Promise<{ id: PersonneId; nom: string; courriel: string }>;
  /** Runs a use case as a person of this CPTS, in a transaction of the application role, rolled back when it throws. */
  readonly dans: <T>(cptsId: CptsId, personneId: PersonneId, roles: readonly Role[], faire: (ctx: Contexte) => Promise<T>, maintenant?: Date) => Promise<T>;
};

/** Longer than anything takes on a machine that others load: what does not come is a fault, never a slow moment. */
const ATTENTE_MS = 60_000;

/** Waits until this no longer throws: for what another process or a queue does in its own time. */
export const bientot = <T>(faire: () => T | Promise<T>): Promise<T> => vi.waitFor(faire, { timeout: ATTENTE_MS, interval: 50 });

let compteur = 0;

/** The database of this worker: what two files that run at the same moment do never meets. */
export function adresseEssais(): Adresse {
  const adresses = inject('adressesEssais');
  const adresse = adresses[(Number(process.env.VITEST_POOL_ID) - 1) % adresses.length];
  if (!adresse) throw new Error('Ces essais demandent la base que prépare db/essais.global.ts.');
  return adresse;
}

/** A database with every migration, shared by the files of a worker: each test makes its own CPTS and never sees the others'. */
export function essaiAvecBase(): Essai {
  const adresse = adresseEssais();
  const pool = ouvrirPool(adresse, 'maillage_app', 10);
  const poolProprietaire = ouvrirPool(adresse, undefined, 2);
  const db = ouvrirDb(pool);
  const proprietaire = ouvrirDb(poolProprietaire);
  afterAll(async () => {
    await Promise.all([pool.end(), poolProprietaire.end()]);
  });
  const suffixe = (): string => `${process.pid}-${Date.now().toString(36)}-${(compteur++).toString(36)}`;

  const dans: Essai['dans'] = (cptsId, personneId, roles, faire, maintenant = INSTANT) =>
    db.transaction().execute(async (tx: Transaction<Schema>) => {
      await sql`select set_config('app.cpts', ${cptsId}, true), set_config('app.personne', ${personneId}, true)`.execute(tx);
      return faire({ tx, cpts: cptsId as CptsAutorisee, qui: { personneId, nom: 'Personne d’essai', roles }, maintenant, aujourdhui: jourDans(maintenant, 'Europe/Paris'), fuseau: 'Europe/Paris' });
    });

  return {
    adresse,
    db,
    pool,
    proprietaire,
    dans,
    uneCpts: async (nom = 'CPTS d’essai') => {
      const slug = `essai-${suffixe()}`.toLowerCase();
      const { id } = await proprietaire.insertInto('cpts').values({ slug, nom }).returning('id').executeTakeFirstOrThrow();
      return { id, slug, nom };
    },
    unePersonne: async (cptsId, roles = ['coordination'], nom = 'Camille Essai') => {
      const courriel = `${suffixe()}@exemple.invalid`;
      const { id } = await proprietaire.insertInto('personnes').values({ nom, courriel, courriel_verifie: true }).returning('id').executeTakeFirstOrThrow();
      for (const role of roles) if (cptsId) await proprietaire.insertInto('roles_tenus').values({ cpts_id: cptsId, personne_id: id, role, depuis: '2020-01-01', jusque: null }).execute();
      return { id, nom, courriel };
    },
  };
}
