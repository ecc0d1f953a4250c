import { sql } from 'kysely';
import type { ActionDuJour } from '#core/aujourdhui.ts';
import { Jour, jourDans, plusJours } from '#core/jour.ts';
import { PersonneId, type Role } from '#core/tenancy.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { Exigences } from './moteur/choix.ts';
import { GroupeId, ParticipantId, ReunionId, RoleInvite, SondageId } from './model.ts';
import { peutApprouver, peutVoirAgenda } from './permissions.ts';
import { chargerSondage, chargerSondageRevise, type Ici, revisionDuParticipant, revisionDuSondage } from './repository.ts';
import { chargerSerie, lireFlux, mesCalendriers, mesFlux, seriesEnCours } from './repository-calendriers.ts';
import { chargerReunion, type Changement, dernierChangement } from './repository-reunions.ts';

export const lireSondage = chargerSondage;
export const lireSondageRevise = chargerSondageRevise;
export const amorceDuSondage = revisionDuSondage;
export const amorceDuParticipant = revisionDuParticipant;
export const lireReunion = chargerReunion;

/** What the date of a poll must reach, as asked when it was opened. */
export async function lireExigences({ tx, cpts }: Ici, id: SondageId): Promise<Exigences> {
  const l = await tx.selectFrom('sondages').select('exigences').where('cpts_id', '=', cpts).where('id', '=', id).executeTakeFirst();
  return Exigences.parse(l?.exigences ?? {});
}

export type Groupe = { readonly id: GroupeId; readonly nom: string; readonly rythme: string | null; readonly dureeMinutes: number; readonly membres: number };

export async function listerGroupes({ tx, cpts }: Ici): Promise<readonly Groupe[]> {
  const lignes = await tx
    .selectFrom('groupes_travail as g')
    .select((eb) => ['g.id', 'g.nom', 'g.rythme', 'g.duree_minutes', eb.selectFrom('groupe_membres as m').select((m) => m.fn.countAll<number>().as('n')).whereRef('m.groupe_id', '=', 'g.id').whereRef('m.cpts_id', '=', 'g.cpts_id').as('membres')])
    .where('g.cpts_id', '=', cpts)
    .where('g.actif', '=', true)
    .orderBy('g.nom')
    .execute();
  return lignes.map((l) => ({ id: GroupeId.parse(l.id), nom: l.nom, rythme: l.rythme, dureeMinutes: l.duree_minutes, membres: l.membres ?? 0 }));
}

export const nomDuGroupe = async ({ tx, cpts }: Ici, id: GroupeId): Promise<string | undefined> => (await tx.selectFrom('groupes_travail').select('nom').where('cpts_id', '=', cpts).where('id', '=', id).executeTakeFirst())?.nom;

/** Somebody who may be asked to a meeting, with what the date engine needs to know. */
export type Invitable = { readonly personneId: PersonneId; readonly nom: string; readonly courriel: string; readonly role: RoleInvite; readonly profession: string | null; readonly college: string | null; readonly roles: readonly Role[]; readonly habitudes: Habitudes | null };

/** The people of a group, or everybody who works in the CPTS today. */
export async function listerInvitables({ tx, cpts, aujourdhui }: Contexte, groupeId: GroupeId | null): Promise<readonly Invitable[]> {
  const { rows } = await sql<{ id: string; nom: string; courriel: string; role: string; profession: string | null; college: string | null; roles: Role[]; consultations: unknown; conges: unknown; max_soirees: number | null; a_distance: boolean | null; semaine: string }>`
    select p.id, p.nom, p.courriel, coalesce(g.role, 'utile') as role, a.profession, c.libelle as college, r.roles, h.consultations, h.conges, h.max_soirees, h.a_distance, h.semaine
    from (select personne_id, array_agg(role) as roles from roles_tenus where cpts_id = ${cpts} and depuis <= ${aujourdhui}::date and (jusque is null or jusque >= ${aujourdhui}::date) and role not in ('ars', 'cpam', 'exploitant') group by personne_id) r
    join personnes p on p.id = r.personne_id
    left join groupe_membres g on g.cpts_id = ${cpts} and g.groupe_id = ${groupeId}::uuid and g.personne_id = p.id
    left join lateral (select profession, college_id from adhesions x where x.cpts_id = ${cpts} and x.personne_id = p.id and x.fin_le is null order by x.membre_depuis nulls last limit 1) a on true
    left join colleges c on c.cpts_id = ${cpts} and c.id = a.college_id
    left join agenda_habitudes h on h.cpts_id = ${cpts} and h.personne_id = p.id
    where ${groupeId}::uuid is null or g.id is not null
    order by p.nom, p.id`.execute(tx);
  return rows.map((l) => ({
    personneId: PersonneId.parse(l.id), nom: l.nom, courriel: l.courriel, role: RoleInvite.parse(l.role), profession: l.profession, college: l.college, roles: l.roles,
    habitudes: l.a_distance === null ? null : { semaine: l.semaine, consultations: l.consultations, conges: l.conges, maxSoirees: l.max_soirees, aDistance: l.a_distance },
  }));
}

