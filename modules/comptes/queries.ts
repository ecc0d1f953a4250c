import { sql } from 'kysely';
import { z } from 'zod';
import { PersonneId, Role } from '#core/tenancy.ts';
import type { Db } from '#db/connexion.ts';
import type { Contexte } from '#server/contexte.ts';
import { RoleDeCpts } from './model.ts';

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
export async function lireCompte(db: Db, personneId: PersonneId): Promise<FaitsCompte> {
  const [sessions, cles, personne, liees, pro] = await Promise.all([
    db.selectFrom('sessions').select(['id', 'adresse_ip', 'agent', 'cree_le', 'modifie_le', 'expire_le']).where('personne_id', '=', personneId).where('expire_le', '>', sql<Date>`now()`).orderBy('modifie_le', 'desc').limit(100).execute(),
    db.selectFrom('cles_acces').select(['id', 'nom', 'cree_le']).where('personne_id', '=', personneId).orderBy('cree_le').execute(),
    db.selectFrom('personnes').select('second_facteur').where('id', '=', personneId).executeTakeFirst(),
    db.selectFrom('identites_externes').select(['fournisseur', 'cree_le']).where('personne_id', '=', personneId).orderBy('fournisseur').execute(),
    db.selectFrom('identites_professionnelles').select(['rpps', 'professions', 'source', 'lue_le']).where('personne_id', '=', personneId).executeTakeFirst(),
  ]);
  return { sessions, cles, secondFacteur: personne?.second_facteur ?? false, liees, professionnel: pro && { ...pro, professions: ProfessionsLues.parse(pro.professions) } };
}

/** When this session was opened, and whether its person has a second factor. */
export const lireSessionDe = async (db: Db, jeton: string): Promise<{ readonly connecteeLe: Date; readonly secondFacteur: boolean } | undefined> => {
  const s = await db.selectFrom('sessions as s').innerJoin('personnes as p', 'p.id', 's.personne_id').select(['s.cree_le', 'p.second_facteur']).where('s.jeton', '=', jeton).executeTakeFirst();
  return s && { connecteeLe: s.cree_le, secondFacteur: s.second_facteur };
};

/** `absent`, `a_confirmer` (drawn, not yet proven by a code) or `actif`. */
export async function etatSecondFacteur(db: Db, personneId: PersonneId): Promise<'absent' | 'a_confirmer' | 'actif'> {
  const f = await db.selectFrom('seconds_facteurs').select('verifie').where('personne_id', '=', personneId).executeTakeFirst();
  return f ? (f.verifie ? 'actif' : 'a_confirmer') : 'absent';
}

const RoleLu = z.object({ id: z.string(), personne_id: PersonneId, nom: z.string(), courriel: z.string(), role: RoleDeCpts, depuis: z.string(), jusque: z.string().nullable() });
const InvitationLue = z.object({ id: z.string(), courriel: z.string(), nom: z.string(), roles: z.array(RoleDeCpts), envoyee_le: z.date(), expire_le: z.date(), envois: z.number() });

export type FaitsAcces = { readonly roles: readonly z.infer<typeof RoleLu>[]; readonly invitations: readonly z.infer<typeof InvitationLue>[] };

/** Who holds which role in this CPTS, past ones included, and the invitations on their way. */
export async function lireAcces({ tx, cpts }: Pick<Contexte, 'tx' | 'cpts'>): Promise<FaitsAcces> {
  const roles = await tx
    .selectFrom('roles_tenus as r')
    .innerJoin('personnes as p', 'p.id', 'r.personne_id')
    .select(['r.id', 'r.personne_id', 'p.nom', 'p.courriel', 'r.role', 'r.depuis', 'r.jusque'])
    .where('r.cpts_id', '=', cpts)
    .where('r.role', '!=', 'exploitant')
    .orderBy('p.nom')
    .orderBy('r.depuis')
    .execute();
  const invitations = await tx.selectFrom('invitations').select(['id', 'courriel', 'nom', 'roles', 'envoyee_le', 'expire_le', 'envois']).where('cpts_id', '=', cpts).where('statut', '=', 'envoyee').orderBy('envoyee_le', 'desc').execute();
  return { roles: z.array(RoleLu).parse(roles), invitations: z.array(InvitationLue).parse(invitations) };
}
