import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { PassThrough, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copierVers } from 'pg-copy-streams';
import { type Adresse, ouvrirPool } from './connexion.ts';
import { chiffrer, type Secret } from './sauvegarde-chiffre.ts';
import { citer, compteur, enLignes, type Entete, type Fin, FIN_DE_TABLE, FIN_LIGNE, FORMAT, REGLAGES, SauvegardeRefusee, type Table, tablesDeLaBase } from './sauvegarde-format.ts';

export type Sauvegarde = { readonly fichier: string; readonly octets: number; readonly lignes: number; readonly empreinte: string; readonly tables: Fin['tables'] };
type Options = { readonly fichier: string; readonly version: string; readonly maintenant: Date; readonly secret?: Secret; readonly suivre?: (table: string, lignes: number) => void };

/** What waits in the queue of jobs goes back to the outbox of the copy: restored, it is told again, at least once. */
const EN_ROUTE = `union all select j.id, (j.data->>'cptsId')::uuid, j.data->>'sujet', j.data->'charge', j.created_on from taches.job j
  where j.state in ('created', 'retry', 'active') and j.data ? 'sujet' and j.data->>'cptsId' is not null and not exists (select from public.boite_envoi b where b.id = j.id)`;

function requete(t: Table, avecFile: boolean): string {
  const colonnes = citer.colonnes(t.colonnes);
  if (t.nom !== 'public.boite_envoi' || !avecFile) return `copy (select ${colonnes} from ${citer.table(t.nom)}) to stdout`;
  return `copy (select ${colonnes} from (select id, cpts_id, sujet, charge, cree_le from public.boite_envoi ${EN_ROUTE}) as tous) to stdout`;
}

const ecrire = (sortie: Writable, texte: string | Buffer): Promise<void> | undefined => (sortie.write(texte) ? undefined : new Promise((r) => sortie.once('drain', () => r())));

/** Rows of a table, written as they come; their count and hash. */
export async function copierTable(client: pg.ClientBase, sql: string, sortie?: Writable): Promise<{ lignes: number; empreinte: string }> {
  const compte = compteur();
  for await (const lignes of enLignes(client.query(copierVers(sql)))) {
    for (const l of lignes) compte.ajouter(l);
    if (sortie) await ecrire(sortie, Buffer.concat(lignes.flatMap((l) => [l, FIN_LIGNE])));
  }
  return compte.bilan();
}

async function verser(client: pg.ClientBase, sortie: Writable, { version, maintenant, suivre }: Options): Promise<Fin> {
  const { rows: migrations } = await client.query<{ nom: string; empreinte: string }>('select nom, empreinte from migrations order by nom');
  const { rows: etat } = await client.query<{ serveur: string; file: boolean }>(
    "select current_setting('server_version') as serveur, to_regclass('taches.job') is not null and has_schema_privilege('taches', 'usage') and has_table_privilege('taches.job', 'select') as file",
  );
  await ecrire(sortie, `${JSON.stringify({ format: FORMAT, version, serveur: etat[0]?.serveur ?? '', faite_le: maintenant.toISOString(), migrations } satisfies Entete)}\n`);
  const fin: Fin = { fin: true, tables: {} };
  for (const table of await tablesDeLaBase(client)) {
    await ecrire(sortie, `${JSON.stringify({ table: table.nom, colonnes: table.colonnes })}\n`);
    const bilan = await copierTable(client, requete(table, etat[0]?.file ?? false), sortie);
    fin.tables[table.nom] = bilan;
    suivre?.(table.nom, bilan.lignes);
    await ecrire(sortie, `${FIN_DE_TABLE}\n`);
  }
  await ecrire(sortie, `${JSON.stringify(fin)}\n`);
  return fin;
}

async function empreinteDuFichier(chemin: string): Promise<string> {
  const h = createHash('sha256');
  for await (const morceau of createReadStream(chemin)) h.update(morceau);
  return h.digest('hex');
}

/**
 * Saves every table as of one instant into one compressed file, while the platform runs. The file appears under its name only
 * when it is whole and on disk, readable by its owner alone, and encrypted when a secret is given. Throws `SauvegardeRefusee` when the file is already there or cannot be.
 */
export async function sauvegarder(adresse: Adresse, options: Options): Promise<Sauvegarde> {
  const fichier = resolve(options.fichier);
  if (existsSync(fichier)) throw new SauvegardeRefusee(`${fichier} existe déjà : choisissez un autre nom, une sauvegarde n’en remplace pas une autre.`);
  if (!existsSync(dirname(fichier))) throw new SauvegardeRefusee(`Le dossier ${dirname(fichier)} n’existe pas.`);
  const scellement = options.secret && chiffrer(options.secret);
  const provisoire = `${fichier}.en-cours`;
  const pool = ouvrirPool(adresse, 'maillage_archiviste', 1);
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query(REGLAGES);
    const entree = new PassThrough({ highWaterMark: 1 << 20 });
    const sortie = createWriteStream(provisoire, { mode: 0o600 });
    const ecriture = scellement ? pipeline(entree, createGzip({ level: 6 }), scellement, sortie) : pipeline(entree, createGzip({ level: 6 }), sortie);
    const [fin] = await Promise.all([verser(client, entree, options).finally(() => entree.end()), ecriture]);
    await client.query('commit');
    const poignee = await open(provisoire, 'r+');
    await poignee.sync();
    await poignee.close();
    await rename(provisoire, fichier);
    const { size: octets } = await stat(fichier);
    const lignes = Object.values(fin.tables).reduce((n, t) => n + t.lignes, 0);
    const empreinte = await empreinteDuFichier(fichier);
    await client.query('insert into sauvegardes (faite_le, fichier, octets, lignes, empreinte) values ($1, $2, $3, $4, $5)', [options.maintenant, basename(fichier), octets, lignes, empreinte]);
    return { fichier, octets, lignes, empreinte, tables: fin.tables };
  } finally {
    client.release(true);
    await pool.end();
    await rm(provisoire, { force: true });
  }
}
