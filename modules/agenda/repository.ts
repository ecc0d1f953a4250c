import { sql } from 'kysely';
import { PersonneId } from '#core/tenancy.ts';
import type { Amorce, Contexte } from '#server/contexte.ts';
import type { Exigences } from './moteur/choix.ts';
import { GroupeId, type Participant, ParticipantId, RoleInvite, SANS_REPONSE, type Sondage, SondageId, StatutSondage } from './model.ts';

export type Ici = Pick<Contexte, 'tx' | 'cpts'>;

type LigneSondage = {
  revision: string; id: string; statut: string; version: number; titre: string; duree_minutes: number; lieu: string; lien_visio: string; groupe_id: string | null; organisateur_id: string; cloture_le: Date; date_retenue: Date | null;
  dates: string[] | null; participants: readonly (readonly [string, string | null, string, string, string, string, boolean])[] | null;
};

export const versParticipant = ([id, personneId, nom, role, reponses, commentaire, repondu]: readonly [string, string | null, string, string, string, string, boolean]): Participant => ({
  id: ParticipantId.parse(id), personneId: personneId === null ? null : PersonneId.parse(personneId), nom, role: RoleInvite.parse(role), reponses, commentaire, repondu,
});

const versSondage = (l: LigneSondage): Sondage => ({
  id: SondageId.parse(l.id), statut: StatutSondage.parse(l.statut), version: l.version, titre: l.titre, dureeMinutes: l.duree_minutes, lieu: l.lieu, lienVisio: l.lien_visio,
  groupeId: l.groupe_id === null ? null : GroupeId.parse(l.groupe_id), organisateurId: PersonneId.parse(l.organisateur_id), clotureLe: l.cloture_le, dateRetenue: l.date_retenue,
  dates: (l.dates ?? []).map((d) => new Date(d)), participants: (l.participants ?? []).map(versParticipant),
});

/** Names what the poll is at this instant: it changes with every answer and every gesture. Of a write undone, nobody ever reads it again. */
const REVISION = "s.version || '.' || s.xmin::text";

/** A poll with its dates and its people, in one statement: each person is one row, whatever the number of dates. */
export async function chargerSondageRevise({ tx, cpts }: Ici, id: SondageId): Promise<{ readonly sondage: Sondage; readonly revision: string } | undefined> {
  const { rows } = await sql<LigneSondage>`select ${sql.raw(REVISION)} as revision, s.id, s.statut, s.version, s.titre, s.duree_minutes, s.lieu, s.lien_visio, s.groupe_id, s.organisateur_id, s.cloture_le, s.date_retenue,
      (select json_agg(d.debut order by d.rang) from sondage_dates d where d.cpts_id = s.cpts_id and d.sondage_id = s.id) as dates,
      (select json_agg(json_build_array(p.id, p.personne_id, p.nom, p.role, p.reponses, p.commentaire, p.repondu_le is not null) order by lower(p.nom), p.id) from sondage_participants p where p.cpts_id = s.cpts_id and p.sondage_id = s.id) as participants
    from sondages s where s.cpts_id = ${cpts} and s.id = ${id}`.execute(tx);
  return rows[0] && { sondage: versSondage(rows[0]), revision: rows[0].revision };
}

export const chargerSondage = async (ici: Ici, id: SondageId): Promise<Sondage | undefined> => (await chargerSondageRevise(ici, id))?.sondage;

/** The id of the poll and its revision, alone: what was made of that revision need not be made again. */
export const revisionDuSondage = (id: SondageId): Amorce => ({ requete: `select s.id || ' ' || ${REVISION} from sondages s where s.cpts_id = o.cpts_id and s.id = $3`, valeurs: [id] });
export const revisionDuParticipant = (id: ParticipantId): Amorce => ({ requete: `select s.id || ' ' || ${REVISION} from sondage_participants p join sondages s on s.cpts_id = p.cpts_id and s.id = p.sondage_id where p.cpts_id = o.cpts_id and p.id = $3`, valeurs: [id] });

export type NouveauSondage = { readonly exigences?: Exigences } & Pick<Sondage, 'titre' | 'dureeMinutes' | 'lieu' | 'lienVisio' | 'groupeId' | 'clotureLe' | 'dates'> & { readonly participants: readonly { readonly personneId: PersonneId | null; readonly nom: string; readonly courriel: string | null; readonly role: RoleInvite }[] };

