import { sql } from 'kysely';
import type { Jour } from '#core/jour.ts';
import type { CptsAutorisee, PersonneId } from '#core/tenancy.ts';
import type { Contexte, Tx } from '#server/contexte.ts';
import { type PlafondAnnuel, plafondDe } from './constants.ts';
import { Taux, Temps, type TempsId, type Travail } from './model.ts';

export type Ici = { readonly tx: Tx; readonly cpts: CptsAutorisee };

export const COLONNES_TEMPS = ['t.id', 't.personne_id as personneId', 't.statut', 't.version', 't.nature', 't.mission', 't.action', 't.jour', 't.minutes', 't.centimes', 't.taux_id as tauxId', 't.preuve', 't.origine', 't.motif', 't.approuvee_par as approuveePar'] as const;

export async function chargerTaux({ tx, cpts }: Ici): Promise<readonly Taux[]> {
  const lignes = await tx.selectFrom('taux_horaires').select(['id', 'nature', 'profession', 'mission', 'centimes_heure as centimesHeure', 'depuis', 'vote_reference as voteReference', 'vote_le as voteLe', 'pour_tous as pourTous']).where('cpts_id', '=', cpts).orderBy('depuis', 'desc').orderBy('id').execute();
  return lignes.map((l) => Taux.parse(l));
}

export async function ajouterTaux({ tx, cpts, qui }: Contexte, t: Omit<Taux, 'id'>): Promise<string> {
  const { id } = await tx.insertInto('taux_horaires').values({ cpts_id: cpts, nature: t.nature, profession: t.profession, mission: t.mission, centimes_heure: t.centimesHeure, depuis: t.depuis, vote_reference: t.voteReference, vote_le: t.voteLe, pour_tous: t.pourTous, cree_par: qui.personneId }).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** Who may change what this person is promised for that year waits here for their turn. */
export async function verrouillerPlafond({ tx, cpts }: Ici, personneId: PersonneId, annee: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`plafond ${cpts} ${personneId} ${annee}`}, 0))`.execute(tx);
}

/** Closing a year waits for the entries being written, and entries wait for it. */
export async function verrouillerExercice({ tx, cpts }: Ici, annee: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`exercice ${cpts}${annee}`}, 0))`.execute(tx);
}

/** The cap of a year: the one that is published and known, else the one that was typed here, never verified. */
export async function plafondEn({ tx, cpts }: Ici, annee: number): Promise<PlafondAnnuel | undefined> {
  const connu = plafondDe(annee);
  if (connu) return connu;
  const l = await tx.selectFrom('plafonds_saisis').select(['centimes', 'source']).where('cpts_id', '=', cpts).where('annee', '=', annee).executeTakeFirst();
  return l && { centimes: l.centimes, verifie: false, source: l.source };
}

