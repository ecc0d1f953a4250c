import { sql } from 'kysely';
import type { PersonneId } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import { GroupeId } from './model.ts';
import type { Ici } from './repository.ts';

export type CalendrierLu = { readonly id: string; readonly nom: string; readonly abonne: boolean; readonly luLe: Date | null; readonly defaut: string | null };

export const mesCalendriers = async ({ tx, cpts, qui }: Contexte): Promise<readonly CalendrierLu[]> =>
  (await tx.selectFrom('agenda_calendriers').selectAll().where('cpts_id', '=', cpts).where('personne_id', '=', qui.personneId).orderBy('nom').execute()).map((l) => ({ id: l.id, nom: l.nom, abonne: l.adresse_scellee !== null, luLe: l.lu_le, defaut: l.defaut }));

type Temps = { readonly debut: Date; readonly fin: Date };

export async function garderCalendrier({ tx, cpts, qui, maintenant }: Contexte, c: { readonly nom: string; readonly adresseScellee: string | null; readonly occupations: readonly Temps[] }): Promise<void> {
  const { id } = await tx.insertInto('agenda_calendriers').values({ cpts_id: cpts, personne_id: qui.personneId, nom: c.nom, adresse_scellee: c.adresseScellee, lu_le: c.adresseScellee === null ? maintenant : null, defaut: null }).returning('id').executeTakeFirstOrThrow();
  await remplacerOccupations({ tx, cpts }, { id, personneId: qui.personneId, occupations: c.occupations });
}

export async function remplacerOccupations({ tx, cpts }: Ici, c: { readonly id: string; readonly personneId: PersonneId; readonly occupations: readonly Temps[] }): Promise<void> {
  await tx.deleteFrom('agenda_occupations').where('cpts_id', '=', cpts).where('calendrier_id', '=', c.id).execute();
  for (let i = 0; i < c.occupations.length; i += 1000) await tx.insertInto('agenda_occupations').values(c.occupations.slice(i, i + 1000).map((o) => ({ cpts_id: cpts, calendrier_id: c.id, personne_id: c.personneId, debut: o.debut, fin: o.fin }))).execute();
}

export async function oublierCalendrier({ tx, cpts, qui }: Contexte, id: string): Promise<boolean> {
  const sien = await tx.selectFrom('agenda_calendriers').select('id').where('cpts_id', '=', cpts).where('id', '=', id).where('personne_id', '=', qui.personneId).executeTakeFirst();
  if (!sien) return false;
  await tx.deleteFrom('agenda_occupations').where('cpts_id', '=', cpts).where('calendrier_id', '=', id).execute();
  await tx.deleteFrom('agenda_calendriers').where('cpts_id', '=', cpts).where('id', '=', id).execute();
  return true;
}

/** Calendars subscribed by address, to be read again. */
export const calendriersAbonnes = async ({ tx, cpts }: Ici): Promise<readonly { readonly id: string; readonly personneId: PersonneId; readonly adresseScellee: string }[]> =>
  (await tx.selectFrom('agenda_calendriers').select(['id', 'personne_id', 'adresse_scellee']).where('cpts_id', '=', cpts).where('adresse_scellee', 'is not', null).execute()).flatMap((l) => (l.adresse_scellee === null ? [] : [{ id: l.id, personneId: l.personne_id, adresseScellee: l.adresse_scellee }]));

export const noterLecture = async ({ tx, cpts, maintenant }: Contexte, id: string, defaut: string | null): Promise<void> => {
  await tx.updateTable('agenda_calendriers').set(defaut === null ? { lu_le: maintenant, defaut } : { defaut }).where('cpts_id', '=', cpts).where('id', '=', id).execute();
};

