import { type Kysely, sql } from 'kysely';
import { type PlafondAnnuel, PLAFONDS } from '#modules/finances/constants.ts';

/** Writes the caps that the program knows where the triggers of PostgreSQL read them; a year already there takes the program's figure. Of two versions of the program on one database, the last to start is believed. A year taken out of the list stays. */
export async function publierPlafonds<DB>(proprietaire: Kysely<DB>, plafonds: Readonly<Record<number, PlafondAnnuel>> = PLAFONDS): Promise<void> {
  for (const [annee, p] of Object.entries(plafonds)) {
    await sql`insert into plafonds_publies (annee, centimes, source) values (${Number(annee)}, ${p.centimes}, ${p.source})
      on conflict (annee) do update set centimes = excluded.centimes, source = excluded.source
      where (plafonds_publies.centimes, plafonds_publies.source) is distinct from (excluded.centimes, excluded.source)`.execute(proprietaire);
  }
}
