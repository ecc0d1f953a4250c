import { createReadStream, existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable, Transform, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { from as copierDepuis } from 'pg-copy-streams';
import { type Adresse, ouvrirPool } from './connexion.ts';
import { copierTable } from './sauvegarde.ts';
import { dechiffrer, enteteChiffree, type Secret } from './sauvegarde-chiffre.ts';
import { citer, enLignes, FIN_LIGNE, Entete, Fin, FIN_DE_TABLE, LigneTable, REGLAGES, SauvegardeRefusee, type Table, tablesDeLaBase } from './sauvegarde-format.ts';

export type Restauration = { readonly faiteLe: string; readonly lignes: number; readonly tables: number };
type Options = { readonly fichier: string; readonly secret?: Secret | undefined; readonly suivre?: (table: string, lignes: number) => void };

/** The lines of a backup, whether it is encrypted or not. What goes wrong at any stage is told at the end of the line. */
async function* decompresser(fichier: string, secret: Secret | undefined): AsyncGenerator<Buffer> {
  const poignee = await open(fichier, 'r');
  const { buffer, bytesRead } = await poignee.read(Buffer.alloc(400), 0, 400, 0);
  await poignee.close();
  const entete = enteteChiffree(buffer.subarray(0, bytesRead));
  const etages: (Readable | Transform)[] = [createReadStream(fichier, { start: entete?.octets.length ?? 0 }), ...(entete ? [dechiffrer(entete, secret, fichier)] : []), createGunzip()];
  const clair = etages.reduce((avant, apres) => {
    avant.on('error', (e) => apres.destroy(e));
    return avant.pipe(apres as Transform);
  });
  yield* clair;
}

/** A file cut short or bitten: said in one sentence, whatever layer noticed. */
function enClair(e: unknown, fichier: string): unknown {
  const code = e instanceof Error && 'code' in e ? String(e.code) : '';
  if (code === 'Z_BUF_ERROR') return new SauvegardeRefusee(`${fichier} est incomplet : il a été coupé avant la fin. Rien n’a été changé.`);
  // Classes 22 and 23: data that no table would have given. @source PostgreSQL, appendix A
  if (/^2[23]/.test(code)) return new SauvegardeRefusee(`${fichier} est abîmé : une ligne ne peut pas être relue (${e instanceof Error ? e.message : ''}). Rien n’a été changé.`);
  if (code.startsWith('Z_')) return new SauvegardeRefusee(`${fichier} n’est pas une sauvegarde de Maillage, ou il est abîmé. Rien n’a été changé.`);
  return e;
}

const lireJson = (ligne: Buffer): unknown => {
  try {
    return JSON.parse(ligne.toString('utf8'));
  } catch {
    return undefined;
  }
};

async function verifierSchema(client: pg.ClientBase, entete: Entete): Promise<void> {
  const { rows } = await client.query<{ nom: string; empreinte: string }>('select nom, empreinte from migrations order by nom');
  const ici = new Map(rows.map((r) => [r.nom, r.empreinte]));
  const la = new Map(entete.migrations.map((m) => [m.nom, m.empreinte]));
  const manquante = entete.migrations.find((m) => !ici.has(m.nom));
  const enTrop = rows.find((r) => !la.has(r.nom));
  const autre = entete.migrations.find((m) => ici.has(m.nom) && ici.get(m.nom) !== m.empreinte);
  const depuis = `Elle vient de Maillage ${entete.version}, schéma ${entete.migrations.at(-1)?.nom ?? 'vide'}`;
  if (manquante) throw new SauvegardeRefusee(`Cette sauvegarde est plus récente que cette base, qui n’a pas « ${manquante.nom} ». ${depuis} : installez cette version, lancez « maillage migrer », puis recommencez.`);
  if (enTrop) throw new SauvegardeRefusee(`Cette sauvegarde est plus ancienne que cette base, qui a déjà « ${enTrop.nom} ». ${depuis} : restaurez-la avec cette version, puis mettez à jour.`);
  if (autre) throw new SauvegardeRefusee(`Le schéma « ${autre.nom} » n’est pas le même ici et dans la sauvegarde. ${depuis} : restaurez-la avec cette version.`);
}

async function verifierVide(client: pg.ClientBase, tables: readonly Table[]): Promise<void> {
  const pleines: string[] = [];
  for (const t of tables) {
    const { rowCount } = await client.query(`select from ${citer.table(t.nom)} limit 1`);
    if (rowCount) pleines.push(t.nom.replace('public.', ''));
  }
  if (pleines.length > 0) throw new SauvegardeRefusee(`Cette base n’est pas vide (${pleines.slice(0, 5).join(', ')}${pleines.length > 5 ? '…' : ''}) : restaurez dans une base neuve. Rien n’a été changé.`);
}

/**
 * Feeds one table, row by row, and waits when PostgreSQL does. COPY does not enter a table under row-level security:
 * rows go through a temporary one, and from there by INSERT, policies and constraints included.
 */
async function entonnoir(client: pg.ClientBase, t: Table): Promise<{ flux: Writable; verser: (lignes: readonly Buffer[]) => Promise<void>; clore: () => Promise<void> }> {
  const colonnes = citer.colonnes(t.colonnes);
  await client.query(`create temporary table en_transit on commit drop as select ${colonnes} from ${citer.table(t.nom)} with no data`);
  const flux = client.query(copierDepuis(`copy en_transit (${colonnes}) from stdin`));
  // Kept: once PostgreSQL has refused a row, a write fails for another reason than the one to tell.
  let refus: Error | undefined;
  flux.on('error', (e: Error) => (refus ??= e));
  const fini = finished(flux);
  fini.catch(() => undefined);
  return {
    flux,
    verser: async (lignes) => {
      if (lignes.length === 0) return;
      try {
        const place = flux.write(Buffer.concat(lignes.flatMap((l) => [l, FIN_LIGNE])));
        if (!place) await Promise.race([new Promise<void>((r) => flux.once('drain', () => r())), fini]);
      } catch (e) {
        throw refus ?? e;
      }
      if (refus) throw refus;
    },
    clore: async () => {
      flux.end();
      await fini;
      await client.query(`insert into ${citer.table(t.nom)} (${colonnes}) overriding system value select ${colonnes} from en_transit`);
      await client.query('drop table en_transit');
    },
  };
}

type Lecture = { etape: 'entete' } | { etape: 'table' } | { etape: 'lignes'; entonnoir: Awaited<ReturnType<typeof entonnoir>> } | { etape: 'fini' };

/** Reads the file line by line into the database. Returns its header and its end; throws when either is missing. */
async function lireDans(client: pg.ClientBase, fichier: string, secret: Secret | undefined): Promise<{ entete: Entete; fin: Fin }> {
  const connues = new Map((await tablesDeLaBase(client)).map((t) => [t.nom, t]));
  let entete: Entete | undefined;
  let fin: Fin | undefined;
  let etat: Lecture = { etape: 'entete' };

  const ouvrir = async (ligne: Buffer): Promise<Lecture> => {
    const json = lireJson(ligne);
    if (etat.etape === 'entete') {
      const lu = Entete.safeParse(json);
      if (!lu.success) throw new SauvegardeRefusee(`${fichier} n’est pas une sauvegarde de Maillage. Rien n’a été changé.`);
      entete = lu.data;
      await verifierSchema(client, entete);
      await verifierVide(client, [...connues.values()]);
      return { etape: 'table' };
    }
    const table = LigneTable.safeParse(json);
    if (table.success && connues.has(table.data.table)) return { etape: 'lignes', entonnoir: await entonnoir(client, { nom: table.data.table, colonnes: table.data.colonnes }) };
    const derniere = Fin.safeParse(json);
    if (!derniere.success) throw new SauvegardeRefusee(`${fichier} est abîmé : une partie est illisible. Rien n’a été changé.`);
    fin = derniere.data;
    return { etape: 'fini' };
  };

  try {
    for await (const lignes of enLignes(decompresser(fichier, secret))) {
      let i = 0;
      while (i < lignes.length) {
        if (etat.etape !== 'lignes') {
          const ligne = lignes[i++];
          if (ligne) etat = await ouvrir(ligne);
          continue;
        }
        const bout = lignes.findIndex((l, j) => j >= i && l.length === 2 && l.equals(Buffer.from(FIN_DE_TABLE)));
        await etat.entonnoir.verser(lignes.slice(i, bout < 0 ? undefined : bout));
        i = bout < 0 ? lignes.length : bout + 1;
        if (bout >= 0) {
          await etat.entonnoir.clore();
          etat = { etape: 'table' };
        }
      }
    }
  } catch (e) {
    if (etat.etape === 'lignes') etat.entonnoir.flux.destroy();
    throw enClair(e, fichier);
  }
  if (!entete) throw new SauvegardeRefusee(`${fichier} n’est pas une sauvegarde de Maillage. Rien n’a été changé.`);
  if (!fin) throw new SauvegardeRefusee(`${fichier} est incomplet : il a été coupé avant la fin. Rien n’a été changé.`);
  return { entete, fin };
}

/** Reads back what was written and compares counts and hashes with those of the file. */
async function relire(client: pg.ClientBase, fin: Fin, { fichier, suivre }: Options): Promise<number> {
  let lignes = 0;
  for (const t of await tablesDeLaBase(client)) {
    const attendu = fin.tables[t.nom] ?? { lignes: 0, empreinte: '' };
    const lu = await copierTable(client, `copy (select ${citer.colonnes(t.colonnes)} from ${citer.table(t.nom)}) to stdout`);
    if (lu.lignes !== attendu.lignes || (attendu.empreinte !== '' && lu.empreinte !== attendu.empreinte)) throw new SauvegardeRefusee(`${fichier} est abîmé : la table ${t.nom} relue (${lu.lignes} lignes) n’est pas celle qui fut sauvegardée (${attendu.lignes}). Rien n’a été changé.`);
    suivre?.(t.nom, lu.lignes);
    lignes += lu.lignes;
  }
  return lignes;
}

/**
 * Restores a backup into an empty database of the same schema, in one transaction: everything, read back and compared, or nothing.
 * Throws `SauvegardeRefusee` with a sentence for each way it can be refused.
 */
export async function restaurer(adresse: Adresse, options: Options): Promise<Restauration> {
  if (!existsSync(options.fichier)) throw new SauvegardeRefusee(`${options.fichier} n’existe pas.`);
  const pool = ouvrirPool(adresse, 'maillage_archiviste', 1);
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(REGLAGES);
    await client.query("set local app.restauration = 'oui'");
    const { entete, fin } = await lireDans(client, options.fichier, options.secret);
    const lignes = await relire(client, fin, options);
    await client.query('commit');
    return { faiteLe: entete.faite_le, lignes, tables: Object.keys(fin.tables).length };
  } finally {
    client.release(true);
    await pool.end();
  }
}
