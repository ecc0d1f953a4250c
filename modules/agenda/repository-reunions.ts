import { sql } from 'kysely';
import { PersonneId } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import { type DocumentJoint, GroupeId, type Invite, MoyenPresence, ReponseInvite, type Reunion, ReunionId, RoleInvite, StatutReunion, type SondageId } from './model.ts';
import type { Ici } from './repository.ts';

type Ligne = {
  id: string; statut: string; version: number; titre: string; debut: Date; fin: Date; lieu: string; lien_visio: string; groupe_id: string | null; organisateur_id: string; organisateur: string; uid: string; sequence: number; approuvee_le: Date | null; serie_id: string | null; serie_uid: string | null; serie_fuseau: string | null; occurrence: Date | null;
  invites: readonly { id: string; personne_id: string | null; nom: string; courriel: string | null; role: string; reponse: string; presence: Invite['presence']; moyen: string | null }[] | null;
  points: Reunion['points'] | null; decisions: Reunion['decisions'] | null;
  documents: readonly { id: string; fichier_id: string; point_id: string | null; genre: DocumentJoint['genre']; nom: string; octets: number; depose_par: string; depose_le: string }[] | null;
  deplacements: readonly { debut: string; fin: string; motif: string }[] | null;
  taches: readonly { id: string; texte: string; personne_id: string; nom: string; echeance: string | null; faite: boolean }[] | null;
};

const versReunion = (l: Ligne): Reunion => ({
  id: ReunionId.parse(l.id), statut: StatutReunion.parse(l.statut), version: l.version, titre: l.titre, debut: l.debut, fin: l.fin, lieu: l.lieu, lienVisio: l.lien_visio,
  groupeId: l.groupe_id === null ? null : GroupeId.parse(l.groupe_id), organisateurId: PersonneId.parse(l.organisateur_id), organisateur: l.organisateur, uid: l.uid, sequence: l.sequence, approuveeLe: l.approuvee_le,
  serie: l.serie_id !== null && l.serie_uid !== null && l.serie_fuseau !== null && l.occurrence ? { id: l.serie_id, uid: l.serie_uid, fuseau: l.serie_fuseau, occurrence: l.occurrence } : null,
  invites: (l.invites ?? []).map((i) => ({ id: i.id, personneId: i.personne_id === null ? null : PersonneId.parse(i.personne_id), nom: i.nom, courriel: i.courriel, role: RoleInvite.parse(i.role), reponse: ReponseInvite.parse(i.reponse), presence: i.presence, moyen: MoyenPresence.nullable().parse(i.moyen) })),
  points: l.points ?? [], decisions: l.decisions ?? [],
  taches: (l.taches ?? []).map((t) => ({ id: t.id, texte: t.texte, personneId: PersonneId.parse(t.personne_id), nom: t.nom, echeance: t.echeance, faite: t.faite })),
  documents: (l.documents ?? []).map((d) => ({ id: d.id, fichierId: d.fichier_id, pointId: d.point_id, genre: d.genre, nom: d.nom, octets: d.octets, deposePar: PersonneId.parse(d.depose_par), deposeLe: new Date(d.depose_le) })),
  deplacements: (l.deplacements ?? []).map((d) => ({ debut: new Date(d.debut), fin: new Date(d.fin), motif: d.motif })),
});

