import type { Duplex } from 'node:stream';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { lireInstant } from './instants.ts';
import type { Schema } from './schema.ts';

export type Db = Kysely<Schema>;

/** How a role signs in: an address of its own, or a name and a password at the common one. */
export type Acces = { readonly url: string } | { readonly utilisateur: string; readonly motDePasse: string };

/**
 * Where the database is: a server of one's own, or the embedded one. Without `acces` the owner signs in and narrows itself to the role
 * asked for (commands, tests); with it each role has a login, and nothing wider to fall back on (`ouvrirAcces`).
 */
export type Adresse = ({ readonly url: string } | { readonly hote: string; readonly port: number; readonly base: string }) & { readonly acces?: Readonly<Partial<Record<RoleBase, Acces>>> };

/**
 * The roles of the database. None of them bypasses a policy by default, none but the last owns a table:
 * `maillage_app` serves the pages and sees one CPTS at a time, `maillage_comptes` knows who signs in and nothing else,
 * `maillage_taches` runs the job queue, `maillage_archiviste` saves and restores, `maillage_gardien` owns the few
 * functions that look across CPTS and cannot sign in, `maillage_donnees` builds and owns the open reference data of the
 * schema `annuaire` and can read nothing of a CPTS.
 */
export type RoleBase = 'maillage_app' | 'maillage_comptes' | 'maillage_taches' | 'maillage_archiviste' | 'maillage_donnees';

const { builtins } = pg.types;
/** Days stay days (text), instants are read by position, counts come back as numbers. A count past 2^53 would be a bug: it throws. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === builtins.DATE) return (v: string) => v;
    if (oid === builtins.TIMESTAMPTZ && format !== 'binary') return lireInstant;
    if (oid === builtins.INT8)
      return (v: string) => {
        const n = Number(v);
        if (!Number.isSafeInteger(n)) throw new Error(`int8 out of range: ${v}`);
        return n;
      };
    return pg.types.getTypeParser(oid, format);
  },
};

export function configuration(adresse: Adresse, role?: RoleBase): pg.PoolConfig {
  const acces = role && adresse.acces?.[role];
  const commun = { types, application_name: role ?? 'maillage', ...(role ? { options: `-c role=${role}` } : {}) };
  if (acces && 'url' in acces) return { connectionString: acces.url, ...commun };
  if ('url' in adresse) return { connectionString: acces ? commeAutre(adresse.url, acces) : adresse.url, ...commun };
  return { host: adresse.hote, port: adresse.port, database: adresse.base, user: acces?.utilisateur ?? 'postgres', ...(acces ? { password: acces.motDePasse } : {}), ...commun };
}

/** In the query, because an address without a host (`postgres:///base`) holds no name; the driver reads it first. */
function commeAutre(url: string, { utilisateur, motDePasse }: { readonly utilisateur: string; readonly motDePasse: string }): string {
  const autre = new URL(url);
  autre.username = '';
  autre.password = '';
  autre.searchParams.set('user', utilisateur);
  autre.searchParams.set('password', motDePasse);
  return autre.href;
}

const PREPAREES_MAX = 400;
const noms = new Map<string, string>();

const DEBUT_LECTURE = 'start transaction read only';
const DEBUT = /^(begin|start transaction)\b/;
const FIN = /^(commit|rollback)$/;
const vide = { command: '', rowCount: 0, oid: 0, rows: [], fields: [] };

/** How long the end of a reading may wait for the next opening, to leave with it. */
const ATTENTE_FIN_MS = 3;

/**
 * A client that saves round trips and plans, for the pages:
 * - each statement is prepared once, so that PostgreSQL plans it once; only the first 400 texts of the process, so that a text
 *   that varies (a list of any length) cannot fill the server's memory;
 * - the opening of a transaction is sent without waiting: should it fail, so does every statement after it, until the rollback;
 * - the end of a read-only transaction is not waited for either, there is nothing in it to lose: it leaves with the next opening of
 *   this connection, as one statement, or alone a moment later. Each message apart wakes the server's process, then this one.
 */
