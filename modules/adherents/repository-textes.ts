import { sql } from 'kysely';
import type { Contexte } from '#server/contexte.ts';
import { type Acceptation, type AdhesionId, Exclusion, GenreTexte, Offre, TexteAdhesion } from './model.ts';

type Ici = Pick<Contexte, 'tx' | 'cpts'>;

/** The charter and the rules in force: the last version of each. */
export async function textesEnVigueur({ tx, cpts }: Ici): Promise<readonly TexteAdhesion[]> {
  const rows = await tx.selectFrom('textes_adhesion').distinctOn('genre').select(['id', 'genre', 'numero', 'titre', 'texte', 'empreinte', 'publie_le as publieLe']).where('cpts_id', '=', cpts).orderBy('genre').orderBy('numero', 'desc').execute();
  return TexteAdhesion.array().parse(rows);
}

export async function publierTexte({ tx, cpts, qui, aujourdhui }: Contexte, t: Pick<TexteAdhesion, 'genre' | 'titre' | 'texte' | 'empreinte'>): Promise<number> {
  const { numero } = await tx
    .insertInto('textes_adhesion')
    .values((eb) => ({
      cpts_id: cpts, ...t, publie_le: aujourdhui, publie_par: qui.personneId,
      numero: eb.selectFrom('textes_adhesion').select(sql<number>`coalesce(max(numero), 0) + 1`.as('n')).where('cpts_id', '=', cpts).where('genre', '=', t.genre),
    }))
    .returning('numero')
    .executeTakeFirstOrThrow();
  return numero;
}

/** Returns false when this text was already accepted: the first date stands. */
export async function accepter({ tx, cpts, maintenant }: Contexte, a: { readonly adhesionId: AdhesionId; readonly texte: TexteAdhesion; readonly moyen: 'lien' | 'session' }): Promise<boolean> {
  const fait = await tx.insertInto('acceptations').values({ cpts_id: cpts, adhesion_id: a.adhesionId, texte_id: a.texte.id, empreinte: a.texte.empreinte, acceptee_le: maintenant, moyen: a.moyen }).onConflict((c) => c.doNothing()).returning('id').executeTakeFirst();
  return fait !== undefined;
}

export async function acceptationsDe({ tx, cpts }: Ici, adhesionId: AdhesionId): Promise<readonly Acceptation[]> {
  const rows = await tx
    .selectFrom('acceptations as a')
    .innerJoin('textes_adhesion as t', (j) => j.onRef('t.cpts_id', '=', 'a.cpts_id').onRef('t.id', '=', 'a.texte_id'))
    .select(['a.texte_id as texteId', 't.genre', 't.numero', 't.titre', 'a.empreinte', 'a.acceptee_le as accepteeLe', 'a.moyen'])
    .where('a.cpts_id', '=', cpts)
    .where('a.adhesion_id', '=', adhesionId)
    .orderBy('a.acceptee_le', 'desc')
    .execute();
  return rows.map((r) => ({ ...r, genre: GenreTexte.parse(r.genre) }));
}

const COLONNES_EXCLUSION = [
  'id', 'griefs', 'notifiee_le as notifieeLe', 'notification_id as notificationId', 'convoquee_pour as convoqueePour', 'entendue_le as entendueLe', 'maniere', 'observations', 'observations_id as observationsId',
  'decidee_le as decideeLe', 'decision', 'instance', 'decision_id as decisionId',
] as const;

/** Procedures of a membership, the latest first; the open one has no decision. */
export async function exclusionsDe({ tx, cpts }: Ici, adhesionId: AdhesionId): Promise<readonly Exclusion[]> {
  return Exclusion.array().parse(await tx.selectFrom('exclusions').select(COLONNES_EXCLUSION).where('cpts_id', '=', cpts).where('adhesion_id', '=', adhesionId).orderBy('id', 'desc').execute());
}

export const ouvrirExclusion = async ({ tx, cpts }: Ici, adhesionId: AdhesionId, e: Pick<Exclusion, 'griefs' | 'notifieeLe' | 'notificationId' | 'convoqueePour'>): Promise<void> => {
  await tx.insertInto('exclusions').values({ cpts_id: cpts, adhesion_id: adhesionId, griefs: e.griefs, notifiee_le: e.notifieeLe, notification_id: e.notificationId, convoquee_pour: e.convoqueePour, entendue_le: null, maniere: null, observations: null, observations_id: null, decidee_le: null, decision: null, instance: null, decision_id: null }).execute();
};

export const enregistrerExclusion = async ({ tx, cpts }: Ici, e: Exclusion): Promise<void> => {
  await tx
    .updateTable('exclusions')
    .set({ entendue_le: e.entendueLe, maniere: e.maniere, observations: e.observations, observations_id: e.observationsId, decidee_le: e.decideeLe, decision: e.decision, instance: e.instance, decision_id: e.decisionId })
    .where('cpts_id', '=', cpts)
    .where('id', '=', e.id)
    .execute();
};

/** Offers still up on a day, the newest first. */
export async function offresOuvertes({ tx, cpts }: Ici, jour: string): Promise<readonly Offre[]> {
  const rows = await tx
    .selectFrom('offres_accueil')
    .select(['id', 'genre', 'titre', 'detail', 'contact', 'lieu', 'depuis', 'jusque', 'publiee_le as publieeLe', 'retiree_le as retireeLe'])
    .where('cpts_id', '=', cpts)
    .where('retiree_le', 'is', null)
    .where((eb) => eb.or([eb('jusque', 'is', null), eb('jusque', '>=', jour)]))
    .orderBy('publiee_le', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return Offre.array().parse(rows);
}

export const creerOffre = async ({ tx, cpts, qui, aujourdhui }: Contexte, o: Pick<Offre, 'genre' | 'titre' | 'detail' | 'contact' | 'lieu' | 'depuis' | 'jusque'>): Promise<string> =>
  (await tx.insertInto('offres_accueil').values({ cpts_id: cpts, ...o, publiee_le: aujourdhui, publiee_par: qui.personneId, retiree_le: null }).returning('id').executeTakeFirstOrThrow()).id;

/** Returns false when there is no such offer. */
export async function poserRetrait({ tx, cpts }: Ici, id: string, retireeLe: string | null): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('offres_accueil').set({ retiree_le: retireeLe }).where('cpts_id', '=', cpts).where('id', '=', id).executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