/** Busy times between two instants, by person: what the date engine reads. */
export async function occupationsDe({ tx, cpts }: Ici, du: Date, au: Date): Promise<ReadonlyMap<PersonneId, readonly Temps[]>> {
  const lignes = await tx.selectFrom('agenda_occupations').select(['personne_id', 'debut', 'fin']).where('cpts_id', '=', cpts).where('fin', '>', du).where('debut', '<', au).orderBy('debut').execute();
  return Map.groupBy(lignes, (l) => l.personne_id);
}

export const creerFlux = async ({ tx, cpts, qui, maintenant }: Contexte, groupeId: GroupeId | null): Promise<string> =>
  (await tx.insertInto('agenda_flux').values({ cpts_id: cpts, personne_id: qui.personneId, groupe_id: groupeId, cree_le: maintenant, revoque_le: null }).returning('id').executeTakeFirstOrThrow()).id;
export const revoquerFlux = async ({ tx, cpts, qui, maintenant }: Contexte): Promise<void> => {
  await tx.updateTable('agenda_flux').set({ revoque_le: maintenant }).where('cpts_id', '=', cpts).where('personne_id', '=', qui.personneId).where('revoque_le', 'is', null).execute();
};
export const mesFlux = async ({ tx, cpts, qui }: Contexte): Promise<readonly { readonly id: string; readonly groupeId: string | null; readonly groupe: string | null }[]> =>
  (await tx.selectFrom('agenda_flux as f').leftJoin('groupes_travail as g', (j) => j.onRef('g.cpts_id', '=', 'f.cpts_id').onRef('g.id', '=', 'f.groupe_id')).select(['f.id', 'f.groupe_id', 'g.nom']).where('f.cpts_id', '=', cpts).where('f.personne_id', '=', qui.personneId).where('f.revoque_le', 'is', null).orderBy('f.id').execute()).map((l) => ({ id: l.id, groupeId: l.groupe_id, groupe: l.nom }));