/** The most that one person is promised or paid in that year; who types a cap waits here for their turn. */
export async function plusPromis({ tx, cpts }: Ici, annee: number): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`plafond saisi ${cpts}${annee}`}, 0))`.execute(tx);
  const { m } = await tx.selectFrom('plafonds_personnes').select((e) => e.fn.max('engage_centimes').as('m')).where('cpts_id', '=', cpts).where('annee', '=', annee).executeTakeFirstOrThrow();
  return m ?? 0;
}

export async function noterPlafond({ tx, cpts, qui, maintenant }: Contexte, p: { readonly annee: number; readonly centimes: number; readonly source: string }): Promise<void> {
  const dit = { centimes: p.centimes, source: p.source, saisi_le: maintenant, saisi_par: qui.personneId };
  await tx.insertInto('plafonds_saisis').values({ cpts_id: cpts, annee: p.annee, ...dit }).onConflict((c) => c.columns(['cpts_id', 'annee']).doUpdateSet(dit)).execute();
}

export async function engageDe({ tx, cpts }: Ici, personneId: PersonneId, annee: number): Promise<number> {
  const ligne = await tx.selectFrom('plafonds_personnes').select('engage_centimes').where('cpts_id', '=', cpts).where('personne_id', '=', personneId).where('annee', '=', annee).executeTakeFirst();
  return ligne?.engage_centimes ?? 0;
}

export async function exerciceClos({ tx, cpts }: Ici, annee: number): Promise<boolean> {
  return (await tx.selectFrom('exercices_clos').select('annee').where('cpts_id', '=', cpts).where('annee', '=', annee).executeTakeFirst()) !== undefined;
}

/** The profession by which an indemnity may vary: that of the membership. */
export async function professionDe({ tx, cpts }: Ici, personneId: PersonneId): Promise<string | null> {
  const ligne = await tx.selectFrom('adhesions').select('profession').where('cpts_id', '=', cpts).where('personne_id', '=', personneId).where('profession', 'is not', null).orderBy('modifiee_le', 'desc').limit(1).executeTakeFirst();
  return ligne?.profession ?? null;
}

export async function chargerTemps({ tx, cpts }: Ici, ids: readonly string[]): Promise<readonly Temps[]> {
  if (ids.length === 0) return [];
  const lignes = await tx.selectFrom('temps_declares as t').select(COLONNES_TEMPS).where('t.cpts_id', '=', cpts).where('t.id', 'in', ids).orderBy('t.id').forUpdate().execute();
  return lignes.map((l) => Temps.parse(l));
}

export type NouveauTemps = Omit<Temps, 'id' | 'version' | 'motif' | 'approuveePar'> & { readonly cle?: string };

/** Undefined when this presence had already been told. */
export async function creerTemps({ tx, cpts, maintenant }: Ici & { readonly maintenant: Date }, t: NouveauTemps): Promise<string | undefined> {
  const ligne = await tx
    .insertInto('temps_declares')
    .values({ cpts_id: cpts, personne_id: t.personneId, statut: t.statut, nature: t.nature, mission: t.mission, action: t.action, jour: t.jour, minutes: t.minutes, centimes: t.centimes, taux_id: t.tauxId, preuve: t.preuve, origine: t.origine, cle: t.cle ?? null, approuvee_par: null, approuvee_le: null, payee_le: null, lot_id: null, modifiee_le: maintenant })
    .onConflict((c) => c.constraint('une_presence_une_fois').doNothing())
    .returning('id')
    .executeTakeFirst();
  return ligne?.id;
}

export async function changerStatut({ tx, cpts, maintenant }: Contexte, ids: readonly TempsId[], v: { readonly statut: string; readonly approuvee_par?: PersonneId | null; readonly approuvee_le?: Jour | null; readonly payee_le?: Jour | null; readonly motif?: string; readonly centimes?: number; readonly taux_id?: string }): Promise<void> {
  await tx.updateTable('temps_declares').set((e) => ({ ...v, version: e('version', '+', 1), modifiee_le: maintenant })).where('cpts_id', '=', cpts).where('id', 'in', ids).execute();
}

export async function noterCloture({ tx, cpts, maintenant, qui }: Contexte, annee: number): Promise<void> {
  await tx.insertInto('exercices_clos').values({ cpts_id: cpts, annee, clos_le: maintenant, clos_par: qui.personneId }).execute();
}
export async function effacerCloture({ tx, cpts }: Ici, annee: number): Promise<void> {
  await tx.deleteFrom('exercices_clos').where('cpts_id', '=', cpts).where('annee', '=', annee).execute();
}
/** What waits for a decision in a year: times, invoices, grants, lines of the bank. */
export async function aTraiter({ tx, cpts }: Ici, annee: number): Promise<number> {
  const { n } = await tx.selectFrom('temps_declares').select((e) => e.fn.countAll<number>().as('n')).where('cpts_id', '=', cpts).where('annee', '=', annee).where('statut', 'in', ['proposee', 'confirmee', 'contestee']).executeTakeFirstOrThrow();
  const { f } = await tx.selectFrom('factures').select((e) => e.fn.countAll<number>().as('f')).where('cpts_id', '=', cpts).where('annee', '=', annee).where('statut', '=', 'recue').executeTakeFirstOrThrow();
  const { s } = await tx.selectFrom('subventions').select((e) => e.fn.countAll<number>().as('s')).where('cpts_id', '=', cpts).where('annee', '=', annee).where('statut', '=', 'annoncee').executeTakeFirstOrThrow();
  const { m } = await tx.selectFrom('mouvements_bancaires').select((e) => e.fn.countAll<number>().as('m')).where('cpts_id', '=', cpts).where('objet', 'is', null).where(sql<boolean>`jour between make_date(${annee}::int, 1, 1) and make_date(${annee}::int, 12, 31)`).executeTakeFirstOrThrow();
  return n + f + s + m;
}

export async function ajouterTravail({ tx, cpts, qui, maintenant }: Contexte, t: Omit<Travail, 'id'>): Promise<string> {
  const { id } = await tx.insertInto('travaux_invisibles').values({ cpts_id: cpts, personne_id: qui.personneId, jour: t.jour, minutes: t.minutes, metier: t.metier, tache: t.tache, note: t.note, note_le: maintenant, retiree_le: null }).returning('id').executeTakeFirstOrThrow();
  return id;
}
/** Only one's own: true when something changed. */
export async function basculerTravail({ tx, cpts, qui, maintenant }: Contexte, id: string, retirer: boolean): Promise<boolean> {
  const fait = await tx.updateTable('travaux_invisibles').set({ retiree_le: retirer ? maintenant : null }).where('cpts_id', '=', cpts).where('id', '=', id).where('personne_id', '=', qui.personneId).where('retiree_le', retirer ? 'is' : 'is not', null).executeTakeFirstOrThrow();
  return Number(fait.numUpdatedRows) === 1;
}
