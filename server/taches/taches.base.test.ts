import { setTimeout as attendre } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ok, refuser } from '#core/result.ts';
import type { CptsAutorisee, CptsId } from '#core/tenancy.ts';
import { configuration, ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import { adresseEssais, bientot } from '#db/essais.ts';
import { baseAPart } from '#db/essais-a-part.ts';
import { journaliser } from '#db/journal.ts';
import { publier } from '#db/outbox.ts';
import { posterCourriel } from '../courriel.ts';
import { servicesEssai } from '../essais.ts';
import { dansCpts } from '../portes.ts';
import { frapper } from './cadence.ts';
import { tacheCourriel } from './courrier.ts';
import { distribuer, toutDistribuer } from './distribution.ts';
import { ECHECS, installerFile, surClient, type Taches } from './file.ts';
import { lancerTaches } from './moteur.ts';
import { tacheDeCpts, tacheInstance } from './registre.ts';

const base = await baseAPart(adresseEssais());
await installerFile(base.adresse);
const poolProprietaire = ouvrirPool(base.adresse, undefined, 3);
const proprietaire = ouvrirDb(poolProprietaire);
const { services, partis, fermer } = servicesEssai(base.adresse);

const traites: { cpts: CptsId; valeur: string; cle: string }[] = [];
let pannes = 0;
const Charge = z.strictObject({ valeur: z.string() });

const liste = [
  tacheCourriel,
  tacheDeCpts({
    sujet: 'essai_recu',
    titre: 'Essai',
    schema: Charge,
    traiter: async (ctx, { valeur }, cle) => {
      const visibles = await ctx.tx.selectFrom('roles_tenus').select('cpts_id').execute();
      if (visibles.some((v) => v.cpts_id !== ctx.cpts)) throw new Error('fuite');
      traites.push({ cpts: ctx.cpts, valeur, cle });
    },
  }),
  tacheDeCpts({
    sujet: 'essai_fragile',
    titre: 'Essai fragile',
    schema: Charge,
    traiter: async (ctx) => {
      await journaliser(ctx, 'essai_fragile', null);
      if (pannes-- > 0) throw new Error('panne passagère');
    },
  }),
  tacheDeCpts({
    sujet: 'essai_refuse',
    titre: 'Essai refusé',
    schema: Charge,
    traiter: async (ctx, { valeur }) => {
      await journaliser(ctx, 'essai_refuse', null);
      return valeur === 'non' ? refuser({ code: 'geste_impossible' }) : ok(valeur);
    },
  }),
  tacheInstance({
    sujet: 'essai_long',
    titre: 'Essai long',
    unique: true,
    schema: z.object({}),
    executer: async (_, { avancer }) => {
      for (let i = 1; i <= 200; i++) {
        await attendre(50);
        await avancer(i, 200);
      }
    },
  }),
];
const SUJETS = new Set(liste.map((t) => t.sujet));
let taches: Taches;

beforeAll(async () => {
  taches = await lancerTaches(services, base.adresse, liste, { reprises: 2, delai: 1, regard: 0.5 });
});
afterAll(async () => {
  await taches.arreter();
  await Promise.all([fermer(), poolProprietaire.end()]);
  await base.supprimer();
});

let n = 0;
async function uneCpts(fuseau = 'Europe/Paris') {
  const { id } = await proprietaire.insertInto('cpts').values({ slug: `essai-${++n}`, nom: 'CPTS d’essai', fuseau }).returning('id').executeTakeFirstOrThrow();
  const p = await proprietaire.insertInto('personnes').values({ nom: 'Camille', courriel: `c${n}@exemple.invalid` }).returning('id').executeTakeFirstOrThrow();
  await proprietaire.insertInto('roles_tenus').values({ cpts_id: id, personne_id: p.id, role: 'coordination', depuis: '2020-01-01', jusque: null }).execute();
  return id;
}
const dire = (cptsId: CptsId, sujet: string, charge: object) => dansCpts(services.db, { cptsId, maintenant: services.maintenant(), faire: (ctx) => publier(ctx, sujet, charge) });
const enAttente = async () => (await sql<{ n: number }>`select count(*)::int as n from boite_envoi`.execute(proprietaire)).rows[0]?.n;
const echecs = async (cptsId: CptsId) =>
  (await sql<{ data: { sujet: string }; source_output: { message?: string } | null }>`select data, source_output from taches.job where name = ${ECHECS} and data->>'cptsId' = ${cptsId}`.execute(proprietaire)).rows;

test('un fait publié dans une transaction est traité dans sa CPTS, et dans elle seule', async () => {
  const [ici, ailleurs] = [await uneCpts(), await uneCpts()];
  await dire(ici, 'essai_recu', { valeur: 'ici' });
  await dire(ailleurs, 'essai_recu', { valeur: 'ailleurs' });
  await bientot(() => expect(new Map(traites.filter((t) => [ici, ailleurs].includes(t.cpts)).map((t) => [t.valeur, t.cpts]))).toEqual(new Map([['ici', ici], ['ailleurs', ailleurs]])));
});

test('un fait publié puis annulé n’est jamais traité', async () => {
  const ici = await uneCpts();
  await expect(
    dansCpts(services.db, {
      cptsId: ici,
      maintenant: services.maintenant(),
      faire: async (ctx) => {
        await publier(ctx, 'essai_recu', { valeur: 'annulé' });
        throw new Error('annulé');
      },
    }),
  ).rejects.toThrow('annulé');
  await dire(ici, 'essai_recu', { valeur: 'ensuite' });
  await bientot(() => expect(traites.filter((t) => t.cpts === ici).map((t) => t.valeur)).toEqual(['ensuite']));
});

test('une panne passagère est reprise, et ce que l’essai manqué avait écrit est défait', async () => {
  const ici = await uneCpts();
  pannes = 1;
  await dire(ici, 'essai_fragile', { valeur: 'x' });
  await bientot(async () => expect((await proprietaire.selectFrom('journal').select('rang').where('cpts_id', '=', ici).execute()).length).toBe(1));
  expect(await echecs(ici)).toEqual([]);
});

test('une panne qui dure finit chez l’exploitant, avec son erreur et sa CPTS', async () => {
  const ici = await uneCpts();
  pannes = 99;
  await dire(ici, 'essai_fragile', { valeur: 'x' });
  await bientot(async () => expect(await echecs(ici)).toMatchObject([{ data: { sujet: 'essai_fragile', charge: { valeur: 'x' } }, source_output: { message: 'panne passagère' } }]));
  pannes = 0;
});

test.each([
  ['essai_recu', { valeur: 12 }, /^Charge illisible : valeur/],
  ['essai_recu', { valeur: 'x', inconnu: 1 }, /^Charge illisible/],
  ['essai_refuse', { valeur: 'non' }, /geste_impossible/],
])('%s avec %j va droit chez l’exploitant, sans reprise et sans trace', async (sujet, charge, raison) => {
  const ici = await uneCpts();
  await dire(ici, sujet, charge);
  await bientot(async () => expect((await echecs(ici))[0]?.source_output?.message).toMatch(raison));
  expect(await proprietaire.selectFrom('journal').select('rang').where('cpts_id', '=', ici).execute()).toEqual([]);
});

test('un sujet que personne ne traite n’est pas perdu', async () => {
  const ici = await uneCpts();
  await dire(ici, 'sujet_de_demain', { a: 1 });
  await bientot(async () => expect(await echecs(ici)).toMatchObject([{ data: { sujet: 'sujet_de_demain', charge: { a: 1 } } }]));
});

test('un courriel écrit dans la transaction part après elle', async () => {
  const ici = await uneCpts();
  await dansCpts(services.db, { cptsId: ici, maintenant: services.maintenant(), faire: (ctx) => posterCourriel(ctx, { a: 'lea@exemple.invalid', sujet: 'Invitation', texte: 'Venez.' }, services.config.secret) });
  await bientot(() => expect(partis).toContainEqual({ a: 'lea@exemple.invalid', sujet: 'Invitation', texte: 'Venez.' }));
});

test('rien n’est perdu ni doublé quand la connexion est tuée au milieu du transfert', async () => {
  const ici = await uneCpts();
  const client = new pg.Client(configuration(base.adresse, 'maillage_taches'));
  client.on('error', () => undefined);
  await client.connect();
  // The live dispatcher is kept out by the lock it takes, so that only this connection moves rows.
  await client.query('select pg_advisory_lock(7294002)');
  for (let i = 0; i < 20; i++) await dire(ici, 'essai_recu', { valeur: `tué-${i}` });
  const { rows: moi } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  await client.query('begin');
  const { rows } = await client.query<{ id: string; sujet: string; charge: unknown }>('delete from boite_envoi returning id, sujet, charge');
  expect(rows).toHaveLength(20);
  await taches.boss.insert('essai_recu', rows.map((r) => ({ id: r.id, data: { sujet: r.sujet, cptsId: ici, charge: r.charge } })), { db: surClient(client) });
  // Both halves are done, neither is committed: the worst moment.
  await poolProprietaire.query('select pg_terminate_backend($1)', [moi[0]?.pid]);
  await bientot(() => expect(traites.filter((t) => t.cpts === ici).length).toBe(20));
  await attendre(300);
  expect(new Set(traites.filter((t) => t.cpts === ici).map((t) => t.valeur)).size).toBe(20);
  expect(traites.filter((t) => t.cpts === ici)).toHaveLength(20);
  expect(await enAttente()).toBe(0);
});

test('une tâche prise par un processus mort est reprise par un autre', async () => {
  const ici = await uneCpts();
  await taches.boss.createQueue('essai_orphelin', { heartbeatSeconds: 60, retryLimit: 2, retryDelay: 0 });
  await taches.boss.insert('essai_orphelin', [{ data: { sujet: 'essai_orphelin', cptsId: ici, charge: {} } }]);
  const [prise] = await taches.boss.fetch('essai_orphelin');
  expect((await taches.boss.findJobs('essai_orphelin', { id: prise?.id ?? '' }))[0]?.state).toBe('active');
  await sql`update taches.job set heartbeat_on = now() - interval '2 minutes', started_on = now() - interval '2 minutes' where id = ${prise?.id}`.execute(proprietaire);
  await taches.boss.supervise('essai_orphelin');
  await bientot(async () => expect((await taches.boss.fetch('essai_orphelin'))[0]?.id).toBe(prise?.id));
});

test('dix transferts à la fois de 2 000 lignes : chacune arrive une fois', async () => {
  const ici = await uneCpts();
  await proprietaire.transaction().execute(async (tx) => {
    for (let i = 0; i < 2000; i++) await publier({ tx, cpts: ici as CptsAutorisee }, 'sujet_muet', { i });
  });
  const pool = ouvrirPool(base.adresse, 'maillage_taches', 10);
  try {
    await Promise.all(Array.from({ length: 10 }, () => toutDistribuer(pool, taches.boss, SUJETS)));
    while ((await distribuer(pool, taches.boss, SUJETS)) > 0);
    await bientot(async () => expect(await enAttente()).toBe(0));
    const { rows } = await sql<{ n: number; distincts: number }>`select count(*)::int as n, count(distinct data->'charge'->>'i')::int as distincts from taches.job where name = ${ECHECS} and data->>'cptsId' = ${ici}`.execute(proprietaire);
    expect(rows[0]).toEqual({ n: 2000, distincts: 2000 });
  } finally {
    await pool.end();
  }
});

test('une tâche unique demandée deux fois tourne une fois, dit où elle en est et s’arrête à la demande', async () => {
  const id = await taches.confier('essai_long', {});
  expect(await taches.confier('essai_long', {})).toBeNull();
  await bientot(async () => expect((await taches.db.selectFrom('avancements').selectAll().execute())[0]).toMatchObject({ tache_id: id, total: 200 }));
  await taches.db.updateTable('avancements').set({ arret_demande: true }).execute();
  await bientot(async () => expect((await taches.boss.findJobs('essai_long', { id: id ?? '' }))[0]).toMatchObject({ state: 'completed', output: { message: expect.stringContaining('Arrêtée') } }));
  expect(await taches.db.selectFrom('avancements').selectAll().execute()).toEqual([]);
});

test('l’heure qui sonne dans un fuseau donne une tâche à chaque CPTS de ce fuseau', async () => {
  const reunion = [await uneCpts('Indian/Reunion'), await uneCpts('Indian/Reunion')];
  await uneCpts('America/Martinique');
  expect(await frapper(taches.boss, taches.db, { sujet: 'sujet_muet_cadence', fuseau: 'Nulle/Part', portee: 'cpts' })).toBe(0);
  expect(await frapper(taches.boss, taches.db, { sujet: 'essai_refuse', fuseau: 'Indian/Reunion', portee: 'cpts' })).toBe(2);
  await bientot(async () => {
    const { rows } = await sql<{ cpts: CptsId }>`select data->>'cptsId' as cpts from taches.job where name = 'essai_refuse' and data->'charge' = '{}'`.execute(proprietaire);
    expect(rows.map((r) => r.cpts).sort()).toEqual(reunion.sort());
  });
});

test('le rôle des tâches ne possède rien et ne voit ni personne ni session', async () => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'maillage_taches'`.execute(proprietaire);
  expect(rows[0]?.n).toBe(0);
  for (const t of ['personnes', 'sessions', 'roles_tenus', 'journal'] as const) await expect(taches.db.selectFrom(t).selectAll().execute()).rejects.toThrow(/permission denied/);
});