/** A meeting with everything recorded in it, in one statement. */
export async function chargerReunion({ tx, cpts }: Ici, id: ReunionId): Promise<Reunion | undefined> {
  const { rows } = await sql<Ligne>`select r.*, o.nom as organisateur, z.uid as serie_uid, z.fuseau as serie_fuseau,
      (select json_agg(json_build_object('id', i.id, 'personne_id', i.personne_id, 'nom', i.nom, 'courriel', i.courriel, 'role', i.role, 'reponse', i.reponse, 'presence', i.presence, 'moyen', i.moyen) order by lower(i.nom), i.id) from reunion_invites i where i.cpts_id = r.cpts_id and i.reunion_id = r.id) as invites,
      (select json_agg(json_build_object('id', p.id, 'rang', p.rang, 'titre', p.titre, 'porteur', p.porteur, 'minutes', p.minutes, 'notes', p.notes) order by p.rang) from reunion_points p where p.cpts_id = r.cpts_id and p.reunion_id = r.id) as points,
      (select json_agg(json_build_object('id', j.id, 'fichier_id', j.fichier_id, 'point_id', j.point_id, 'genre', j.genre, 'nom', f.nom, 'octets', f.octets, 'depose_par', j.depose_par, 'depose_le', j.depose_le) order by j.depose_le, j.id) from reunion_documents j join fichiers f on f.cpts_id = j.cpts_id and f.id = j.fichier_id where j.cpts_id = r.cpts_id and j.reunion_id = r.id and j.retire_le is null) as documents,
      (select json_agg(json_build_object('debut', x.debut, 'fin', x.fin, 'motif', x.motif) order by x.deplacee_le desc, x.id) from reunion_deplacements x where x.cpts_id = r.cpts_id and x.reunion_id = r.id and not exists (select from reunion_changements d where d.cpts_id = x.cpts_id and d.reunion_id = x.reunion_id and d.changee_le = x.deplacee_le and d.defait_le is not null)) as deplacements,
      (select json_agg(json_build_object('id', d.id, 'texte', d.texte) order by d.prise_le, d.id) from reunion_decisions d where d.cpts_id = r.cpts_id and d.reunion_id = r.id) as decisions,
      (select json_agg(json_build_object('id', t.id, 'texte', t.texte, 'personne_id', t.personne_id, 'nom', q.nom, 'echeance', t.echeance, 'faite', t.faite_le is not null) order by t.echeance nulls last, t.id) from reunion_taches t join personnes q on q.id = t.personne_id where t.cpts_id = r.cpts_id and t.reunion_id = r.id) as taches
    from reunions r join personnes o on o.id = r.organisateur_id left join reunion_series z on z.cpts_id = r.cpts_id and z.id = r.serie_id where r.cpts_id = ${cpts} and r.id = ${id}`.execute(tx);
  return rows[0] && versReunion(rows[0]);
}

export type NouvelleReunion = Pick<Reunion, 'titre' | 'debut' | 'fin' | 'lieu' | 'lienVisio' | 'groupeId' | 'uid'> & { readonly sondageId: SondageId | null; readonly serie?: { readonly id: string; readonly occurrence: Date }; readonly invites: readonly Omit<Invite, 'id' | 'presence' | 'moyen'>[] };

export async function creerReunion({ tx, cpts, qui }: Contexte, r: NouvelleReunion): Promise<ReunionId> {
  const { id } = await tx.insertInto('reunions').values({ cpts_id: cpts, titre: r.titre, debut: r.debut, fin: r.fin, lieu: r.lieu, lien_visio: r.lienVisio, groupe_id: r.groupeId, sondage_id: r.sondageId, organisateur_id: qui.personneId, uid: r.uid, approuvee_le: null, approuvee_par: null, serie_id: r.serie?.id ?? null, occurrence: r.serie?.occurrence ?? null }).returning('id').executeTakeFirstOrThrow();
  if (r.invites.length > 0) await tx.insertInto('reunion_invites').values(r.invites.map((i) => ({ cpts_id: cpts, reunion_id: id, personne_id: i.personneId, nom: i.nom, courriel: i.courriel, role: i.role, reponse: i.reponse, moyen: null, constatee_le: null }))).execute();
  return ReunionId.parse(id);
}

/** Moves the version when it is still the one that was read; false when somebody wrote in between. */
export async function avancerReunion({ tx, cpts }: Ici, id: ReunionId, a: { readonly version?: number; readonly statut?: StatutReunion; readonly sequence?: number; readonly approuvee?: { readonly le: Date; readonly par: PersonneId }; readonly ou?: { readonly debut: Date; readonly fin: Date; readonly lieu: string; readonly lienVisio: string } }): Promise<boolean> {
  let q = tx.updateTable('reunions').set((eb) => ({ version: eb('version', '+', 1), ...(a.statut ? { statut: a.statut } : {}), ...(a.sequence === undefined ? {} : { sequence: a.sequence }), ...(a.approuvee ? { approuvee_le: a.approuvee.le, approuvee_par: a.approuvee.par } : {}), ...(a.ou ? { debut: a.ou.debut, fin: a.ou.fin, lieu: a.ou.lieu, lien_visio: a.ou.lienVisio } : {}) })).where('cpts_id', '=', cpts).where('id', '=', id);
  if (a.version !== undefined) q = q.where('version', '=', a.version);
  return (await q.returning('id').executeTakeFirst()) !== undefined;
}

/** Locks the meeting for the rest of the transaction. */
export const verrouillerReunion = async ({ tx, cpts }: Ici, id: ReunionId): Promise<void> => {
  await tx.selectFrom('reunions').select('id').where('cpts_id', '=', cpts).where('id', '=', id).forUpdate().execute();
};

type PointAGarder = { readonly id: string | null; readonly titre: string; readonly porteur: string; readonly minutes: number };

