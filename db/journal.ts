import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import type { Rupture } from './tables/exploitation.ts';

/** Writes one link of the CPTS's journal in the same transaction as the change it tells; pages that show the journal refresh at commit. Returns its rank. */
export async function journaliser({ tx }: { tx: Transaction<Schema> }, evenement: string, objetId: string | null, details: object = {}): Promise<number> {
  const { rows } = await sql<{ rang: number }>`select journaliser(${evenement}, ${objetId}, ${JSON.stringify(details)}::jsonb) as rang,
    pg_notify('maillage_direct', current_setting('app.cpts') || ' journal')`.execute(tx);
  return rows[0]?.rang ?? 0;
}

/**
 * Walks every chain from its first link, recomputing each hash outside the database.
 * Returns the number of links read and the first broken one of each CPTS. Reads in pages of 5,000; `suivre` hears after each
 * page how many links are read out of how many, and may throw to stop the walk.
 */
export async function verifierJournal(db: Kysely<Schema>, suivre?: (lus: number, total: number) => Promise<void>): Promise<{ chainons: number; ruptures: Rupture[] }> {
  const tetes = await db.selectFrom('journal_tetes').selectAll().orderBy('cpts_id').execute();
  const total = tetes.reduce((somme, t) => somme + t.rang, 0);
  const ruptures: Rupture[] = [];
  let chainons = 0;
  for (const tete of tetes) {
    let precedent: Buffer = Buffer.alloc(0);
    let rang = 0;
    let rompu = false;
    while (!rompu) {
      const { rows } = await sql<{ rang: number; precedent: Buffer; empreinte: Buffer; texte: string }>`
        select rang, precedent, empreinte, concat_ws(chr(31), cpts_id, rang, to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
          coalesce(personne_id::text, '-'), evenement, coalesce(objet_id, '-'), details::text) as texte
        from journal where cpts_id = ${tete.cpts_id} and rang > ${rang} order by rang limit 5000`.execute(db);
      for (const lien of rows) {
        const raison = defaut(lien, rang, precedent);
        if (raison) ruptures.push({ cptsId: tete.cpts_id, rang: rang + 1, raison });
        rompu = raison !== undefined;
        if (rompu) break;
        precedent = lien.empreinte;
        rang = lien.rang;
        chainons++;
      }
      await suivre?.(chainons, total);
      if (rows.length < 5000) break;
    }
    if (!rompu && (rang !== tete.rang || !precedent.equals(tete.empreinte))) ruptures.push({ cptsId: tete.cpts_id, rang: rang + 1, raison: 'fin_coupee' });
  }
  return { chainons, ruptures };
}

function defaut(lien: { rang: number; precedent: Buffer; empreinte: Buffer; texte: string }, rang: number, precedent: Buffer): Rupture['raison'] | undefined {
  if (lien.rang !== rang + 1) return 'chainon_absent';
  if (!lien.precedent.equals(precedent)) return 'precedent_faux';
  const attendue = createHash('sha256').update(precedent).update(lien.texte, 'utf8').digest();
  return attendue.equals(lien.empreinte) ? undefined : 'empreinte_fausse';
}
