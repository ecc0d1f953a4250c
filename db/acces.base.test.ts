import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { creerAcces, nomDAcces, ouvrirAcces, ROLES_SERVIS } from './acces.ts';
import { type Adresse, configuration, ouvrirPool } from './connexion.ts';
import { baseAPart } from './essais-a-part.ts';
import { essaiAvecBase } from './essais.ts';

const base = essaiAvecBase();
const SECRET = 'secret-des-essais-secret-des-essais-secret';
let aPart: Awaited<ReturnType<typeof baseAPart>>;
let adresse: Adresse;
let nomBase: string;

beforeAll(async () => {
  aPart = await baseAPart(base.adresse);
  adresse = await ouvrirAcces(aPart.adresse, SECRET);
  const pool = ouvrirPool(aPart.adresse, undefined, 1);
  nomBase = (await pool.query<{ b: string }>('select current_database() as b')).rows[0]?.b ?? '';
  await pool.end();
});
afterAll(async () => {
  await aPart.supprimer();
  const pool = ouvrirPool(base.adresse, undefined, 1);
  for (const role of ROLES_SERVIS) await pool.query(`drop role ${pg.escapeIdentifier(nomDAcces(role, nomBase))}`);
  await pool.end();
});

const avec = async (role: (typeof ROLES_SERVIS)[number], faire: (client: pg.Client) => Promise<void>): Promise<void> => {
  const client = new pg.Client(configuration(adresse, role));
  await client.connect();
  try {
    await faire(client);
  } finally {
    await client.end();
  }
};

describe('chaque rôle entre dans la base par un accès à lui', () => {
  test.each(ROLES_SERVIS)('%s : reset role ne rend rien, et nul autre rôle ne se prend', async (role) => {
    await avec(role, async (client) => {
      const { rows } = await client.query('select current_user as ici, session_user as entree');
      expect(rows[0]).toEqual({ ici: role, entree: nomDAcces(role, nomBase) });
      await client.query('reset role');
      await client.query('set role none');
      await expect(client.query('select count(*) from personnes')).rejects.toThrow(/permission denied/);
      await expect(client.query('select count(*) from journal')).rejects.toThrow(/permission denied/);
      await expect(client.query('create table public.intruse ()')).rejects.toThrow(/permission denied/);
      const { rows: autres } = await client.query<{ rolname: string }>("select rolname from pg_roles where rolname <> $1 and rolname <> session_user and (rolsuper or rolname like 'maillage\\_%')", [role]);
      expect(autres.length).toBeGreaterThan(5);
      for (const { rolname } of autres) await expect(client.query(`set role ${pg.escapeIdentifier(rolname)}`), rolname).rejects.toThrow(/permission denied/);
      await expect(client.query(`set session authorization ${pg.escapeIdentifier(autres[0]?.rolname ?? '')}`)).rejects.toThrow(/permission denied/);
    });
  });

  test('un secret qui change donne un nouveau mot de passe aux mêmes accès', async () => {
    const autre = await ouvrirAcces(aPart.adresse, `${SECRET}-autre`);
    const [avant, apres] = [configuration(adresse, 'maillage_app'), configuration(autre, 'maillage_app')];
    expect(JSON.stringify(apres)).not.toBe(JSON.stringify(avant));
    const pool = ouvrirPool(base.adresse, undefined, 1);
    const { rows } = await pool.query('select count(*)::int as n from pg_roles where rolname = $1', [nomDAcces('maillage_app', nomBase)]);
    await pool.end();
    expect(rows[0]).toEqual({ n: 1 });
  });

  test('un compte qui ne peut pas créer de rôles reçoit une phrase qui dit quoi faire', async () => {
    const pool = ouvrirPool(aPart.adresse, 'maillage_comptes', 1);
    await expect(creerAcces(pool, ['maillage_app', 'maillage_taches'], SECRET)).rejects.toThrow(/CREATEROLE.*DATABASE_URL_APP, DATABASE_URL_TACHES/);
    await pool.end();
  });

  test('un accès donné à la main et qui n’ouvre pas est nommé', async () => {
    await expect(ouvrirAcces(aPart.adresse, SECRET, { maillage_app: 'postgres://personne:rien@127.0.0.1:1/rien' })).rejects.toThrow(/n’ouvre pas l’accès de maillage_app.*pg_hba/);
  });
});