/** The items in their order. One that was there keeps its identity, so its notes and its papers follow it. */
export async function garderPoints({ tx, cpts }: Ici, id: ReunionId, points: readonly PointAGarder[]): Promise<void> {
  const gardes = points.flatMap((p) => (p.id === null ? [] : [p.id]));
  let anciens = tx.deleteFrom('reunion_points').where('cpts_id', '=', cpts).where('reunion_id', '=', id);
  if (gardes.length > 0) anciens = anciens.where('id', 'not in', gardes);
  await anciens.execute();
  // Ranks are unique: those that stay step aside before taking their place.
  await tx.updateTable('reunion_points').set((eb) => ({ rang: eb('rang', '+', 1000) })).where('cpts_id', '=', cpts).where('reunion_id', '=', id).execute();
  for (const [rang, p] of points.entries()) {
    const valeurs = { rang, titre: p.titre, porteur: p.porteur, minutes: p.minutes };
    if (p.id === null) await tx.insertInto('reunion_points').values({ cpts_id: cpts, reunion_id: id, notes: '', ...valeurs }).execute();
    else await tx.updateTable('reunion_points').set(valeurs).where('cpts_id', '=', cpts).where('id', '=', p.id).execute();
  }
}

export const ecrireNotes = async ({ tx, cpts }: Ici, id: ReunionId, p: { readonly rang: number; readonly notes: string }): Promise<boolean> =>
  (await tx.updateTable('reunion_points').set({ notes: p.notes }).where('cpts_id', '=', cpts).where('reunion_id', '=', id).where('rang', '=', p.rang).returning('id').executeTakeFirst()) !== undefined;

export const ajouterDecision = async ({ tx, cpts, maintenant }: Contexte, id: ReunionId, texte: string): Promise<void> => {
  await tx.insertInto('reunion_decisions').values({ cpts_id: cpts, reunion_id: id, texte, prise_le: maintenant }).execute();
};
export const ajouterTache = async ({ tx, cpts }: Ici, id: ReunionId, t: { readonly texte: string; readonly personneId: PersonneId; readonly echeance: string | null }): Promise<void> => {
  await tx.insertInto('reunion_taches').values({ cpts_id: cpts, reunion_id: id, texte: t.texte, personne_id: t.personneId, echeance: t.echeance, faite_le: null }).execute();
};
/** True when the task was hers and its state changed. */
export const finirTache = async ({ tx, cpts, qui, maintenant }: Contexte, id: string, faite: boolean): Promise<boolean> =>
  (await tx.updateTable('reunion_taches').set({ faite_le: faite ? maintenant : null }).where('cpts_id', '=', cpts).where('id', '=', id).where('personne_id', '=', qui.personneId).returning('id').executeTakeFirst()) !== undefined;

export const constaterPresence = async ({ tx, cpts, maintenant }: Contexte, id: ReunionId, p: { readonly inviteId: string; readonly presence: Invite['presence']; readonly moyen: MoyenPresence }): Promise<boolean> =>
  (await tx.updateTable('reunion_invites').set({ presence: p.presence, moyen: p.presence === 'presente' ? p.moyen : null, constatee_le: p.presence === 'inconnue' ? null : maintenant }).where('cpts_id', '=', cpts).where('reunion_id', '=', id).where('id', '=', p.inviteId).returning('id').executeTakeFirst()) !== undefined;

/** The answer of one invited person, found by the line of the invitation, or by the address a reply came from. */
export const noterReponseInvite = async ({ tx, cpts, maintenant }: Contexte, id: ReunionId, r: { readonly courriel?: string; readonly inviteId?: string; readonly reponse: ReponseInvite }): Promise<boolean> => {
  let q = tx.updateTable('reunion_invites').set({ reponse: r.reponse, repondu_le: maintenant }).where('cpts_id', '=', cpts).where('reunion_id', '=', id);
  q = r.inviteId === undefined ? q.where('courriel', '=', r.courriel ?? '') : q.where('id', '=', r.inviteId);
  return (await q.returning('id').executeTakeFirst()) !== undefined;
};
/** Everybody is asked again: what was answered was for another date, and is kept in case that date comes back. */
export const oublierReponses = async ({ tx, cpts }: Ici, id: ReunionId): Promise<void> => {
  await tx.updateTable('reunion_invites').set((eb) => ({ reponse_avant: eb.ref('reponse'), reponse: 'attendue' })).where('cpts_id', '=', cpts).where('reunion_id', '=', id).execute();
};
export const reprendreReponses = async ({ tx, cpts }: Ici, id: ReunionId): Promise<void> => {
  await tx.updateTable('reunion_invites').set((eb) => ({ reponse: eb.fn.coalesce('reponse_avant', 'reponse'), reponse_avant: null })).where('cpts_id', '=', cpts).where('reunion_id', '=', id).execute();
};
export const noterDeplacement = async ({ tx, cpts, qui, maintenant }: Contexte, id: ReunionId, d: { readonly debut: Date; readonly fin: Date; readonly motif: string }): Promise<void> => {
  await tx.insertInto('reunion_deplacements').values({ cpts_id: cpts, reunion_id: id, ...d, deplacee_le: maintenant, deplacee_par: qui.personneId }).execute();
};

