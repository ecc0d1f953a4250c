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

export type SessionOuverte = { readonly id: string; readonly adresse_ip: string | null; readonly agent: string | null; readonly cree_le: Date; readonly modifie_le: Date; readonly expire_le: Date };
export type CleAcces = { readonly id: string; readonly nom: string | null; readonly cree_le: Date | null };
const ProfessionsLues = z.array(z.object({ profession: z.string() }));

export type FaitsCompte = {
  readonly sessions: readonly SessionOuverte[];
  readonly cles: readonly CleAcces[];
  readonly secondFacteur: boolean;
  readonly liees: readonly { readonly fournisseur: string; readonly cree_le: Date }[];
  readonly professionnel: { readonly rpps: string; readonly professions: readonly { readonly profession: string }[]; readonly source: string; readonly lue_le: Date } | undefined;
};

/** All that a person may see and close of their own account. */
export async function lireCompte(db: Db, personneId: PersonneId, maintenant: Date): Promise<FaitsCompte> {
  const [sessions, cles, personne, liees, pro] = await Promise.all([
    db.selectFrom('sessions').select(['id', 'adresse_ip', 'agent', 'cree_le', 'modifie_le', 'expire_le']).where('personne_id', '=', personneId).where('expire_le', '>', maintenant).orderBy('modifie_le', 'desc').limit(100).execute(),
    db.selectFrom('cles_acces').select(['id', 'nom', 'cree_le']).where('personne_id', '=', personneId).orderBy('cree_le').execute(),
    db.selectFrom('personnes').select('second_facteur').where('id', '=', personneId).executeTakeFirst(),
    db.selectFrom('identites_externes').select(['fournisseur', 'cree_le']).where('personne_id', '=', personneId).orderBy('fournisseur').execute(),
    db.selectFrom('identites_professionnelles').select(['rpps', 'professions', 'source', 'lue_le']).where('personne_id', '=', personneId).executeTakeFirst(),
  ]);
  return { sessions, cles, secondFacteur: personne?.second_facteur ?? false, liees, professionnel: pro && { ...pro, professions: ProfessionsLues.parse(pro.professions) } };
}

/** `absent`, `a_confirmer` (drawn, not yet proven by a code) or `actif`. */
export async function etatSecondFacteur(db: Db, personneId: PersonneId): Promise<'absent' | 'a_confirmer' | 'actif'> {
  const f = await db.selectFrom('seconds_facteurs').select('verifie').where('personne_id', '=', personneId).executeTakeFirst();
  return f ? (f.verifie ? 'actif' : 'a_confirmer') : 'absent';
}
