import { sql } from 'kysely';
import type { PersonneId } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import { GroupeId } from './model.ts';
import type { Flux, LigneDeFlux } from './moteur/flux.ts';
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

const UN_AN = sql`interval '1 year'`;

/**
 * What a living feed says: meetings of the person (or of the group) of the last year and to come, and the dates of polls not settled yet.
 * A series comes whole, with the dates that are not for this feed, since its rule speaks of all of them.
 */
export async function lireFlux({ tx, cpts, maintenant }: Contexte, id: string): Promise<Flux | undefined> {
  const flux = await tx.selectFrom('agenda_flux as f').leftJoin('groupes_travail as g', (j) => j.onRef('g.cpts_id', '=', 'f.cpts_id').onRef('g.id', '=', 'f.groupe_id')).select(['f.personne_id', 'f.groupe_id', 'g.nom as groupe']).where('f.cpts_id', '=', cpts).where('f.id', '=', id).where('f.revoque_le', 'is', null).executeTakeFirst();
  if (!flux) return undefined;
  const membre = await tx.selectFrom('roles_tenus').select('id').where('cpts_id', '=', cpts).where('personne_id', '=', flux.personne_id).where('role', 'not in', ['ars', 'cpam', 'exploitant']).where('depuis', '<=', maintenant.toISOString().slice(0, 10)).where((e) => e.or([e('jusque', 'is', null), e('jusque', '>=', maintenant.toISOString().slice(0, 10))])).executeTakeFirst();
  if (!membre) return undefined;
  const { rows: lignes } = await sql<LigneDeFlux>`
    with vues as (
      select r.*, case when ${flux.groupe_id}::uuid is null then exists (select from reunion_invites i where i.cpts_id = r.cpts_id and i.reunion_id = r.id and i.personne_id = ${flux.personne_id} and i.reponse <> 'refusee') else r.groupe_id is not distinct from ${flux.groupe_id}::uuid end as visible
      from reunions r where r.cpts_id = ${cpts})
    select r.uid, r.sequence, r.titre, r.debut, r.fin, r.lieu, r.lien_visio as "lienVisio", 'reunions/' || r.id as lien, case r.statut when 'annulee' then 'CANCELLED' else 'CONFIRMED' end as etat, r.serie_id as "serieId", r.occurrence, r.visible
    from vues r where case when r.serie_id is null then r.visible and r.debut > ${maintenant}::timestamptz - ${UN_AN} else r.serie_id in (select x.serie_id from vues x where x.visible and x.debut > ${maintenant}::timestamptz - ${UN_AN}) end
    union all
    select d.id || '@sondage', s.version, 'À confirmer : ' || s.titre, d.debut, d.debut + make_interval(mins => s.duree_minutes), s.lieu, s.lien_visio, 'sondages/' || s.id, 'TENTATIVE', null, null, true
    from sondages s join sondage_dates d on d.cpts_id = s.cpts_id and d.sondage_id = s.id
    left join sondage_participants p on p.cpts_id = s.cpts_id and p.sondage_id = s.id and p.personne_id = ${flux.personne_id}
    where s.cpts_id = ${cpts} and s.statut in ('ouverte', 'close') and d.debut > ${maintenant} and (case when ${flux.groupe_id}::uuid is null then p.id is not null and substr(p.reponses, d.rang + 1, 1) <> 'n' else s.groupe_id = ${flux.groupe_id}::uuid end)
    order by 4 limit 5000`.execute(tx);
  const ids = [...new Set(lignes.flatMap((l) => l.serieId ?? []))];
  const series = ids.length === 0 ? [] : await tx.selectFrom('reunion_series').select(['id', 'uid', 'titre', 'regle', 'debut', 'minutes', 'fuseau', 'lieu', 'lien_visio as lienVisio', 'exceptions']).where('cpts_id', '=', cpts).where('id', 'in', ids).orderBy('debut').execute();
  return { groupe: flux.groupe, lignes, series };
}

