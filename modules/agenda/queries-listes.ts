import { sql } from 'kysely';
import { Jour } from '#core/jour.ts';
import { cleDeRecherche } from '#core/texte.ts';
import { PersonneId } from '#core/tenancy.ts';
import type { Contexte } from '#server/contexte.ts';
import type { Salle } from './moteur/choix.ts';
import { type DemandeReunions, type DemandeSondages, type DemandeTaches, type FicheGroupe, type LigneReunion, type LigneSondage, type LigneTache, TAILLE_PAGE } from './model.ts';
import { type GroupeId, ReunionId, SondageId, StatutReunion, StatutSondage } from './model.ts';
import type { Ici } from './repository.ts';

type Temps = { readonly debut: Date; readonly fin: Date };

export const listerSalles = async ({ tx, cpts }: Ici): Promise<readonly Salle[]> =>
  (await tx.selectFrom('agenda_salles').select(['id', 'nom', 'places']).where('cpts_id', '=', cpts).where('actif', '=', true).orderBy('nom').execute());

/** Rooms, and when a meeting already takes each: by its name, as the meeting writes it. */
export async function sallesPrises(ctx: Ici, du: Date, au: Date): Promise<readonly (Salle & { readonly prises: readonly Temps[] })[]> {
  const salles = await listerSalles(ctx);
  if (salles.length === 0) return [];
  const lignes = await ctx.tx.selectFrom('reunions').select(['lieu', 'debut', 'fin']).where('cpts_id', '=', ctx.cpts).where('statut', '=', 'prevue').where('fin', '>', du).where('debut', '<', au).where('lieu', 'in', salles.map((s) => s.nom)).execute();
  const parLieu = Map.groupBy(lignes, (l) => l.lieu);
  return salles.map((s) => ({ ...s, prises: parLieu.get(s.nom) ?? [] }));
}

/** Words typed, as patterns that each must begin a word. */
const motifsDe = (q: string): string[] => cleDeRecherche(q).split(' ').filter(Boolean).slice(0, 8).map((m) => `(^|[^a-z0-9])${m}`);
const contient = (colonne: string, q: string) => sql<boolean>`lower(unaccent(${sql.ref(colonne)})) ~ all(${motifsDe(q)}::text[])`;

type Brute = { id: string; titre: string; debut: Date; fin: Date; lieu: string; groupe: string | null; statut: string; presents: number; invites: number; total: number };

/** A page of meetings, to come or past: the people are counted for the lines shown only. */
export async function pageDesReunions({ tx, cpts, maintenant }: Contexte, d: DemandeReunions): Promise<{ readonly total: number; readonly lignes: readonly LigneReunion[] }> {
  const borne = d.quand === 'avenir' ? sql`r.fin >= ${maintenant}` : sql`r.fin < ${maintenant}`;
  const ordre = sql`${sql.ref(d.tri === 'titre' ? 'r.titre' : 'r.debut')} ${sql.raw(d.sens)}, r.id`;
  const { rows } = await sql<Brute>`
    with la as (select r.id, r.titre, r.debut, r.fin, r.lieu, r.statut, r.groupe_id, count(*) over ()::int as total from reunions r
      where r.cpts_id = ${cpts} and ${borne} and ${contient('r.titre', d.q)} ${d.groupe ? sql`and r.groupe_id = ${d.groupe}` : sql``} order by ${ordre} limit ${TAILLE_PAGE} offset ${(d.page - 1) * TAILLE_PAGE})
    select r.id, r.titre, r.debut, r.fin, r.lieu, r.statut, r.total, g.nom as groupe,
      (select count(*) filter (where i.presence = 'presente')::int from reunion_invites i where i.cpts_id = ${cpts} and i.reunion_id = r.id) as presents,
      (select count(*)::int from reunion_invites i where i.cpts_id = ${cpts} and i.reunion_id = r.id) as invites
    from la r left join groupes_travail g on g.cpts_id = ${cpts} and g.id = r.groupe_id order by ${ordre}`.execute(tx);
  return { total: rows[0]?.total ?? 0, lignes: rows.map((l) => ({ ...l, id: ReunionId.parse(l.id), statut: StatutReunion.parse(l.statut) })) };
}