/** Somebody who came without being invited: on the list, present, of their own word. */
export const ajouterVenu = async ({ tx, cpts, maintenant }: Contexte, id: ReunionId, nom: string): Promise<void> => {
  await tx.insertInto('reunion_invites').values({ cpts_id: cpts, reunion_id: id, personne_id: null, nom, courriel: null, role: 'utile', reponse: 'acceptee', presence: 'presente', moyen: 'qr', constatee_le: maintenant }).execute();
};

export const joindreDocument = async ({ tx, cpts, qui, maintenant }: Contexte, id: ReunionId, d: { readonly fichierId: string; readonly pointId: string | null; readonly genre: DocumentJoint['genre'] }): Promise<void> => {
  await tx.insertInto('reunion_documents').values({ cpts_id: cpts, reunion_id: id, fichier_id: d.fichierId, point_id: d.pointId, genre: d.genre, depose_le: maintenant, depose_par: qui.personneId }).execute();
};
/** The paper leaves the page of the meeting; its bytes stay where they were deposited. */
export const retirerDocument = async ({ tx, cpts, maintenant }: Contexte, id: ReunionId, documentId: string, retire: boolean): Promise<boolean> =>
  (await tx.updateTable('reunion_documents').set({ retire_le: retire ? maintenant : null }).where('cpts_id', '=', cpts).where('reunion_id', '=', id).where('id', '=', documentId).where('retire_le', retire ? 'is' : 'is not', null).returning('id').executeTakeFirst()) !== undefined;

/** How each person present was seen to be, for what is published. */
export const moyensDePresence = async ({ tx, cpts }: Ici, id: ReunionId): Promise<readonly { readonly personneId: PersonneId; readonly moyen: MoyenPresence }[]> =>
  (await tx.selectFrom('reunion_invites').select(['personne_id', 'moyen']).where('cpts_id', '=', cpts).where('reunion_id', '=', id).where('presence', '=', 'presente').where('personne_id', 'is not', null).execute())
    .flatMap((l) => (l.personne_id === null ? [] : [{ personneId: l.personne_id, moyen: l.moyen === 'qr' || l.moyen === 'feuille' ? l.moyen : 'tap' as const }]));

type InviteTrouve = { readonly id: string; readonly reunionId: ReunionId; readonly statut: StatutReunion; readonly sequence: number; readonly reponduLe: Date | null };

/** Who a calendar speaks of, found by meeting and by address, and kept from changing until the end: for a series, at all its meetings or at one. */
export async function invitesParCourriel({ tx, cpts }: Ici, { uid, courriel, occurrence }: { readonly uid: string; readonly courriel: string; readonly occurrence: Date | null }): Promise<readonly InviteTrouve[]> {
  const lignes = await tx.selectFrom('reunion_invites as i').innerJoin('reunions as r', (j) => j.onRef('r.cpts_id', '=', 'i.cpts_id').onRef('r.id', '=', 'i.reunion_id')).select(['i.id', 'i.repondu_le', 'r.id as reunion_id', 'r.statut', 'r.sequence'])
    .where('i.cpts_id', '=', cpts).where(sql<string>`lower(i.courriel)`, '=', courriel)
    .where((e) => e.or([e('r.uid', '=', uid), e.and([e('r.serie_id', 'in', e.selectFrom('reunion_series').select('id').where('cpts_id', '=', cpts).where('uid', '=', uid)), ...(occurrence ? [e('r.occurrence', '=', occurrence)] : [])])])).orderBy('r.id').forUpdate().execute();
  return lignes.map((l) => ({ id: l.id, reunionId: ReunionId.parse(l.reunion_id), statut: StatutReunion.parse(l.statut), sequence: l.sequence, reponduLe: l.repondu_le }));
}

export async function garderReponseRecue(ici: Ici, r: { readonly id: string; readonly reunionId: ReunionId; readonly reponse: ReponseInvite; readonly ecriteLe: Date }): Promise<void> {
  await ici.tx.updateTable('reunion_invites').set({ reponse: r.reponse, repondu_le: r.ecriteLe }).where('cpts_id', '=', ici.cpts).where('id', '=', r.id).execute();
  await avancerReunion(ici, r.reunionId, {});
}