/** Who takes part and to which address, for the letters; outsiders have no person. */
export async function adressesDuSondage({ tx, cpts }: Ici, id: SondageId, seulementSansReponse = false): Promise<readonly { readonly id: ParticipantId; readonly personneId: PersonneId | null; readonly nom: string; readonly courriel: string }[]> {
  let q = tx.selectFrom('sondage_participants').select(['id', 'personne_id', 'nom', 'courriel']).where('cpts_id', '=', cpts).where('sondage_id', '=', id).where('courriel', 'is not', null);
  if (seulementSansReponse) q = q.where('role', '<>', 'informe').where('reponses', 'like', '%-%');
  return (await q.execute()).flatMap((l) => (l.courriel === null ? [] : [{ id: ParticipantId.parse(l.id), personneId: l.personne_id, nom: l.nom, courriel: l.courriel }]));
}

export const sondageDuParticipant = async ({ tx, cpts }: Ici, id: ParticipantId): Promise<SondageId | undefined> => {
  const l = await tx.selectFrom('sondage_participants').select('sondage_id').where('cpts_id', '=', cpts).where('id', '=', id).executeTakeFirst();
  return l && SondageId.parse(l.sondage_id);
};

export const reunionDeLInvite = async ({ tx, cpts }: Ici, inviteId: string): Promise<ReunionId | undefined> => {
  const l = await tx.selectFrom('reunion_invites').select('reunion_id').where('cpts_id', '=', cpts).where('id', '=', inviteId).executeTakeFirst();
  return l && ReunionId.parse(l.reunion_id);
};

/** To whom the link of a poll, or of an invitation, was sent: nobody when they gave no address. */
export async function destinataireDuLien({ tx, cpts }: Ici, table: 'sondage_participants' | 'reunion_invites', objet: string): Promise<{ readonly nom: string; readonly courriel: string } | undefined> {
  const id = ParticipantId.safeParse(objet).data;
  const l = id && (await tx.selectFrom(table).select(['nom', 'courriel']).where('cpts_id', '=', cpts).where('id', '=', id).executeTakeFirst());
  return l && l.courriel !== null ? { nom: l.nom, courriel: l.courriel } : undefined;
}

/** True when anybody who holds the address of the poll may take a place in it. */
export const sondagePublic = async ({ tx, cpts }: Ici, id: SondageId): Promise<boolean> =>
  (await tx.selectFrom('sondages').select('public_depuis').where('cpts_id', '=', cpts).where('id', '=', id).executeTakeFirst())?.public_depuis instanceof Date;

export const reunionDuSondage = async ({ tx, cpts }: Ici, id: SondageId): Promise<ReunionId | undefined> => {
  const l = await tx.selectFrom('reunions').select('id').where('cpts_id', '=', cpts).where('sondage_id', '=', id).executeTakeFirst();
  return l && ReunionId.parse(l.id);
};

/** Open polls whose deadline has come, and those whose deadline is near and whose reminder has not left. */
export async function sondagesAEcheance({ tx, cpts, maintenant }: Contexte, avantRappel: Date): Promise<readonly { readonly id: SondageId; readonly finie: boolean }[]> {
  const lignes = await tx.selectFrom('sondages').select(['id', 'cloture_le']).where('cpts_id', '=', cpts).where('statut', '=', 'ouverte')
    .where((eb) => eb.or([eb('cloture_le', '<=', maintenant), eb.and([eb('cloture_le', '<=', avantRappel), eb('relance_le', 'is', null)])])).execute();
  return lignes.map((l) => ({ id: SondageId.parse(l.id), finie: l.cloture_le <= maintenant }));
}

