import { type Kysely, sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { ouvrirDb, ouvrirPool } from './connexion.ts';
import { essaiAvecBase } from './essais.ts';
import type { CptsId } from '#core/tenancy.ts';
import type { Schema } from './schema.ts';

const base = essaiAvecBase();
const seule = ouvrirPool(base.adresse, 'maillage_app', 1);
const parDeux = ouvrirPool(base.adresse, 'maillage_app', 2);
const db = ouvrirDb(seule);
afterAll(() => Promise.all([seule.end(), parDeux.end()]));

type Faits = { pid: number; cpts: string; xid: string | null };
const faits = async (tx: Kysely<Schema>): Promise<Faits> =>
  (await sql<Faits>`select pg_backend_pid() as pid, coalesce(current_setting('app.cpts', true), '') as cpts, pg_current_xact_id_if_assigned()::text as xid`.execute(tx)).rows[0]!;
const entrer = (tx: Kysely<Schema>, cpts: string) => sql`select set_config('app.cpts', ${cpts}, true)`.execute(tx);
const tuer = (pid: number) => sql`select pg_terminate_backend(${pid})`.execute(base.proprietaire);
const unRole = async () => {
  const cpts = await base.uneCpts();
  return { cpts_id: cpts.id, personne_id: (await base.unePersonne(undefined)).id, role: 'adherent', depuis: '2026-01-01', jusque: null } as const;
};
const rolesDe = (cpts: CptsId) => base.proprietaire.selectFrom('roles_tenus').select('role').where('cpts_id', '=', cpts).execute();

describe('l’ouverture d’une transaction, envoyée sans attendre', () => {
  test('qui échoue fait échouer tout ce qui la suit, et la connexion resservira', async () => {
    const client = await seule.connect();
    try {
      await client.query('start transaction isolation level imaginaire', []);
      await expect(client.query('select 1', [])).rejects.toThrow(/isolation|imaginaire|syntax/);
      await expect(client.query('select 1', [])).rejects.toThrow(/isolation|imaginaire|syntax/);
      await client.query('rollback', []);
      expect((await client.query('select 1 as un', [])).rows).toEqual([{ un: 1 }]);
    } finally {
      client.release();
    }
  });

  test('deux ordres partis ensemble juste après elle échouent tous deux avec elle', async () => {
    const client = await seule.connect();
    try {
      void client.query('start transaction isolation level imaginaire', []);
      const issues = await Promise.allSettled([client.query('select 2 as deux', []), client.query('select 2 as deux', [])]);
      expect(issues.map((i) => i.status)).toEqual(['rejected', 'rejected']);
      await client.query('rollback', []);
    } finally {
      client.release();
    }
  });
});

describe('une transaction en lecture seule', () => {
  test('ne peut rien écrire', async () => {
    const role = await unRole();
    const lire = db.transaction().setAccessMode('read only').execute(async (tx) => {
      await entrer(tx, role.cpts_id);
      await tx.insertInto('roles_tenus').values(role).execute();
    });
    await expect(lire).rejects.toThrow(/read-only transaction/);
    expect(await rolesDe(role.cpts_id)).toEqual([]);
  });

  test('ne laisse à la suivante, sur la même connexion, ni son interdiction d’écrire ni sa CPTS', async () => {
    const role = await unRole();
    const avant = await db.transaction().setAccessMode('read only').execute(async (tx) => {
      await entrer(tx, role.cpts_id);
      return faits(tx);
    });
    expect(avant.cpts).toBe(role.cpts_id);
    const apres = await db.transaction().execute(async (tx) => {
      const vus = await faits(tx);
      await entrer(tx, role.cpts_id);
      await tx.insertInto('roles_tenus').values(role).execute();
      return vus;
    });
    expect(apres).toEqual({ pid: avant.pid, cpts: '', xid: null });
    expect(await rolesDe(role.cpts_id)).toEqual([{ role: 'adherent' }]);
  });
});

describe('la fin d’une lecture, envoyée avec l’ouverture suivante', () => {
  const lire = () => db.transaction().setAccessMode('read only').execute(faits);
  const etat = async (pid: number) => (await sql<{ state: string }>`select state from pg_stat_activity where pid = ${pid}`.execute(base.proprietaire)).rows[0]?.state;

  test('part seule peu après quand rien ne la suit', async () => {
    const { pid } = await lire();
    await expect.poll(() => etat(pid)).toBe('idle');
  });

  test('part avant un ordre sans transaction, qui ne voit plus sa CPTS', async () => {
    const role = await unRole();
    await db.transaction().setAccessMode('read only').execute((tx) => entrer(tx, role.cpts_id));
    expect((await faits(db)).cpts).toBe('');
  });
});

test('ce qui est écrit est gardé quand la transaction finit bien, et oublié quand elle échoue', async () => {
  const [gardee, oubliee] = [await unRole(), await unRole()];
  const ecrire = (role: typeof gardee, echouer: boolean) =>
    db.transaction().execute(async (tx) => {
      await entrer(tx, role.cpts_id);
      await tx.insertInto('roles_tenus').values(role).execute();
      if (echouer) throw new Error('refus de la règle');
    });
  await ecrire(gardee, false);
  await expect(ecrire(oubliee, true)).rejects.toThrow('refus de la règle');
  expect(await rolesDe(gardee.cpts_id)).toHaveLength(1);
  expect(await rolesDe(oubliee.cpts_id)).toEqual([]);
});

test('un point de reprise rattrape une erreur sans perdre ce qui précède', async () => {
  const role = await unRole();
  const tx = await db.startTransaction().execute();
  await entrer(tx, role.cpts_id);
  await tx.insertInto('roles_tenus').values(role).execute();
  const point = await tx.savepoint('avant').execute();
  await expect(point.insertInto('roles_tenus').values(role).execute()).rejects.toThrow(/un_role_tenu_une_fois/);
  await point.rollbackToSavepoint('avant').execute();
  await tx.commit().execute();
  expect(await rolesDe(role.cpts_id)).toHaveLength(1);
});

test('soixante transactions de trente CPTS sur deux connexions ne se mélangent jamais', async () => {
  const ids = Array.from({ length: 30 }, (_, i) => `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`);
  const aDeux = ouvrirDb<Schema>(parDeux);
  const vues = await Promise.all(
    [...ids, ...ids].map((id, i) => {
      const t = aDeux.transaction();
      return (i % 2 === 0 ? t.setAccessMode('read only') : t).execute(async (tx) => {
        const avant = (await faits(tx)).cpts;
        await entrer(tx, id);
        const [un, deux] = await Promise.all([faits(tx), faits(tx)]);
        return { id, avant, vues: [un.cpts, deux.cpts], memeConnexion: un.pid === deux.pid };
      });
    }),
  );
  expect(vues).toEqual([...ids, ...ids].map((id) => ({ id, avant: '', vues: [id, id], memeConnexion: true })));
  expect(parDeux.totalCount).toBeLessThanOrEqual(2);
});

describe('une connexion coupée par le serveur', () => {
  test('au milieu d’une transaction se dit, ne garde rien, et la suivante marche, autant de fois qu’il le faut', async () => {
    const role = await unRole();
    for (let fois = 0; fois < 4; fois++) {
      const coupee = db.transaction().execute(async (tx) => {
        await entrer(tx, role.cpts_id);
        await tx.insertInto('roles_tenus').values(role).execute();
        await tuer((await faits(tx)).pid);
        await faits(tx);
      });
      await expect(coupee).rejects.toThrow(/terminat|connection|ECONNRESET|EPIPE/i);
      expect((await db.transaction().execute(faits)).cpts).toBe('');
    }
    expect(await rolesDe(role.cpts_id)).toEqual([]);
    expect(seule.totalCount).toBeLessThanOrEqual(1);
  });

  test('juste avant la fin d’une écriture : la fin échoue au lieu de mentir', async () => {
    const role = await unRole();
    const coupee = db.transaction().execute(async (tx) => {
      await entrer(tx, role.cpts_id);
      await tx.insertInto('roles_tenus').values(role).execute();
      await tuer((await faits(tx)).pid);
    });
    await expect(coupee).rejects.toThrow();
    expect(await rolesDe(role.cpts_id)).toEqual([]);
    expect((await db.transaction().execute(faits)).cpts).toBe('');
  });

  test('pendant son repos est remplacée', async () => {
    const { pid } = await db.transaction().setAccessMode('read only').execute(faits);
    const remplacee = new Promise((r) => seule.once('remove', r));
    await tuer(pid);
    await remplacee;
    expect((await db.transaction().execute(faits)).pid).not.toBe(pid);
  });
});