export type LigneDeFlux = { readonly uid: string; readonly sequence: number; readonly titre: string; readonly debut: Date; readonly fin: Date; readonly lieu: string; readonly lien: string; readonly etat: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED' };

/** What a living feed says: meetings of the person (or of the group) of the last year and to come, and the dates of polls not settled yet. */
export async function lireFlux({ tx, cpts, maintenant }: Contexte, id: string): Promise<readonly LigneDeFlux[] | undefined> {
  const flux = await tx.selectFrom('agenda_flux').select(['personne_id', 'groupe_id']).where('cpts_id', '=', cpts).where('id', '=', id).where('revoque_le', 'is', null).executeTakeFirst();
  if (!flux) return undefined;
  const membre = await tx.selectFrom('roles_tenus').select('id').where('cpts_id', '=', cpts).where('personne_id', '=', flux.personne_id).where('role', 'not in', ['ars', 'cpam', 'exploitant']).where('depuis', '<=', maintenant.toISOString().slice(0, 10)).where((e) => e.or([e('jusque', 'is', null), e('jusque', '>=', maintenant.toISOString().slice(0, 10))])).executeTakeFirst();
  if (!membre) return undefined;
  const { rows } = await sql<LigneDeFlux>`
    select r.uid, r.sequence, r.titre, r.debut, r.fin, r.lieu, 'reunions/' || r.id as lien, case r.statut when 'annulee' then 'CANCELLED' else 'CONFIRMED' end as etat
    from reunions r where r.cpts_id = ${cpts} and r.debut > ${maintenant}::timestamptz - interval '1 year'
      and (case when ${flux.groupe_id}::uuid is null then exists (select from reunion_invites i where i.cpts_id = r.cpts_id and i.reunion_id = r.id and i.personne_id = ${flux.personne_id} and i.reponse <> 'refusee') else r.groupe_id = ${flux.groupe_id}::uuid end)
    union all
    select d.id || '@sondage', s.version, 'À confirmer : ' || s.titre, d.debut, d.debut + make_interval(mins => s.duree_minutes), s.lieu, 'sondages/' || s.id, 'TENTATIVE'
    from sondages s join sondage_dates d on d.cpts_id = s.cpts_id and d.sondage_id = s.id
    left join sondage_participants p on p.cpts_id = s.cpts_id and p.sondage_id = s.id and p.personne_id = ${flux.personne_id}
    where s.cpts_id = ${cpts} and s.statut in ('ouverte', 'close') and d.debut > ${maintenant} and (case when ${flux.groupe_id}::uuid is null then p.id is not null and substr(p.reponses, d.rang + 1, 1) <> 'n' else s.groupe_id = ${flux.groupe_id}::uuid end)
    order by 4 limit 2000`.execute(tx);
  return rows;
}

export type Serie = { readonly id: string; readonly titre: string; readonly rythme: string; readonly debut: Date; readonly minutes: number; readonly fuseau: string; readonly groupeId: GroupeId | null; readonly reunions: readonly { readonly id: string; readonly debut: Date; readonly fin: Date; readonly statut: string; readonly occurrence: Date; readonly lieu: string; readonly lienVisio: string; /** Called off with others, by one gesture that can be undone. */ readonly arretee: boolean }[]; readonly exceptions: readonly Date[] };
export type NouvelleSerie = { readonly titre: string; readonly regle: string; readonly rythme: string; readonly debut: Date; readonly minutes: number; readonly lieu: string; readonly lienVisio: string; readonly groupeId: GroupeId | null; readonly uid: string; readonly exceptions: readonly Date[] };

export const creerSerie = async ({ tx, cpts, qui, maintenant, fuseau }: Contexte, s: NouvelleSerie): Promise<string> =>
  (await tx.insertInto('reunion_series').values({ cpts_id: cpts, titre: s.titre, regle: s.regle, rythme: s.rythme, debut: s.debut, minutes: s.minutes, fuseau, lieu: s.lieu, lien_visio: s.lienVisio, groupe_id: s.groupeId, organisateur_id: qui.personneId, uid: s.uid, exceptions: [...s.exceptions], ouverte_le: maintenant }).returning('id').executeTakeFirstOrThrow()).id;

/** A series and its meetings, wherever each has been moved since. */
export async function chargerSerie({ tx, cpts }: Ici, id: string): Promise<Serie | undefined> {
  const s = await tx.selectFrom('reunion_series').selectAll().where('cpts_id', '=', cpts).where('id', '=', id).executeTakeFirst();
  if (!s) return undefined;
  const reunions = await tx.selectFrom('reunions').select(['id', 'debut', 'fin', 'statut', 'occurrence', 'lieu', 'lien_visio', 'arretee_le']).where('cpts_id', '=', cpts).where('serie_id', '=', id).orderBy('debut').execute();
  return { id: s.id, titre: s.titre, rythme: s.rythme, debut: s.debut, minutes: s.minutes, fuseau: s.fuseau, groupeId: s.groupe_id === null ? null : GroupeId.parse(s.groupe_id), exceptions: s.exceptions, reunions: reunions.flatMap(({ arretee_le, lien_visio: lienVisio, ...r }) => (r.occurrence ? [{ ...r, lienVisio, occurrence: r.occurrence, arretee: arretee_le !== null }] : [])) };
}

/** Series that still have a meeting to come, by group. */
export const seriesEnCours = async ({ tx, cpts, maintenant }: Contexte): Promise<readonly { readonly id: string; readonly titre: string; readonly rythme: string; readonly groupe_id: string | null }[]> =>
  tx.selectFrom('reunion_series as s').select(['s.id', 's.titre', 's.rythme', 's.groupe_id']).where('s.cpts_id', '=', cpts).where((e) => e.exists(e.selectFrom('reunions as r').select('r.id').whereRef('r.cpts_id', '=', 's.cpts_id').whereRef('r.serie_id', '=', 's.id').where('r.fin', '>', maintenant))).orderBy('s.titre').execute();
