import { sql } from 'kysely';
import { z } from 'zod';
import type { PersonneId } from '#core/tenancy.ts';
import type { Db } from '#db/connexion.ts';
import type { Contexte } from '#server/contexte.ts';
import { type IdentiteProfessionnelle, type Invitation, InvitationId, RoleDeCpts, type RoleTenu, StatutInvitation } from './model.ts';

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

type Changement = { readonly personneId: PersonneId; readonly ancienne: string; readonly empreinte: string; readonly secondFacteurAvant: boolean; readonly le: Date; readonly expireLe: Date };

export const noterChangementAdresse = async (db: Db, c: Changement): Promise<void> => {
  await db.insertInto('changements_adresse').values({ personne_id: c.personneId, ancienne: c.ancienne, empreinte: c.empreinte, second_facteur_avant: c.secondFacteurAvant, fait_le: c.le, expire_le: c.expireLe, annule_le: null }).execute();
};

/**
 * Gives the account back to its old address: every session ends, and every key, identity and second factor added since goes, for they are
 * whoever changed the address. Later changes can no longer be taken back. `prise` when another account has the address now.
 */
export async function reprendreAdresse(db: Db, empreinte: string, maintenant: Date): Promise<'reprise' | 'fermee' | 'prise'> {
  return db.transaction().execute(async (tx) => {
    const c = await tx.selectFrom('changements_adresse').selectAll().where('empreinte', '=', empreinte).where('annule_le', 'is', null).where('expire_le', '>', maintenant).forUpdate().executeTakeFirst();
    if (!c) return 'fermee';
    const autre = await tx.selectFrom('personnes').select('id').where('courriel', '=', c.ancienne).where('id', '!=', c.personne_id).executeTakeFirst();
    if (autre) return 'prise';
    await tx.updateTable('changements_adresse').set({ annule_le: maintenant }).where('personne_id', '=', c.personne_id).where('fait_le', '>=', c.fait_le).execute();
    await tx.updateTable('personnes').set({ courriel: c.ancienne, courriel_verifie: true, modifie_le: maintenant, ...(c.second_facteur_avant ? {} : { second_facteur: false }) }).where('id', '=', c.personne_id).execute();
    await tx.deleteFrom('sessions').where('personne_id', '=', c.personne_id).execute();
    await tx.deleteFrom('cles_acces').where('personne_id', '=', c.personne_id).where('cree_le', '>=', c.fait_le).execute();
    await tx.deleteFrom('identites_externes').where('personne_id', '=', c.personne_id).where('cree_le', '>=', c.fait_le).execute();
    if (!c.second_facteur_avant) await tx.deleteFrom('seconds_facteurs').where('personne_id', '=', c.personne_id).execute();
    return 'reprise';
  });
}

type Ici = Pick<Contexte, 'tx' | 'cpts'>;

/** Every role of this CPTS, locked: two people who change roles at once wait for each other. */
export async function chargerRolesTenus({ tx, cpts }: Ici): Promise<RoleTenu[]> {
  const rows = await tx
    .selectFrom('roles_tenus as r')
    .innerJoin('personnes as p', 'p.id', 'r.personne_id')
    .select(['r.id', 'r.personne_id', 'p.nom', 'p.courriel', 'r.role', 'r.depuis', 'r.jusque'])
    .where('r.cpts_id', '=', cpts)
    .orderBy('r.id')
    .forUpdate('r')
    .execute();
  return rows.flatMap((r) => {
    const role = RoleDeCpts.safeParse(r.role);
    return role.success ? [{ id: r.id, personneId: r.personne_id, nom: r.nom, courriel: r.courriel, role: role.data, depuis: r.depuis, jusque: r.jusque }] : [];
  });
}

export const donner = async ({ tx, cpts }: Ici, r: { personneId: PersonneId; role: RoleDeCpts; depuis: string }): Promise<void> => {
  await tx.insertInto('roles_tenus').values({ cpts_id: cpts, personne_id: r.personneId, role: r.role, depuis: r.depuis, jusque: null }).execute();
};