/** A page of polls; `ouverts` are those that still want an answer or a date. */
export async function pageDesSondages({ tx, cpts, qui }: Contexte, d: DemandeSondages): Promise<{ readonly total: number; readonly lignes: readonly LigneSondage[] }> {
  const ordre = sql`${sql.ref(d.tri === 'titre' ? 's.titre' : 's.cloture_le')} ${sql.raw(d.sens)}, s.id`;
  const { rows } = await sql<{ id: string; titre: string; statut: string; cloture_le: Date; date_retenue: Date | null; repondu: number; attendus: number; a_moi: boolean; total: number }>`
    with la as (select s.id, s.titre, s.statut, s.cloture_le, s.date_retenue, count(*) over ()::int as total from sondages s
      where s.cpts_id = ${cpts} and ${contient('s.titre', d.q)} ${d.etat === 'ouverts' ? sql`and s.statut in ('ouverte', 'close')` : sql``} order by ${ordre} limit ${TAILLE_PAGE} offset ${(d.page - 1) * TAILLE_PAGE})
    select s.*, (select count(*) filter (where p.repondu_le is not null)::int from sondage_participants p where p.cpts_id = ${cpts} and p.sondage_id = s.id and p.role <> 'informe') as repondu,
      (select count(*)::int from sondage_participants p where p.cpts_id = ${cpts} and p.sondage_id = s.id and p.role <> 'informe') as attendus,
      exists (select from sondage_participants p where p.cpts_id = ${cpts} and p.sondage_id = s.id and p.personne_id = ${qui.personneId} and p.repondu_le is null and p.role <> 'informe') as a_moi
    from la s order by ${ordre}`.execute(tx);
  return { total: rows[0]?.total ?? 0, lignes: rows.map((l) => ({ id: SondageId.parse(l.id), titre: l.titre, statut: StatutSondage.parse(l.statut), clotureLe: l.cloture_le, dateRetenue: l.date_retenue, repondu: l.repondu, attendus: l.attendus, aMoi: l.a_moi })) };
}


/** Tasks given in meetings, the most urgent first: one's own, or everybody's. */
export async function pageDesTaches({ tx, cpts, qui }: Contexte, d: DemandeTaches): Promise<{ readonly total: number; readonly lignes: readonly LigneTache[] }> {
  const { rows } = await sql<{ id: string; texte: string; personne_id: string; nom: string; echeance: string | null; faite_le: Date | null; reunion_id: string; reunion: string; total: number }>`
    select t.id, t.texte, t.personne_id, p.nom, t.echeance, t.faite_le, r.id as reunion_id, r.titre as reunion, count(*) over ()::int as total
    from reunion_taches t join reunions r on r.cpts_id = t.cpts_id and r.id = t.reunion_id join personnes p on p.id = t.personne_id
    where t.cpts_id = ${cpts} and r.statut <> 'annulee' and ${contient('t.texte', d.q)} ${d.qui === 'moi' ? sql`and t.personne_id = ${qui.personneId}` : sql``} ${d.groupe ? sql`and r.groupe_id = ${d.groupe}` : sql``}
      and t.faite_le is ${d.etat === 'faites' ? sql`not null` : sql`null`}
    order by ${d.etat === 'faites' ? sql`t.faite_le desc` : sql`t.echeance nulls last`}, t.id limit ${TAILLE_PAGE} offset ${(d.page - 1) * TAILLE_PAGE}`.execute(tx);
  return { total: rows[0]?.total ?? 0, lignes: rows.map((l) => ({ id: l.id, texte: l.texte, personneId: PersonneId.parse(l.personne_id), nom: l.nom, echeance: l.echeance, faiteLe: l.faite_le, reunionId: ReunionId.parse(l.reunion_id), reunion: l.reunion })) };
}

export async function lireGroupe({ tx, cpts }: Ici, id: GroupeId): Promise<FicheGroupe | undefined> {
  const l = await tx.selectFrom('groupes_travail').select(['id', 'nom', 'rythme', 'duree_minutes', 'actif']).where('cpts_id', '=', cpts).where('id', '=', id).executeTakeFirst();
  return l && { id, nom: l.nom, rythme: l.rythme, dureeMinutes: l.duree_minutes, actif: l.actif };
}

export const listerGroupesArchives = async ({ tx, cpts }: Ici): Promise<readonly { readonly id: string; readonly nom: string }[]> =>
  tx.selectFrom('groupes_travail').select(['id', 'nom']).where('cpts_id', '=', cpts).where('actif', '=', false).orderBy('nom').limit(200).execute();