class ClientPresse extends pg.Client {
  /** The transaction under way, as far as this client knows. */
  private ouverte: { readonly lecture: boolean; refus?: unknown } | undefined;
  /** A reading that is over for its page, and not yet for the server. */
  private finDue: NodeJS.Timeout | undefined;

  /** What is sent until the end of this turn of the loop leaves in one write: an opening and a first statement cost one system call. */
  private grouper(): void {
    const { stream } = (this as unknown as { connection: { stream: Duplex } }).connection;
    stream.cork();
    setImmediate(() => stream.uncork());
  }

  /** True when an end was due: it is to be sent now. */
  private reprendreFin(): boolean {
    if (this.finDue === undefined) return false;
    clearTimeout(this.finDue);
    this.finDue = undefined;
    return true;
  }

  private brut(...args: unknown[]): Promise<unknown> {
    return (super.query as (...a: unknown[]) => Promise<unknown>).apply(this, args);
  }

  /** A failure here is a lost connection: whoever takes it next is told. */
  private finir(): void {
    this.brut('commit').catch(() => undefined);
  }

  private ouvrir(texte: string, finDue: boolean): Promise<typeof vide> {
    const ouverte: NonNullable<typeof this.ouverte> = { lecture: texte === DEBUT_LECTURE };
    this.ouverte = ouverte;
    this.grouper();
    this.brut(finDue ? `commit; ${texte}` : texte).catch((e: unknown) => (ouverte.refus = e));
    return Promise.resolve(vide);
  }

  /** A statement, or the end of the transaction. */
  private ordonner(texte: string, valeurs: readonly unknown[]): Promise<unknown> {
    const { ouverte } = this;
    if (FIN.test(texte)) this.ouverte = undefined;
    if (ouverte?.lecture && texte === 'commit') {
      this.finDue = setTimeout(() => this.reprendreFin() && this.finir(), ATTENTE_FIN_MS);
      return Promise.resolve(vide);
    }
    if (!ouverte || texte === 'rollback') return this.brut(preparer(texte, valeurs));
    // Answers come in order: when this one is there, the opening has succeeded or failed. Without it nothing would bind the
    // statements together.
    return this.brut(preparer(texte, valeurs)).then((r) => {
      if ('refus' in ouverte) throw ouverte.refus;
      return r;
    });
  }

  // @ts-expect-error — pg overloads `query` a dozen times; only the form that Kysely uses, (text, values), is changed.
  override query(...args: unknown[]): unknown {
    const [texte, valeurs] = args;
    const deKysely = args.length === 2 && typeof texte === 'string' && Array.isArray(valeurs);
    const finDue = this.reprendreFin();
    if (deKysely && DEBUT.test(texte)) return this.ouvrir(texte, finDue);
    if (finDue) this.finir();
    return deKysely ? this.ordonner(texte, valeurs) : this.brut(...args);
  }
}

function preparer(texte: string, valeurs: readonly unknown[]): pg.QueryConfig {
  let nom = noms.get(texte);
  if (nom === undefined && noms.size < PREPAREES_MAX) {
    nom = `p${noms.size}`;
    noms.set(texte, nom);
  }
  return { text: texte, values: [...valeurs], ...(nom === undefined ? {} : { name: nom }) };
}

/** The pool of a role. The application's sends its statements without waiting for the answers before; streams (COPY) need another role. */
export function ouvrirPool(adresse: Adresse, role?: RoleBase, max = 10): pg.Pool {
  const presse = role === 'maillage_app' ? { Client: ClientPresse as unknown as typeof pg.Client, pipeline: true } : {};
  const pool = new pg.Pool({ ...configuration(adresse, role), ...presse, max, idleTimeoutMillis: 30_000 });
  // A connection cut by the server is replaced at the next query; without a listener it would end the process.
  pool.on('error', (e) => console.error(`Connexion à la base perdue : ${e.message}`));
  // The pool listens to a connection only while it rests: lost in the middle of a transaction, it would end the process too.
  // Its statements say what happened to whoever sent them.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

export const ouvrirDb = <S = Schema>(pool: pg.Pool): Kysely<S> => new Kysely<S>({ dialect: new PostgresDialect({ pool }) });