/** Ends a role at once: its last day is yesterday; one given today leaves no day behind, only its line in the journal. */
export async function terminer({ tx, cpts }: Ici, r: RoleTenu, hier: string): Promise<void> {
  if (r.depuis > hier) await tx.deleteFrom('roles_tenus').where('cpts_id', '=', cpts).where('id', '=', r.id).execute();
  else await tx.updateTable('roles_tenus').set({ jusque: hier }).where('cpts_id', '=', cpts).where('id', '=', r.id).execute();
}

/** Takes the last day away from a role that ended yesterday. Its first day, or undefined when no such role is left. */
export const reouvrir = async ({ tx, cpts }: Ici, r: { personneId: PersonneId; role: RoleDeCpts; hier: string }): Promise<string | undefined> =>
  (await tx.updateTable('roles_tenus').set({ jusque: null }).where('cpts_id', '=', cpts).where('personne_id', '=', r.personneId).where('role', '=', r.role).where('jusque', '=', r.hier).returning('depuis').executeTakeFirst())?.depuis;

const InvitationRow = z.object({ id: InvitationId, courriel: z.string(), nom: z.string(), roles: z.array(RoleDeCpts), statut: StatutInvitation, envois: z.number(), envoyee_le: z.date(), expire_le: z.date() });

const enInvitation = (row: unknown): Invitation => {
  const r = InvitationRow.parse(row);
  return { id: r.id, courriel: r.courriel, nom: r.nom, roles: r.roles, statut: r.statut, envois: r.envois, envoyeeLe: r.envoyee_le, expireLe: r.expire_le };
};

export async function chargerInvitation({ tx, cpts }: Ici, id: string): Promise<Invitation | undefined> {
  const row = await tx.selectFrom('invitations').selectAll().where('cpts_id', '=', cpts).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && enInvitation(row);
}

type Nouvelle = { courriel: string; nom: string; roles: readonly RoleDeCpts[]; empreinte: string; invitePar: PersonneId; le: Date; expireLe: Date };

/** Returns its id, or undefined when one is already on its way to this address. */
export async function creerInvitation({ tx, cpts }: Ici, n: Nouvelle): Promise<string | undefined> {
  const cree = await tx
    .insertInto('invitations')
    .values({ cpts_id: cpts, courriel: n.courriel, nom: n.nom, roles: [...n.roles], empreinte: n.empreinte, statut: 'envoyee', invite_par: n.invitePar, cree_le: n.le, envoyee_le: n.le, expire_le: n.expireLe, close_le: null, acceptee_par: null })
    // Written out, not a parameter: a prepared statement would no longer match the partial index.
    .onConflict((c) => c.columns(['cpts_id', 'courriel']).where('statut', '=', sql.lit('envoyee')).doNothing())
    .returning('id')
    .executeTakeFirst();
  return cree?.id;
}

/** A new secret: the link sent before opens nothing any more. */
export const renouvelerInvitation = async ({ tx, cpts }: Ici, id: string, n: { empreinte: string; le: Date; expireLe: Date }): Promise<void> => {
  await tx.updateTable('invitations').set((eb) => ({ empreinte: n.empreinte, envoyee_le: n.le, expire_le: n.expireLe, envois: eb('envois', '+', 1) })).where('cpts_id', '=', cpts).where('id', '=', id).execute();
};

export const cloreInvitation = async ({ tx, cpts }: Ici, id: string, c: { statut: 'acceptee' | 'revoquee'; le: Date; par: PersonneId | null }): Promise<void> => {
  await tx.updateTable('invitations').set({ statut: c.statut, close_le: c.le, acceptee_par: c.par }).where('cpts_id', '=', cpts).where('id', '=', id).execute();
};

/** The account of an address, made when there is none. The secret of the invitation came by that address: it is proven. */
export async function trouverOuCreerPersonne(db: Db, p: { courriel: string; nom: string }): Promise<PersonneId> {
  await db.insertInto('personnes').values({ nom: p.nom, courriel: p.courriel, courriel_verifie: true }).onConflict((c) => c.column('courriel').doNothing()).execute();
  return (await db.selectFrom('personnes').select('id').where('courriel', '=', p.courriel).executeTakeFirstOrThrow()).id;
}
