import type pg from 'pg';
import { type Db, ouvrirDb } from '#db/connexion.ts';
import type { Services } from '../services.ts';

const bases = new WeakMap<pg.Pool, Db>();

/** The database as the accounts see it: persons, sessions, keys; nothing of a CPTS. */
export function baseDesComptes({ poolComptes }: Pick<Services, 'poolComptes'>): Db {
  const connue = bases.get(poolComptes);
  if (connue) return connue;
  const db = ouvrirDb(poolComptes);
  bases.set(poolComptes, db);
  return db;
}