/** Evenings each person has given this civil year in meetings held, and the days of those held or planned within two months. */
export async function soireesDe({ tx, cpts, aujourdhui, fuseau }: Contexte, apresHeure = '19:00'): Promise<ReadonlyMap<PersonneId, { readonly donnees: number; readonly soirs: readonly Jour[] }>> {
  const { rows } = await sql<{ personne_id: string; donnees: number; soirs: string[] | null }>`
    select i.personne_id, count(*) filter (where r.statut in ('tenue', 'approuvee') and i.presence = 'presente' and extract(year from r.debut at time zone ${fuseau}) = ${Number(aujourdhui.slice(0, 4))})::int as donnees,
      array_agg(distinct to_char(r.debut at time zone ${fuseau}, 'YYYY-MM-DD')) filter (where r.debut > ${`${plusJours(aujourdhui, -7)}T00:00:00Z`}::timestamptz and i.reponse <> 'refusee') as soirs
    from reunion_invites i join reunions r on r.cpts_id = i.cpts_id and r.id = i.reunion_id
    where i.cpts_id = ${cpts} and i.personne_id is not null and r.statut <> 'annulee' and (r.fin at time zone ${fuseau})::time > ${apresHeure}::time
    group by i.personne_id`.execute(tx);
  return new Map(rows.map((l) => [PersonneId.parse(l.personne_id), { donnees: l.donnees, soirs: (l.soirs ?? []).map((j) => Jour.parse(j)) }]));
}

/** What waits for the person who reads: polls to answer. */
export async function chosesDeLAgenda(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  if (!peutVoirAgenda(ctx.qui)) return [];
  const lignes = await ctx.tx
    .selectFrom('sondage_participants as p')
    .innerJoin('sondages as s', (j) => j.onRef('s.cpts_id', '=', 'p.cpts_id').onRef('s.id', '=', 'p.sondage_id'))
    .select(['s.id', 's.titre', 's.cloture_le'])
    .where('p.cpts_id', '=', ctx.cpts)
    .where('p.personne_id', '=', ctx.qui.personneId)
    .where('p.repondu_le', 'is', null)
    .where('p.role', '<>', 'informe')
    .where('s.statut', '=', 'ouverte')
    .where('s.cloture_le', '>', ctx.maintenant)
    .orderBy('s.cloture_le')
    .limit(5)
    .execute();
  const taches = await ctx.tx
    .selectFrom('reunion_taches as t')
    .innerJoin('reunions as r', (j) => j.onRef('r.cpts_id', '=', 't.cpts_id').onRef('r.id', '=', 't.reunion_id'))
    .select(['t.id', 't.texte', 't.echeance', 'r.id as reunion_id', 'r.titre'])
    .where('t.cpts_id', '=', ctx.cpts)
    .where('t.personne_id', '=', ctx.qui.personneId)
    .where('t.faite_le', 'is', null)
    .where('r.statut', '<>', 'annulee')
    .orderBy((eb) => eb.fn.coalesce('t.echeance', sql<string>`'9999-12-31'::date`))
    .limit(5)
    .execute();
  const aRepondre = await ctx.tx
    .selectFrom('reunion_invites as i')
    .innerJoin('reunions as r', (j) => j.onRef('r.cpts_id', '=', 'i.cpts_id').onRef('r.id', '=', 'i.reunion_id'))
    .select(['r.id', 'r.titre', 'r.debut'])
    .where('i.cpts_id', '=', ctx.cpts)
    .where('i.personne_id', '=', ctx.qui.personneId)
    .where('i.reponse', '=', 'attendue')
    .where('i.role', '<>', 'informe')
    .where('r.statut', '=', 'prevue')
    .where('r.debut', '>', ctx.maintenant)
    .orderBy('r.debut')
    .limit(5)
    .execute();
  const aApprouver = peutApprouver(ctx.qui) ? await ctx.tx.selectFrom('reunions').select(['id', 'titre', 'fin']).where('cpts_id', '=', ctx.cpts).where('statut', '=', 'tenue').orderBy('debut').limit(3).execute() : [];
  return [
    ...taches.map((t) => ({ id: `tache-${t.id}`, titre: t.texte, raison: `${t.echeance !== null && t.echeance < ctx.aujourdhui ? 'En retard. ' : ''}Confié pendant « ${t.titre} ».`, ...(t.echeance === null ? {} : { echeance: Jour.parse(t.echeance) }), bouton: { libelle: 'Voir mes tâches', href: `${ctx.base}/agenda/taches` } })),
    ...aApprouver.map((r) => ({ id: `reunion-${r.id}`, titre: `Approuver le compte rendu : ${r.titre}`, raison: 'Les présences ne comptent qu’une fois le compte rendu approuvé.', echeance: plusJours(jourDans(r.fin, ctx.fuseau), 14), bouton: { libelle: 'Relire', href: `${ctx.base}/agenda/reunions/${r.id}` } })),
    ...aRepondre.map((r) => ({ id: `invitation-${r.id}`, titre: `Dire si vous venez : ${r.titre}`, raison: 'Une réunion est fixée, votre réponse est attendue.', echeance: jourDans(r.debut, ctx.fuseau), bouton: { libelle: 'Répondre', href: `${ctx.base}/agenda/reunions/${r.id}` } })),
    ...lignes.map((l) => ({ id: `sondage-${l.id}`, titre: `Dire quand vous pouvez : ${l.titre}`, raison: 'La date se choisit avec les réponses reçues.', echeance: jourDans(l.cloture_le, ctx.fuseau), bouton: { libelle: 'Répondre', href: `${ctx.base}/agenda/sondages/${l.id}` } })),
  ];
}