export const noterRappels = async ({ tx, cpts, maintenant }: Contexte, ids: readonly string[]): Promise<void> => {
  await tx.updateTable('reunion_taches').set({ rappelee_le: maintenant }).where('cpts_id', '=', cpts).where('id', 'in', [...ids]).execute();
};

type SuiteVisee = { readonly serieId: string; readonly depuis: ReunionId } | { readonly serieId: string; readonly arretees: true };
/** The planned meetings of a series from one of them on; or those that the last stop called off: still to come, and locked until the end. */
export async function suiteDeSerie({ tx, cpts, maintenant }: Contexte, s: SuiteVisee): Promise<readonly ReunionId[]> {
  const q = tx.selectFrom('reunions').select('id').where('cpts_id', '=', cpts).where('serie_id', '=', s.serieId).where('debut', '>', maintenant);
  const visees = 'arretees' in s
    ? q.where('statut', '=', 'annulee').where('arretee_le', '=', (e) => e.selectFrom('reunions').select((x) => x.fn.max('arretee_le').as('m')).where('cpts_id', '=', cpts).where('serie_id', '=', s.serieId).where('statut', '=', 'annulee'))
    : q.where('statut', '=', 'prevue').where('occurrence', '>=', (e) => e.selectFrom('reunions').select('occurrence').where('cpts_id', '=', cpts).where('serie_id', '=', s.serieId).where('id', '=', s.depuis));
  return (await visees.orderBy('occurrence').forUpdate().execute()).map((l) => ReunionId.parse(l.id));
}
export const marquerArret = async ({ tx, cpts }: Ici, ids: readonly ReunionId[], le: Date | null): Promise<void> => {
  await tx.updateTable('reunions').set({ arretee_le: le }).where('cpts_id', '=', cpts).where('id', 'in', [...ids]).execute();
};

type Avant = Pick<Reunion, 'debut' | 'fin' | 'lieu' | 'lienVisio'>;
/** What a meeting was before the rest of its series changed; `sequence` is the number that this change gave it. */
export const noterChangement = async ({ tx, cpts, maintenant }: Contexte, serieId: string, c: Avant & { readonly id: ReunionId; readonly sequence: number }): Promise<void> => {
  await tx.insertInto('reunion_changements').values({ cpts_id: cpts, serie_id: serieId, reunion_id: c.id, changee_le: maintenant, debut: c.debut, fin: c.fin, lieu: c.lieu, lien_visio: c.lienVisio, sequence: c.sequence, defait_le: null }).execute();
};

export type Changement = Avant & { readonly id: string; readonly reunionId: ReunionId; readonly changeeLe: Date };
/** What the last change of a series did to the meetings that nobody touched since, as long as they and their former dates are to come. */
export async function dernierChangement({ tx, cpts, maintenant }: Contexte, serieId: string, { verrouiller }: { readonly verrouiller: boolean }): Promise<readonly Changement[]> {
  const visees = tx.selectFrom('reunion_changements as c').innerJoin('reunions as r', (j) => j.onRef('r.cpts_id', '=', 'c.cpts_id').onRef('r.id', '=', 'c.reunion_id').onRef('r.sequence', '=', 'c.sequence')).select(['c.id', 'c.reunion_id', 'c.changee_le', 'c.debut', 'c.fin', 'c.lieu', 'c.lien_visio'])
    .where('c.cpts_id', '=', cpts).where('c.serie_id', '=', serieId).where('c.defait_le', 'is', null).where('r.statut', '=', 'prevue').where('r.debut', '>', maintenant).where('c.debut', '>', maintenant)
    .where('c.changee_le', '=', (e) => e.selectFrom('reunion_changements').select((x) => x.fn.max('changee_le').as('m')).where('cpts_id', '=', cpts).where('serie_id', '=', serieId)).orderBy('r.occurrence');
  return (await (verrouiller ? visees.forUpdate('r') : visees).execute()).map((l) => ({ id: l.id, reunionId: ReunionId.parse(l.reunion_id), changeeLe: l.changee_le, debut: l.debut, fin: l.fin, lieu: l.lieu, lienVisio: l.lien_visio }));
}
export const marquerDefait = async ({ tx, cpts, maintenant }: Contexte, ids: readonly string[]): Promise<void> => {
  await tx.updateTable('reunion_changements').set({ defait_le: maintenant }).where('cpts_id', '=', cpts).where('id', 'in', [...ids]).execute();
};