export async function creerSondage({ tx, cpts, qui, maintenant }: Contexte, s: NouveauSondage): Promise<{ readonly id: SondageId; readonly participants: readonly { readonly id: ParticipantId; readonly personneId: PersonneId | null; readonly nom: string; readonly courriel: string | null }[] }> {
  const { id } = await tx.insertInto('sondages').values({ cpts_id: cpts, titre: s.titre, duree_minutes: s.dureeMinutes, lieu: s.lieu, lien_visio: s.lienVisio, groupe_id: s.groupeId, organisateur_id: qui.personneId, cree_le: maintenant, cloture_le: s.clotureLe, complet_le: null, relance_le: null, date_retenue: null, exigences: JSON.stringify(s.exigences ?? {}) }).returning('id').executeTakeFirstOrThrow();
  await tx.insertInto('sondage_dates').values(s.dates.map((debut, rang) => ({ cpts_id: cpts, sondage_id: id, rang, debut }))).execute();
  const vides = SANS_REPONSE.repeat(s.dates.length);
  const lignes = await tx.insertInto('sondage_participants').values(s.participants.map((p) => ({ cpts_id: cpts, sondage_id: id, personne_id: p.personneId, nom: p.nom, courriel: p.courriel, role: p.role, reponses: vides, repondu_le: null }))).returning(['id', 'personne_id', 'nom', 'courriel']).execute();
  return { id: SondageId.parse(id), participants: lignes.map((l) => ({ id: ParticipantId.parse(l.id), personneId: l.personne_id, nom: l.nom, courriel: l.courriel })) };
}

/** Keeps one person's answers; the poll's version moves, so that cached grids are made again. */
export async function garderReponses({ tx, cpts, maintenant }: Contexte, r: { readonly sondageId: SondageId; readonly participantId: ParticipantId; readonly reponses: string; readonly commentaire?: string }): Promise<void> {
  await tx.updateTable('sondage_participants').set({ reponses: r.reponses, ...(/[osn]/.test(r.reponses) ? { repondu_le: maintenant } : {}), ...(r.commentaire === undefined ? {} : { commentaire: r.commentaire }) }).where('cpts_id', '=', cpts).where('id', '=', r.participantId).execute();
  await tx.updateTable('sondages').set((eb) => ({ version: eb('version', '+', 1) })).where('cpts_id', '=', cpts).where('id', '=', r.sondageId).execute();
}

export async function changerStatut({ tx, cpts }: Ici, id: SondageId, a: { readonly statut: StatutSondage; readonly dateRetenue?: Date; readonly clotureLe?: Date }): Promise<void> {
  await tx.updateTable('sondages').set((eb) => ({ statut: a.statut, version: eb('version', '+', 1), ...(a.dateRetenue ? { date_retenue: a.dateRetenue } : {}), ...(a.clotureLe ? { cloture_le: a.clotureLe } : {}) })).where('cpts_id', '=', cpts).where('id', '=', id).execute();
}

/** Locks the row, so that two people who answer last do not both find themselves last. */
export const verrouiller = async ({ tx, cpts }: Ici, id: SondageId): Promise<void> => {
  await tx.selectFrom('sondages').select('id').where('cpts_id', '=', cpts).where('id', '=', id).forUpdate().execute();
};

export const noterComplet = async ({ tx, cpts, maintenant }: Contexte, id: SondageId): Promise<boolean> => {
  const r = await tx.updateTable('sondages').set({ complet_le: maintenant }).where('cpts_id', '=', cpts).where('id', '=', id).where('complet_le', 'is', null).returning('id').executeTakeFirst();
  return r !== undefined;
};

export const noterRelance = async ({ tx, cpts, maintenant }: Contexte, id: SondageId): Promise<void> => {
  await tx.updateTable('sondages').set({ relance_le: maintenant }).where('cpts_id', '=', cpts).where('id', '=', id).execute();
};

export const changerPublic = async ({ tx, cpts, maintenant }: Contexte, id: SondageId, ouvert: boolean): Promise<void> => {
  await tx.updateTable('sondages').set((eb) => ({ public_depuis: ouvert ? maintenant : null, version: eb('version', '+', 1) })).where('cpts_id', '=', cpts).where('id', '=', id).execute();
};

/** One more person to ask; what is made once per version is made again. */
export async function ajouterParticipant({ tx, cpts }: Ici, s: Pick<Sondage, 'id' | 'dates'>, p: { readonly nom: string; readonly courriel: string | null }): Promise<ParticipantId> {
  const { id } = await tx.insertInto('sondage_participants').values({ cpts_id: cpts, sondage_id: s.id, personne_id: null, nom: p.nom, courriel: p.courriel, role: 'utile', reponses: SANS_REPONSE.repeat(s.dates.length), repondu_le: null }).returning('id').executeTakeFirstOrThrow();
  await tx.updateTable('sondages').set((eb) => ({ version: eb('version', '+', 1), complet_le: null })).where('cpts_id', '=', cpts).where('id', '=', s.id).execute();
  return ParticipantId.parse(id);
}
