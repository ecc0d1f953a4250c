import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { lancerServeur, type ServeurEmbarque } from '#db/embarque.ts';
import { type Adresse, ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import { migrer } from '#db/migrer.ts';
import { dossierDonnees } from '#tools/racine.ts';
import type { Configuration } from './configuration.ts';
import { quiTient } from './processus/seul.ts';

export type Base = { readonly adresse: Adresse; readonly fermer: () => void };

const NOM = 'maillage';

/** The database of this instance: one's own server, or the embedded one, started if it sleeps. */
export async function ouvrirBase(config: Configuration, dire: (l: string) => void = () => {}): Promise<Base> {
  if (config.databaseUrl) return { adresse: { url: config.databaseUrl }, fermer: () => {} };
  const serveur = lancerServeur({ dossier: join(dossierDonnees(), 'base'), dire });
  await assurerBase(serveur, NOM);
  // A command beside a platform that runs, starts or stops borrows its database: it must not stop it.
  const tenuPar = await quiTient(dossierDonnees());
  const emprunt = tenuPar !== undefined && tenuPar !== process.pid;
  return { adresse: { hote: serveur.hote, port: serveur.port, base: NOM }, fermer: emprunt ? () => {} : serveur.arreter };
}

/** Where a running platform writes its process and its address. */
export const temoinDePlateforme = (): string => join(dossierDonnees(), 'serveur.pid');

/** The platform that runs on this data folder, if it answers. A file left by a crash answers nothing. */
export async function plateformeVivante(): Promise<{ pid: number; url: string } | undefined> {
  const fichier = temoinDePlateforme();
  if (!existsSync(fichier)) return undefined;
  const [pid = '0', url = ''] = readFileSync(fichier, 'utf8').split('\n');
  const vivante = await fetch(`${url}/sante`, { signal: AbortSignal.timeout(3000) }).then(
    (r) => r.ok,
    () => false,
  );
  return vivante ? { pid: Number(pid), url } : undefined;
}

/** Creates a database of the embedded server when it is missing. */
export async function assurerBase(serveur: ServeurEmbarque, nom: string): Promise<void> {
  const pool = ouvrirPool({ hote: serveur.hote, port: serveur.port, base: 'postgres' });
  try {
    const { rowCount } = await pool.query('select from pg_database where datname = $1', [nom]);
    if (rowCount === 0) await pool.query(`create database ${nom}`);
  } finally {
    await pool.end();
  }
}

const CONSEILS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'cette machine n’est pas connue',
  ECONNREFUSED: 'personne n’y répond',
  ENOENT: 'personne n’y répond',
  ETIMEDOUT: 'personne n’y répond à temps',
  EHOSTUNREACH: 'cette machine ne peut pas être jointe',
  ENETUNREACH: 'cette machine ne peut pas être jointe',
  EAI_AGAIN: 'son nom ne peut pas être cherché en ce moment',
  '53300': 'toutes ses places sont prises',
  '28P01': 'le mot de passe n’est pas le bon',
  '28000': 'ce compte n’y entre pas',
  '3D000': 'cette base n’existe pas sur ce serveur',
  '42501': 'ce compte n’a pas le droit d’y créer des rôles et des tables',
};

/** Why one's own server cannot be used, in a sentence that shows neither its name nor a password. What is no matter of connection is left as it is. */
export function phraseDeLaBase(e: unknown): string | undefined {
  const code = e instanceof Error && 'code' in e && typeof e.code === 'string' ? e.code : '';
  const conseil = CONSEILS[code];
  return conseil && `La base de DATABASE_URL ne peut pas servir : ${conseil} (${code}). Vérifiez son adresse, son nom, son compte, et que le serveur tourne.`;
}

/** Applies what is missing, as the owner of the database. Returns the migrations applied now. */
export async function preparerSchema(adresse: Adresse): Promise<string[]> {
  const proprietaire = ouvrirPool(adresse, undefined, 2);
  try {
    return await migrer(proprietaire);
  } finally {
    await proprietaire.end();
  }
}

