import { sql, type Transaction } from 'kysely';
import type { CptsAutorisee } from '#core/tenancy.ts';
import type { Schema } from './schema.ts';

type Ici = { readonly tx: Transaction<Schema>; readonly cpts: CptsAutorisee };

/** A fact that another module cares about, kept in the same transaction as the change: told at least once, never lost. */
export async function publier({ tx, cpts }: Ici, sujet: string, charge: object): Promise<void> {
  await tx.insertInto('boite_envoi').values({ cpts_id: cpts, sujet, charge: JSON.stringify(charge) }).execute();
  await sql`select pg_notify('maillage_envois', '')`.execute(tx);
}

/** Tells whoever looks at a page of this CPTS on this subject that it has changed; sent at commit, lost if nobody looks. */
export async function prevenir({ tx, cpts }: Ici, sujet: string): Promise<void> {
  await sql`select pg_notify('maillage_direct', ${`${cpts} ${sujet}`})`.execute(tx);
}