type ReunionDeSerie = { readonly id: string; readonly debut: Date; readonly fin: Date; readonly statut: string; readonly occurrence: Date; readonly lieu: string; readonly lienVisio: string; /** Called off with others, by one gesture that can be undone. */ readonly arretee: boolean };
export type Serie = { readonly id: string; readonly titre: string; /** As calendars write it. */ readonly regle: string; /** As it was said when the series opened. */ readonly rythme: string; readonly debut: Date; readonly minutes: number; readonly fuseau: string; readonly groupeId: GroupeId | null; readonly reunions: readonly ReunionDeSerie[]; readonly exceptions: readonly Date[] };
export type NouvelleSerie = { readonly titre: string; readonly regle: string; readonly rythme: string; readonly debut: Date; readonly minutes: number; readonly lieu: string; readonly lienVisio: string; readonly groupeId: GroupeId | null; readonly uid: string; readonly exceptions: readonly Date[] };

export const creerSerie = async ({ tx, cpts, qui, maintenant, fuseau }: Contexte, s: NouvelleSerie): Promise<string> =>
  (await tx.insertInto('reunion_series').values({ cpts_id: cpts, titre: s.titre, regle: s.regle, rythme: s.rythme, debut: s.debut, minutes: s.minutes, fuseau, lieu: s.lieu, lien_visio: s.lienVisio, groupe_id: s.groupeId, organisateur_id: qui.personneId, uid: s.uid, exceptions: [...s.exceptions], ouverte_le: maintenant }).returning('id').executeTakeFirstOrThrow()).id;

type LigneSerie = { readonly id: string; readonly titre: string; readonly regle: string; readonly rythme: string; readonly debut: Date; readonly minutes: number; readonly fuseau: string; readonly groupe_id: string | null; readonly exceptions: readonly Date[] };

async function avecReunions({ tx, cpts }: Ici, series: readonly LigneSerie[]): Promise<readonly Serie[]> {
  if (series.length === 0) return [];
  const reunions = await tx.selectFrom('reunions').select(['id', 'serie_id', 'debut', 'fin', 'statut', 'occurrence', 'lieu', 'lien_visio', 'arretee_le']).where('cpts_id', '=', cpts).where('serie_id', 'in', series.map((s) => s.id)).orderBy('debut').execute();
  const parSerie = Map.groupBy(reunions, (r) => r.serie_id);
  return series.map(({ groupe_id, ...s }) => ({ ...s, groupeId: groupe_id === null ? null : GroupeId.parse(groupe_id), reunions: (parSerie.get(s.id) ?? []).flatMap(({ arretee_le, lien_visio: lienVisio, serie_id: _, ...r }) => (r.occurrence ? [{ ...r, lienVisio, occurrence: r.occurrence, arretee: arretee_le !== null }] : [])) }));
}
const COLONNES_DE_SERIE = ['s.id', 's.titre', 's.regle', 's.rythme', 's.debut', 's.minutes', 's.fuseau', 's.groupe_id', 's.exceptions'] as const;

/** A series and its meetings, wherever each has been moved since. */
export const chargerSerie = async (ici: Ici, id: string): Promise<Serie | undefined> =>
  (await avecReunions(ici, await ici.tx.selectFrom('reunion_series as s').select(COLONNES_DE_SERIE).where('s.cpts_id', '=', ici.cpts).where('s.id', '=', id).execute()))[0];

/** Series that still have a meeting to come. */
export const seriesEnCours = async (ctx: Contexte): Promise<readonly Serie[]> =>
  avecReunions(ctx, await ctx.tx.selectFrom('reunion_series as s').select(COLONNES_DE_SERIE).where('s.cpts_id', '=', ctx.cpts).where((e) => e.exists(e.selectFrom('reunions as r').select('r.id').whereRef('r.cpts_id', '=', 's.cpts_id').whereRef('r.serie_id', '=', 's.id').where('r.fin', '>', ctx.maintenant))).orderBy('s.titre').execute());