/** Why one cannot listen there: the code of the system, or undefined when one can. */
export const obstacleAuPort = (port: number, hote: string): Promise<string | undefined> =>
  new Promise((repondre) => {
    const essai = createServer();
    essai.once('error', (e: NodeJS.ErrnoException) => repondre(e.code ?? e.message));
    essai.listen(port, hote, () => essai.close(() => repondre(undefined)));
  });

/** What to do about it. */
export function phraseDuPort(code: string, { port, hote }: Pick<Configuration, 'port' | 'hote'>): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Le port ${port} est pris par un autre programme : choisissez-en un autre, par exemple PORT=3001 npm start.`;
    case 'EACCES':
      return `Le port ${port} est réservé à l’administrateur de cette machine : choisissez-en un au-dessus de 1023, par exemple PORT=3001 npm start.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOTE=${hote} n’est pas une adresse de cette machine : indiquez-en une, par exemple HOTE=127.0.0.1, ou HOTE=0.0.0.0 pour toutes.`;
    default:
      return `Impossible d’écouter sur ${hote}, port ${port} (${code}).`;
  }
}

/** A port that nobody listens on, asked of the system. */
export const unPortLibre = (hote: string): Promise<number> =>
  new Promise((repondre, echec) => {
    const essai = createServer();
    essai.once('error', echec);
    essai.listen(0, hote, () => {
      const ici = essai.address();
      essai.close(() => repondre(ici && typeof ici === 'object' ? ici.port : 0));
    });
  });

/** The settings with a real port and the address that goes with it: an identity provider must know where to come back. */
export async function avecPort(config: Configuration): Promise<Configuration> {
  if (config.port !== 0) return config;
  const port = await unPortLibre(config.hote);
  return { ...config, port, url: config.url === 'http://localhost:0' ? `http://localhost:${port}` : config.url };
}

/** In production nobody is invented: throws a French sentence when the database still holds the demo. */
export async function refuserLaDemo(adresse: Adresse): Promise<void> {
  const pool = ouvrirPool(adresse, 'maillage_archiviste', 1);
  try {
    const db = ouvrirDb(pool);
    const compter = async (table: 'personnes' | 'cpts'): Promise<number> => Number((await db.selectFrom(table).select((eb) => eb.fn.countAll().as('n')).where('demo', '=', true).executeTakeFirstOrThrow()).n);
    const [personnes, cpts] = [await compter('personnes'), await compter('cpts')];
    if (personnes + cpts > 0)
      throw new Error(`Cette base contient la démonstration (${personnes} personnes et ${cpts} CPTS inventées), où l’on entre sans preuve : la production refuse de démarrer. Donnez-lui une base neuve.`);
  } finally {
    await pool.end();
  }
}

const ICI = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

/**
 * The demo shows every letter, sign-in codes included, to whoever opens its mailbox. Where others than this machine can reach it, it
 * must hold no true CPTS: throws a French sentence when it does, most often because MAILLAGE_MODE was forgotten.
 */
export async function refuserLesVraies(adresse: Adresse, { hote, url }: Pick<Configuration, 'hote' | 'url'>): Promise<void> {
  if (ICI.has(hote) && ICI.has(new URL(url).hostname)) return;
  const pool = ouvrirPool(adresse, 'maillage_archiviste', 1);
  try {
    const vraie = await ouvrirDb(pool).selectFrom('cpts').select('nom').where('demo', '=', false).limit(1).executeTakeFirst();
    if (vraie) throw new Error(`Cette base contient une CPTS véritable (${vraie.nom}) : en mode démonstration, chacun pourrait lire ses codes de connexion. Indiquez MAILLAGE_MODE=production.`);
  } finally {
    await pool.end();
  }
}

export const baseVide = async (adresse: Adresse): Promise<boolean> => {
  const pool = ouvrirPool(adresse, 'maillage_archiviste', 1);
  try {
    const ligne = await ouvrirDb(pool).selectFrom('cpts').select('id').limit(1).executeTakeFirst();
    return ligne === undefined;
  } finally {
    await pool.end();
  }
};
