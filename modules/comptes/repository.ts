import { sql } from 'kysely';
import type { PersonneId } from '#core/tenancy.ts';
import type { Db } from '#db/connexion.ts';
import type { IdentiteProfessionnelle } from './model.ts';

/** A sign-in that succeeded leaves no other secret of the same mail behind it. */
export async function effacerSecrets(db: Db, courriel: string): Promise<void> {
  await db
    .deleteFrom('verifications')
    .where((eb) => eb.or([eb('identifiant', '=', `sign-in-otp-${courriel}`), eb(sql`case when valeur like '{"email":%' then valeur::jsonb ->> 'email' end`, '=', courriel)]))
    .execute();
}

export const fermerSession = async (db: Db, jeton: string): Promise<void> => {
  await db.deleteFrom('sessions').where('jeton', '=', jeton).execute();
};

/** One person, one RPPS: a number already held by another account is left to it. */
export async function enregistrerIdentite(db: Db, personneId: PersonneId, i: IdentiteProfessionnelle, p: { source: string; lueLe: Date }): Promise<void> {
  const faits = { rpps: i.rpps, professions: JSON.stringify(i.professions), activites: JSON.stringify(i.activites), source: p.source, lue_le: p.lueLe };
  const ailleurs = await db.selectFrom('identites_professionnelles').select('personne_id').where('rpps', '=', i.rpps).where('personne_id', '!=', personneId).executeTakeFirst();
  if (ailleurs) return;
  await db
    .insertInto('identites_professionnelles')
    .values({ personne_id: personneId, ...faits })
    .onConflict((c) => c.column('personne_id').doUpdateSet(faits))
    .execute();
}

export const renommerPersonne = async (db: Db, personneId: PersonneId, nom: string, maintenant: Date): Promise<void> => {
  await db.updateTable('personnes').set({ nom, modifie_le: maintenant }).where('id', '=', personneId).execute();
};

export const enregistrerTheme = async (db: Db, personneId: PersonneId, theme: 'clair' | 'sombre' | null): Promise<void> => {
  await db.updateTable('personnes').set({ theme }).where('id', '=', personneId).execute();
};

/** Closes one session of this person, or all but the one named. Returns how many ended. */
export async function fermerSessions(db: Db, personneId: PersonneId, lesquelles: { id: string } | { saufJeton: string }): Promise<number> {
  const base = db.deleteFrom('sessions').where('personne_id', '=', personneId);
  const { numDeletedRows } = await ('id' in lesquelles ? base.where('id', '=', lesquelles.id) : base.where('jeton', '!=', lesquelles.saufJeton)).executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

export async function retirerCle(db: Db, personneId: PersonneId, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('cles_acces').where('personne_id', '=', personneId).where('id', '=', id).executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

export async function delierIdentite(db: Db, personneId: PersonneId, fournisseur: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('identites_externes').where('personne_id', '=', personneId).where('fournisseur', '=', fournisseur).executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
