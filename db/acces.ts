import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import pg from 'pg';
import { type Adresse, configuration, ouvrirPool, type RoleBase } from './connexion.ts';

export const ROLES_SERVIS = ['maillage_app', 'maillage_comptes', 'maillage_taches', 'maillage_archiviste', 'maillage_donnees'] as const satisfies readonly RoleBase[];

const VERROU = 7_294_002;
const ITERATIONS = 4096;
const NOM_MAX = 63;

/** Whether this account may make the logins, and the name of the database they are for. */
type Droits = { readonly peut: boolean; readonly compte: string; readonly base: string };

/** The login of a role on this database: roles belong to the whole server, and two instances on one server must not share a secret. */
export function nomDAcces(role: RoleBase, base: string): string {
  const nom = `${role}_${base.toLowerCase().replace(/[^a-z0-9_]/g, '_')}`;
  return nom === `${role}_${base}` && nom.length <= NOM_MAX ? nom : `${nom.slice(0, NOM_MAX - 9)}_${createHash('sha256').update(base).digest('hex').slice(0, 8)}`;
}

/** Drawn from the secret of the instance: every process of it finds the same, and nothing more has to be kept. */
export const motDePasse = (secret: string, role: RoleBase): string => createHmac('sha256', secret).update(`acces:${role}`).digest('base64url');

/** What PostgreSQL keeps instead of a password, worked out here: the password itself never travels nor enters a log. @source RFC 7677, RFC 5802 §3 */
export function verificateurScram(mot: string, sel: Buffer = randomBytes(16)): string {
  const sale = pbkdf2Sync(mot, sel, ITERATIONS, 32, 'sha256');
  const hmac = (quoi: string): Buffer => createHmac('sha256', sale).update(quoi).digest();
  const cle = createHash('sha256').update(hmac('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${sel.toString('base64')}$${cle}:${hmac('Server Key').toString('base64')}`;
}

const droitsDe = async (pool: pg.Pool): Promise<Droits> => {
  const { rows } = await pool.query<Droits>('select rolsuper or rolcreaterole as peut, current_user as compte, current_database() as base from pg_roles where rolname = current_user');
  return rows[0] ?? { peut: false, compte: '?', base: '?' };
};

/**
 * Makes the login of each role, or gives it today's secret: it inherits nothing, may become its one role and no other, and owns nothing.
 * Throws a French sentence when this account may not create roles.
 */
export async function creerAcces(proprietaire: pg.Pool, roles: readonly RoleBase[], secret: string): Promise<Map<RoleBase, string>> {
  const { peut, compte, base } = await droitsDe(proprietaire);
  if (!peut) {
    const variables = roles.map((r) => `DATABASE_URL_${r.replace('maillage_', '').toUpperCase()}`).join(', ');
    throw new Error(`Le compte ${compte} ne peut pas créer les accès de la base (il lui manque CREATEROLE) : donnez-lui ce droit, ou créez un accès par rôle et indiquez-les par ${variables} (README, « PostgreSQL »).`);
  }
  const noms = new Map<RoleBase, string>();
  const client = await proprietaire.connect();
  const nomme = (nom: string): string => pg.escapeIdentifier(nom);
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [VERROU]);
    for (const role of roles) {
      const nom = nomDAcces(role, base);
      noms.set(role, nom);
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [nom]);
      const scelle = pg.escapeLiteral(verificateurScram(motDePasse(secret, role)));
      await client.query(`${rowCount ? 'alter' : 'create'} role ${nomme(nom)} login noinherit nocreatedb nocreaterole password ${scelle}`);
      if (!rowCount) await client.query(`grant ${role} to ${nomme(nom)}`);
      const { rows } = await client.query<{ peut: boolean }>("select has_database_privilege($1, current_database(), 'connect') as peut", [nom]);
      if (!rows[0]?.peut) await client.query(`grant connect on database ${nomme(base)} to ${nomme(nom)}`);
    }
    await client.query('commit');
  } catch (e) {
    await client.query('rollback');
    throw e;
  } finally {
    client.release();
  }
  return noms;
}

async function essayer(adresse: Adresse, role: RoleBase): Promise<void> {
  const client = new pg.Client(configuration(adresse, role));
  try {
    await client.connect();
    await client.query('select 1');
  } catch (e) {
    throw new Error(`La base n’ouvre pas l’accès de ${role} : ${(e as Error).message}. Son fichier pg_hba.conf doit accepter un mot de passe (scram-sha-256) pour cet accès, et celui-ci être membre de ${role}.`, { cause: e });
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * The address with a login of its own for each role that serves: a request that would manage to say `reset role` falls back on an account
 * that may do nothing, instead of the owner. `donnes` are the addresses that an administrator prepared; the others are made here, as the owner.
 */
export async function ouvrirAcces(adresse: Adresse, secret: string, donnes: Readonly<Partial<Record<RoleBase, string>>> = {}): Promise<Adresse> {
  const manquants = ROLES_SERVIS.filter((r) => !donnes[r]);
  const acces: Partial<Record<RoleBase, { url: string } | { utilisateur: string; motDePasse: string }>> = {};
  for (const role of ROLES_SERVIS) {
    const url = donnes[role];
    if (url) acces[role] = { url };
  }
  if (manquants.length > 0) {
    const proprietaire = ouvrirPool(adresse, undefined, 1);
    try {
      for (const [role, utilisateur] of await creerAcces(proprietaire, manquants, secret)) acces[role] = { utilisateur, motDePasse: motDePasse(secret, role) };
    } finally {
      await proprietaire.end();
    }
  }
  const ouverte = { ...adresse, acces };
  for (const role of ROLES_SERVIS) await essayer(ouverte, role);
  return ouverte;
}