/** Decisions of the meetings of a group, newest first. */
export const decisionsDuGroupe = async ({ tx, cpts }: Ici, id: GroupeId): Promise<readonly { readonly texte: string; readonly reunionId: string; readonly debut: Date }[]> =>
  (await tx.selectFrom('reunion_decisions as d').innerJoin('reunions as r', (j) => j.onRef('r.cpts_id', '=', 'd.cpts_id').onRef('r.id', '=', 'd.reunion_id')).select(['d.texte', 'r.id as reunionId', 'r.debut']).where('d.cpts_id', '=', cpts).where('r.groupe_id', '=', id).where('r.statut', '<>', 'annulee').orderBy('r.debut', 'desc').orderBy('d.id').limit(10).execute());

type Trouve = { readonly genre: 'reunion' | 'sondage' | 'groupe' | 'decision' | 'tache'; readonly titre: string; readonly lien: string; readonly quand: Date | null; readonly ou: string };
/** What the agenda holds that answers these words, kind by kind, the nearest in time first. */
export async function chercherAgenda({ tx, cpts, maintenant }: Contexte, genre: Trouve['genre'], q: string, limite: number): Promise<readonly Trouve[]> {
  if (motifsDe(q).length === 0) return [];
  const proche = sql`abs(extract(epoch from quand - ${maintenant})) nulls last, titre limit ${limite}`;
  const enReunion = (table: string, id: string) => sql`from ${sql.table(table)} x join reunions r on r.cpts_id = x.cpts_id and r.id = x.reunion_id where x.cpts_id = ${cpts} and r.statut <> 'annulee' and ${contient(id, q)}`;
  const requetes = {
    reunion: sql<Trouve>`select 'reunion' as genre, r.titre, 'reunions/' || r.id as lien, r.debut as quand, '' as ou from reunions r where r.cpts_id = ${cpts} and ${contient('r.titre', q)}`,
    sondage: sql<Trouve>`select 'sondage' as genre, s.titre, 'sondages/' || s.id as lien, s.cloture_le as quand, '' as ou from sondages s where s.cpts_id = ${cpts} and s.statut <> 'annulee' and ${contient('s.titre', q)}`,
    groupe: sql<Trouve>`select 'groupe' as genre, g.nom as titre, 'groupes/' || g.id as lien, null::timestamptz as quand, coalesce(g.rythme, '') as ou from groupes_travail g where g.cpts_id = ${cpts} and ${contient('g.nom', q)}`,
    decision: sql<Trouve>`select 'decision' as genre, x.texte as titre, 'reunions/' || r.id as lien, r.debut as quand, r.titre as ou ${enReunion('reunion_decisions', 'x.texte')}`,
    tache: sql<Trouve>`select 'tache' as genre, x.texte as titre, 'reunions/' || r.id as lien, r.debut as quand, r.titre as ou ${enReunion('reunion_taches', 'x.texte')}`,
  } as const satisfies Record<Trouve['genre'], unknown>;
  return (await sql<Trouve>`select * from (${requetes[genre]}) x order by ${proche}`.execute(tx)).rows;
}

/** Tasks due tomorrow, and those overdue and not recalled for a week, by person. */
export async function tachesARappeler({ tx, cpts, maintenant }: Contexte, f: { readonly demain: Jour; readonly aujourdhui: Jour }): Promise<readonly { readonly id: string; readonly texte: string; readonly reunion: string; readonly echeance: Jour; readonly nom: string; readonly courriel: string }[]> {
  const lignes = await tx.selectFrom('reunion_taches as t').innerJoin('reunions as r', (j) => j.onRef('r.cpts_id', '=', 't.cpts_id').onRef('r.id', '=', 't.reunion_id')).innerJoin('personnes as p', 'p.id', 't.personne_id')
    .select(['t.id', 't.texte', 't.echeance', 'r.titre as reunion', 'p.nom', 'p.courriel']).where('t.cpts_id', '=', cpts).where('t.faite_le', 'is', null).where('r.statut', '<>', 'annulee').where('t.echeance', '<=', f.demain)
    .where((e) => e.or([e('t.rappelee_le', 'is', null), e.and([e('t.echeance', '<', f.aujourdhui), e('t.rappelee_le', '<=', new Date(maintenant.getTime() - 7 * 86_400_000))])])).orderBy('p.courriel').orderBy('t.echeance').orderBy('t.id').execute();
  return lignes.flatMap((l) => (l.echeance === null ? [] : [{ ...l, echeance: Jour.parse(l.echeance) }]));
}