export type MembreDeGroupe = { readonly groupeId: GroupeId; readonly personneId: PersonneId; readonly nom: string; readonly role: RoleInvite };
export async function listerMembres({ tx, cpts }: Ici): Promise<readonly MembreDeGroupe[]> {
  const lignes = await tx.selectFrom('groupe_membres as m').innerJoin('personnes as p', 'p.id', 'm.personne_id').select(['m.groupe_id', 'm.personne_id', 'p.nom', 'm.role']).where('m.cpts_id', '=', cpts).orderBy('p.nom').execute();
  return lignes.map((l) => ({ groupeId: GroupeId.parse(l.groupe_id), personneId: l.personne_id, nom: l.nom, role: RoleInvite.parse(l.role) }));
}

export type Habitudes = { /** By half-days (`moteur/semaine.ts`). */ readonly semaine: string; /** Exact hours, beside them. */ readonly consultations: unknown; readonly conges: unknown; readonly maxSoirees: number | null; readonly aDistance: boolean };
export async function lireHabitudes({ tx, cpts, qui }: Contexte): Promise<Habitudes | undefined> {
  const l = await tx.selectFrom('agenda_habitudes').selectAll().where('cpts_id', '=', cpts).where('personne_id', '=', qui.personneId).executeTakeFirst();
  return l && { semaine: l.semaine, consultations: l.consultations, conges: l.conges, maxSoirees: l.max_soirees, aDistance: l.a_distance };
}

export const organisateurDuSondage = async ({ tx, cpts }: Ici, id: SondageId): Promise<{ readonly nom: string; readonly courriel: string } | undefined> =>
  tx.selectFrom('sondages as s').innerJoin('personnes as p', 'p.id', 's.organisateur_id').select(['p.nom', 'p.courriel']).where('s.cpts_id', '=', cpts).where('s.id', '=', id).executeTakeFirst();

/** The CPTS as its letters name it. */
export const nomDeLaCpts = ({ tx, cpts }: Ici): Promise<{ readonly nom: string; readonly slug: string }> => tx.selectFrom('cpts').select(['nom', 'slug']).where('id', '=', cpts).executeTakeFirstOrThrow();

export const lireCalendriers = mesCalendriers;
export const lireFluxOuverts = mesFlux;
export const lireContenuDuFlux = lireFlux;
export const lireSerie = chargerSerie;
export const listerSeries = seriesEnCours;
/** What the last change of a series moved and may still be undone. */
export const lireDernierChangement = (ctx: Contexte, serieId: string): Promise<readonly Changement[]> => dernierChangement(ctx, serieId, { verrouiller: false });
