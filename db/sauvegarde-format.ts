import { createHash } from 'node:crypto';
import type pg from 'pg';
import { z } from 'zod';

/**
 * A backup is one gzip stream of lines that `zcat` shows: a header, then for each table its name and columns, its rows as
 * PostgreSQL's COPY writes them, `\.`, and at the very end the count and the hash of each table. A file without its end is incomplete.
 */
export const FORMAT = 'maillage-sauvegarde-1';
export const FIN_DE_TABLE = '\\.';
export const FIN_LIGNE = Buffer.from('\n');

export const Entete = z.object({ format: z.literal(FORMAT), version: z.string(), serveur: z.string(), faite_le: z.string(), migrations: z.array(z.object({ nom: z.string(), empreinte: z.string() })) });
export type Entete = z.infer<typeof Entete>;
export const LigneTable = z.object({ table: z.string(), colonnes: z.array(z.string()).min(1) });
export const Fin = z.object({ fin: z.literal(true), tables: z.record(z.string(), z.object({ lignes: z.number().int(), empreinte: z.string() })) });
export type Fin = z.infer<typeof Fin>;

/** What the person is told; nothing was changed. */
export class SauvegardeRefusee extends Error {}

export type Table = { readonly nom: string; readonly colonnes: readonly string[] };

/** How rows read, whatever the settings of the server: the same data gives the same text everywhere. */
export const REGLAGES = "set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601'; set local extra_float_digits = 3; set local bytea_output = 'hex'; set local client_encoding = 'UTF8'";

const q = (nom: string): string => nom.split('.').map((p) => `"${p.replaceAll('"', '""')}"`).join('.');
export const citer = { table: q, colonnes: (c: readonly string[]): string => c.map((x) => `"${x.replaceAll('"', '""')}"`).join(', ') };

/** Not saved: what the schema says of itself, the figures that the program writes at each start, and progress that dies with its process. The queue of jobs has a schema of its own. */
const PAS_SAUVEES = ['public.migrations', 'public.avancements', 'public.plafonds_publies'];

/** Every table of the instance, each after those it refers to. Throws when two refer to each other. */
export async function tablesDeLaBase(client: pg.ClientBase): Promise<Table[]> {
  const { rows: tables } = await client.query<{ nom: string; colonnes: string[] }>(
    `select n.nspname || '.' || c.relname as nom, array_agg(a.attname::text order by a.attnum) as colonnes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'taches') and not (n.nspname || '.' || c.relname = any($1))
     group by 1 order by 1`,
    [PAS_SAUVEES],
  );
  const { rows: liens } = await client.query<{ de: string; vers: string }>(
    `select distinct dn.nspname || '.' || d.relname as de, vn.nspname || '.' || v.relname as vers
     from pg_constraint k join pg_class d on d.oid = k.conrelid join pg_namespace dn on dn.oid = d.relnamespace
     join pg_class v on v.oid = k.confrelid join pg_namespace vn on vn.oid = v.relnamespace where k.contype = 'f' and k.conrelid <> k.confrelid`,
  );
  return ordonner(tables, liens);
}

/** Tables after those they point to. */
export function ordonner(tables: readonly Table[], liens: readonly { readonly de: string; readonly vers: string }[]): Table[] {
  const restantes = new Map(tables.map((t) => [t.nom, t]));
  const ordre: Table[] = [];
  while (restantes.size > 0) {
    const libres = [...restantes.values()].filter((t) => !liens.some((l) => l.de === t.nom && restantes.has(l.vers)));
    if (libres.length === 0) throw new Error(`Ces tables se désignent l’une l’autre : ${[...restantes.keys()].join(', ')}.`);
    for (const t of libres) {
      ordre.push(t);
      restantes.delete(t.nom);
    }
  }
  return ordre;
}

/** Counts rows and sums their hashes lane by lane: the same rows give the same sum in whatever order they come. */
export function compteur(): { ajouter: (ligne: Buffer) => void; bilan: () => { lignes: number; empreinte: string } } {
  const somme = new Uint32Array(8);
  let lignes = 0;
  return {
    ajouter: (ligne) => {
      const h = createHash('sha256').update(ligne).digest();
      for (let i = 0; i < 8; i++) somme[i] = ((somme[i] ?? 0) + h.readUInt32BE(i * 4)) >>> 0;
      lignes++;
    },
    bilan: () => ({ lignes, empreinte: createHash('sha256').update(String(lignes)).update(Buffer.from(somme.buffer)).digest('hex') }),
  };
}

/** Cuts a stream of bytes into lines, without their end; yields those of each chunk together. A last line without end is yielded too. */
export async function* enLignes(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  let reste: Buffer = Buffer.alloc(0);
  for await (const morceau of source) {
    const tout: Buffer = reste.length > 0 ? Buffer.concat([reste, morceau]) : morceau;
    const lignes: Buffer[] = [];
    let debut = 0;
    for (let fin = tout.indexOf(10); fin >= 0; fin = tout.indexOf(10, debut)) {
      lignes.push(tout.subarray(debut, fin));
      debut = fin + 1;
    }
    reste = tout.subarray(debut);
    if (lignes.length > 0) yield lignes;
  }
  if (reste.length > 0) yield [reste];
}
