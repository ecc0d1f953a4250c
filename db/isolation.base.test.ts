import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { essaiAvecBase } from './essais.ts';

const base = essaiAvecBase();

/** Shared by all CPTS, and why each is. */
const PARTAGEES = [
  'cpts', // the tenants themselves: name and address, public
  'personnes', // a person belongs to several CPTS: policy of its own
  'sessions', // reached by the accounts role only
  'verifications', // one-time secrets, accounts role only
  'identites_externes', // accounts role only
  'seconds_facteurs', // accounts role only
  'cles_acces', // accounts role only
  'changements_adresse', // addresses that may be taken back, accounts role only
  'tentatives', // attempts at the doors, accounts role only
  'exploitants', // operators of the instance, accounts role only
  'identites_professionnelles', // follows the person: policy of its own
  'migrations', // the schema's own history
  'avancements', // progress of the jobs of the instance: a job's id, its subject and two numbers
  'verifications_journal', // what the operator's checks found, by CPTS id and rank
  'plafonds_publies', // caps of the law, written by the program at its start
  'reponses_partagees', // answers shared by an explicit gesture, without the name of who shared: policies of its own
  'seconds_facteurs_exiges', // roles for which the instance requires a second factor
  'sauvegardes', // when the whole instance was saved
];

test('chaque table d’une CPTS porte cpts_id et une politique forcée', async () => {
  const { rows } = await sql<{ table: string; pourquoi: string }>`
    select c.relname as table, case when a.attname is null then 'sans cpts_id' else 'sans politique forcée' end as pourquoi
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    left join pg_attribute a on a.attrelid = c.oid and a.attname = 'cpts_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and not (c.relname = any(${PARTAGEES}))
      and (a.attname is null or not c.relrowsecurity or not c.relforcerowsecurity or not exists (select from pg_policy p where p.polrelid = c.oid))
    order by 1`.execute(base.proprietaire);
  expect(rows).toEqual([]);
});

test('le rôle de l’application ne possède rien et ne contourne rien', async () => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'maillage_app'`.execute(base.proprietaire);
  expect(rows[0]?.n).toBe(0);
  const { rows: roles } = await sql<{ rolname: string }>`select rolname from pg_roles where rolname like 'maillage\\_%' and (rolbypassrls or rolsuper or rolcreaterole or rolcreatedb
    or (rolcanlogin and (rolinherit or (select count(*) from pg_auth_members m where m.member = pg_roles.oid) <> 1)))`.execute(base.proprietaire);
  expect(roles, 'un accès n’hérite de rien et ne devient qu’un seul rôle').toEqual([]);
});

test('les fonctions qui regardent par-dessus les CPTS sont au gardien, fermées à tous, sur un chemin fixé que nul ne détourne', async () => {
  const { rows } = await sql<{ fonction: string; proprietaire: string; chemin: string[] | null; publique: boolean }>`
    select p.proname as fonction, r.rolname as proprietaire, p.proconfig as chemin, has_function_privilege('public', p.oid, 'execute') as publique
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner
    where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') order by 1`.execute(base.proprietaire);
  expect(rows.map((f) => f.fonction)).toContain('ouvrir_seance');
  expect(rows.filter((f) => f.publique || f.proprietaire !== 'maillage_gardien' || !f.chemin?.some((c) => c.startsWith('search_path=')))).toEqual([]);
  const { rows: roles } = await sql<{ rolname: string }>`select rolname from pg_roles where rolname like 'maillage_%' and has_database_privilege(rolname, current_database(), 'TEMPORARY')`.execute(base.proprietaire);
  expect(roles.map((r) => r.rolname).sort()).toEqual(['maillage_archiviste', 'maillage_donnees']);
});

test('une CPTS ne voit rien d’une autre, ni en lecture ni en écriture', async () => {
  const [ici, ailleurs] = [await base.uneCpts(), await base.uneCpts()];
  const moi = await base.unePersonne(ici.id);
  await base.unePersonne(ailleurs.id);
  const vues = await base.dans(ici.id, moi.id, ['coordination'], ({ tx }) => tx.selectFrom('roles_tenus').select('cpts_id').execute());
  expect(new Set(vues.map((v) => v.cpts_id))).toEqual(new Set([ici.id]));
  await expect(
    base.dans(ici.id, moi.id, ['coordination'], ({ tx }) => tx.insertInto('roles_tenus').values({ cpts_id: ailleurs.id, personne_id: moi.id, role: 'presidence', depuis: '2026-01-01', jusque: null }).execute()),
  ).rejects.toThrow(/row-level security/);
});

test('sans CPTS dans la transaction, aucune ligne n’est visible', async () => {
  const ici = await base.uneCpts();
  await base.unePersonne(ici.id);
  expect(await base.db.selectFrom('roles_tenus').selectAll().execute()).toEqual([]);
});
