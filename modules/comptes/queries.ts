import { sql } from 'kysely';
import { z } from 'zod';
import { PersonneId, Role } from '#core/tenancy.ts';
import type { Db } from '#db/connexion.ts';

const PersonneDemo = z.object({
  id: PersonneId,
  nom: z.string(),
  cpts_nom: z.string().nullable(),
  cpts_slug: z.string().nullable(),
  roles: z.array(Role),
  professions: z.array(z.object({ profession: z.string() })).nullable(),
});
export type PersonneDemo = z.infer<typeof PersonneDemo>;

/** Every invented person of an instance of demonstration, one line per CPTS. */
export async function listerPersonnesDemo(db: Db): Promise<readonly PersonneDemo[]> {
  const { rows } = await sql`select * from personnes_demo()`.execute(db);
  return z.array(PersonneDemo).parse(rows);
}

export const personneExiste = async (db: Db, courriel: string): Promise<boolean> => (await db.selectFrom('personnes').select('id').where('courriel', '=', courriel).executeTakeFirst()) !== undefined;

export const trouverParIdentite = async (db: Db, fournisseur: string, sujet: string): Promise<PersonneId | undefined> =>
  (await db.selectFrom('identites_externes').select('personne_id').where('fournisseur', '=', fournisseur).where('sujet', '=', sujet).executeTakeFirst())?.personne_id;
