import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type pg from 'pg';
import { ouvrirDb } from './connexion.ts';
import { publierPlafonds } from './plafonds.ts';

type Migration = { readonly up: (db: Kysely<unknown>) => Promise<void> };

const fichiers = import.meta.glob<Migration>('./migrations/*.ts', { eager: true });
const textes = import.meta.glob<string>('./migrations/*.ts', { eager: true, query: '?raw', import: 'default' });
const VERROU = 7_294_001;

const migrations = Object.keys(fichiers)
  .sort()
  .map((chemin) => ({
    nom: chemin.replace('./migrations/', '').replace('.ts', ''),
    up: fichiers[chemin]?.up,
    empreinte: createHash('sha256').update(textes[chemin] ?? '').digest('hex'),
  }));

/**
 * Brings the database to the present schema and to the caps of the law that the program knows, as its owner: each migration in its own
 * transaction, in the order of its number, one process at a time. Returns the names of those applied now. Throws when one already applied has been edited since.
 */
export async function migrer(proprietaire: pg.Pool): Promise<string[]> {
  const db = ouvrirDb<unknown>(proprietaire);
  return db.connection().execute(async (c) => {
    await sql`select pg_advisory_lock(${VERROU})`.execute(c);
    try {
      await sql`create table if not exists migrations (nom text primary key, empreinte text not null, faite_le timestamptz not null default now())`.execute(c);
      const { rows } = await sql<{ nom: string; empreinte: string }>`select nom, empreinte from migrations`.execute(c);
      const faites = new Map(rows.map((r) => [r.nom, r.empreinte]));
      const appliquees: string[] = [];
      for (const m of migrations) {
        const connue = faites.get(m.nom);
        if (connue !== undefined && connue !== m.empreinte) throw new Error(`La migration ${m.nom} a été modifiée après avoir été appliquée : écrivez-en une nouvelle.`);
        if (connue !== undefined) continue;
        if (!m.up) throw new Error(`La migration ${m.nom} n’exporte pas « up ».`);
        await c.transaction().execute(async (tx) => {
          await m.up?.(tx);
          await sql`insert into migrations (nom, empreinte) values (${m.nom}, ${m.empreinte})`.execute(tx);
        });
        appliquees.push(m.nom);
      }
      await publierPlafonds(c);
      return appliquees;
    } finally {
      await sql`select pg_advisory_unlock(${VERROU})`.execute(c);
    }
  });
}
