import { sql } from 'kysely';
import type { ActionDuJour } from '#core/aujourdhui.ts';
import { accord } from '#core/texte.ts';
import { Jour } from '#core/jour.ts';
import { type PersonneId, Role } from '#core/tenancy.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { type FiltreTemps, Metier, type StatutTemps, Tache, Travail, type Taux, Temps, type TempsLu, type Versement } from './model.ts';
import { situer, type Situation } from './moteur/valeur.ts';
import { ALERTE_CENTIEMES, EXPORT_AU_PLUS, type PlafondAnnuel } from './constants.ts';
import { montant } from './labels.ts';
import { peutDeclarerTemps, peutTenirFinances } from './permissions.ts';
import { aPayer, compteDe, listerLots, type Lot } from './repository-lots.ts';
import { chargerTaux, COLONNES_TEMPS, engageDe, exerciceClos, type Ici, plafondEn, professionDe } from './repository.ts';

export const listerTaux = (ctx: Ici): Promise<readonly Taux[]> => chargerTaux(ctx);
export const estClos = (ctx: Ici, annee: number): Promise<boolean> => exerciceClos(ctx, annee);
export const lirePlafond = (ctx: Ici, annee: number): Promise<PlafondAnnuel | undefined> => plafondEn(ctx, annee);
export const maProfession = (ctx: Contexte): Promise<string | null> => professionDe(ctx, ctx.qui.personneId);

/** The roles that the person of this context holds today, where no session says them. */
export async function rolesDuJour({ tx, cpts, qui, aujourdhui }: Contexte): Promise<readonly Role[]> {
  const lignes = await tx.selectFrom('roles_tenus').select('role').where('cpts_id', '=', cpts).where('personne_id', '=', qui.personneId).where('depuis', '<=', aujourdhui).where((e) => e.or([e('jusque', 'is', null), e('jusque', '>=', aujourdhui)])).execute();
  return lignes.map((l) => Role.parse(l.role));
}

/** Where one person stands; undefined when the cap of that year is not known. */
export async function situationDe(ctx: Ici, personneId: PersonneId, annee: number): Promise<Situation | undefined> {
  const plafond = await plafondEn(ctx, annee);
  return plafond && situer(plafond.centimes, await engageDe(ctx, personneId, annee));
}

const lu = (l: Record<string, unknown> & { nom: string; payeeLe: string | null }): TempsLu => ({ ...Temps.parse(l), nom: l.nom, payeeLe: l.payeeLe === null ? null : Jour.parse(l.payeeLe) });

const CLES = { jour: 't.jour', minutes: 't.minutes', centimes: 't.centimes', statut: 't.statut', mission: 't.mission' } as const;
export type Trouves = { readonly total: number; readonly centimes: number; readonly minutes: number };

/** How many entries match words, and what they sum to. Without words the year's sums say it, and nothing is read twice. */
async function compterTrouves({ tx, cpts }: Ici, f: FiltreTemps, cherche: Cherche): Promise<Trouves> {
  let q = tx.selectFrom('temps_declares as t').where('t.cpts_id', '=', cpts).where('t.annee', '=', f.annee);
  if (f.statut !== '') q = q.where('t.statut', '=', f.statut);
  if (f.nature !== '') q = q.where('t.nature', '=', f.nature);
  return q.where(parMots(cherche)).select((e) => [e.fn.countAll<number>().as('total'), sql<number>`coalesce(sum(t.centimes) filter (where t.engagee), 0)::bigint`.as('centimes'), sql<number>`coalesce(sum(t.minutes), 0)::bigint`.as('minutes')]).executeTakeFirstOrThrow();
}
type Cherche = { readonly motif: string; readonly personnes: readonly string[] };
const parMots = ({ motif, personnes }: Cherche) => sql<boolean>`(t.personne_id = any(${personnes}::uuid[]) or t.mots like ${motif})`;
/** The people of that name, read once: their entries are then found by number. Accents and capitals make no difference. */
async function chercherPersonnes({ tx }: Ici, f: FiltreTemps): Promise<Cherche | undefined> {
  if (f.q === '') return undefined;
  const motif = `%${sansAccents(f.q).replace(/[\\%_]/g, '\\$&')}%`;
  const gens = await tx.selectFrom('personnes').select('id').where(sql<boolean>`lower(unaccent(nom)) like ${motif}`).execute();
  return { motif, personnes: gens.map((g) => g.id) };
}
/** As the database writes `mots`. */
const sansAccents = (t: string): string => t.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae');
const INVERSE = { asc: 'desc', desc: 'asc' } as const;

type Tranche = { readonly sens: 'asc' | 'desc'; readonly debut: number; readonly nombre: number };

/** The numbers of the entries of one page, in order: read from the indexes alone, or among people put in order once. */
async function numerosDeLaPage({ tx, cpts }: Ici, f: FiltreTemps, cherche: Cherche | undefined, { sens, debut, nombre }: Tranche): Promise<readonly string[]> {
  let q = tx.selectFrom('temps_declares as t').where('t.cpts_id', '=', cpts).where('t.annee', '=', f.annee);
  if (f.statut !== '') q = q.where('t.statut', '=', f.statut);
  if (f.nature !== '') q = q.where('t.nature', '=', f.nature);
  if (cherche !== undefined) q = q.where(parMots(cherche));
  const cle = f.tri === 'nom' ? undefined : CLES[f.tri];
  const page = cle === undefined
    ? q.innerJoin((e) => e.selectFrom('personnes').select(['id', sql<number>`row_number() over (order by nom, id)`.as('rang')]).as('r'), (j) => j.onRef('r.id', '=', 't.personne_id')).select('t.id').orderBy('r.rang', sens).orderBy('t.id', sens).limit(nombre).offset(debut)
    : q.select('t.id').orderBy(cle, (o) => (f.tri !== 'centimes' ? o[sens]() : sens === 'asc' ? o.asc().nullsFirst() : o.desc().nullsLast())).orderBy('t.id', f.tri === 'jour' ? INVERSE[sens] : sens).limit(nombre).offset(debut);
  return (await page.execute()).map((l) => l.id);
}

/**
 * The ledger of a year: filtered, sorted, one page. Beyond the middle the same order is read from its end, so that the last page costs what
 * the first does; what is shown is read for that page alone. `bilan` is the year's sums, of which the count of a filter is a part.
 */
export async function listerTemps(ctx: Ici, f: FiltreTemps, page: { readonly debut: number; readonly nombre: number }, bilan: readonly SommeDeLAnnee[]): Promise<Trouves & { readonly lignes: readonly TempsLu[] }> {
  const cherche = await chercherPersonnes(ctx, f);
  const trouves = cherche === undefined ? sommeDe(bilan.filter((b) => (f.statut === '' || b.statut === f.statut) && (f.nature === '' || b.nature === f.nature))) : await compterTrouves(ctx, f, cherche);
  const nombre = Math.max(0, Math.min(page.nombre, trouves.total - page.debut));
  if (nombre === 0) return { ...trouves, lignes: [] };
  const aRebours = page.debut > trouves.total / 2;
  const tranche = aRebours ? { sens: INVERSE[f.sens], nombre, debut: trouves.total - page.debut - nombre } : { sens: f.sens, nombre, debut: page.debut };
  const numeros = await numerosDeLaPage(ctx, f, cherche, tranche);
  const lus = await ctx.tx.selectFrom('temps_declares as t').innerJoin('personnes as p', 'p.id', 't.personne_id').select([...COLONNES_TEMPS, 'p.nom', 't.payee_le as payeeLe']).where('t.cpts_id', '=', ctx.cpts).where(sql<boolean>`t.id = any(${numeros}::uuid[])`).execute();
  const parNumero = new Map(lus.map((l) => [l.id, lu(l)]));
  const lignes = numeros.flatMap((n) => parNumero.get(n) ?? []);
  return { ...trouves, lignes: aRebours ? lignes.toReversed() : lignes };
}

/** One's own entries of a year, newest first. */
export async function mesTemps({ tx, cpts, qui }: Contexte, annee: number): Promise<readonly TempsLu[]> {
  const lignes = await tx.selectFrom('temps_declares as t').innerJoin('personnes as p', 'p.id', 't.personne_id').select([...COLONNES_TEMPS, 'p.nom', 't.payee_le as payeeLe']).where('t.cpts_id', '=', cpts).where('t.personne_id', '=', qui.personneId).where('t.annee', '=', annee).orderBy('t.jour', 'desc').orderBy('t.id').limit(1000).execute();
  return lignes.map(lu);
}

/** Everybody's entries of a year, newest first, for the statements; the most that one document holds. */
export async function tempsDeTous({ tx, cpts }: Ici, annee: number): Promise<readonly TempsLu[]> {
  const lignes = await tx.selectFrom('temps_declares as t').innerJoin('personnes as p', 'p.id', 't.personne_id').select([...COLONNES_TEMPS, 'p.nom', 't.payee_le as payeeLe']).where('t.cpts_id', '=', cpts).where('t.annee', '=', annee).orderBy('t.jour', 'desc').orderBy('t.id').limit(EXPORT_AU_PLUS).execute();
  return lignes.map(lu);
}

export type ReunionAVenir = { readonly id: string; readonly titre: string; readonly debut: Date; readonly fin: Date; readonly groupe: string | null };
/** Meetings to come that the reader is asked to, and has not refused. */
export async function mesReunionsAVenir({ tx, cpts, qui, maintenant }: Contexte): Promise<readonly ReunionAVenir[]> {
  return tx.selectFrom('reunion_invites as i').innerJoin('reunions as r', (j) => j.onRef('r.cpts_id', '=', 'i.cpts_id').onRef('r.id', '=', 'i.reunion_id')).leftJoin('groupes_travail as g', (j) => j.onRef('g.cpts_id', '=', 'r.cpts_id').onRef('g.id', '=', 'r.groupe_id'))
    .select(['r.id', 'r.titre', 'r.debut', 'r.fin', 'g.nom as groupe']).where('i.cpts_id', '=', cpts).where('i.personne_id', '=', qui.personneId).where('i.role', '<>', 'informe').where('i.reponse', '<>', 'refusee').where('r.statut', '=', 'prevue').where('r.debut', '>', maintenant)
    .orderBy('r.debut').limit(12).execute();
}

export type SommeDeLAnnee = { readonly statut: StatutTemps; readonly nature: Versement; readonly nombre: number; readonly centimes: number; readonly engage: number; readonly minutes: number };
type SommeDeRole = { readonly role: string; readonly minutes: number; readonly personnes: number };
const sommeDe = (s: readonly SommeDeLAnnee[]): Trouves => s.reduce((n, b) => ({ total: n.total + b.nombre, centimes: n.centimes + b.engage, minutes: n.minutes + b.minutes }), { total: 0, centimes: 0, minutes: 0 });

/**
 * A year told in one reading of its entries: each state and ledger, and the work of each profession (of people, never by name; paid or not).
 */
export async function bilanDesTemps({ tx, cpts }: Ici, annee: number): Promise<{ readonly sommes: readonly SommeDeLAnnee[]; readonly roles: readonly SommeDeRole[] }> {
  const { rows } = await sql<{ statut: StatutTemps | null; nature: Versement | null; role: string | null; nombre: number; centimes: number; engage: number; minutes: number; personnes: number }>`
    with par_personne as materialized (
      select personne_id, statut, nature, count(*) as nombre, coalesce(sum(centimes), 0) as centimes, coalesce(sum(centimes) filter (where engagee), 0) as engage, sum(minutes) as minutes
      from temps_declares where cpts_id = ${cpts} and annee = ${annee} group by 1, 2, 3),
    gens as (select personne_id, sum(minutes) as minutes from par_personne where statut not in ('ecartee', 'refusee') group by 1)
    select statut, nature, null as role, sum(nombre)::int as nombre, sum(centimes)::bigint as centimes, sum(engage)::bigint as engage, sum(minutes)::bigint as minutes, 0 as personnes from par_personne group by 1, 2
    union all
    select null, null, coalesce(a.profession, 'sans'), 0, 0, 0, sum(g.minutes)::bigint, count(*)::int from gens g
    left join lateral (select profession from adhesions a where a.cpts_id = ${cpts} and a.personne_id = g.personne_id and a.profession is not null order by a.modifiee_le desc limit 1) a on true group by 3
    order by role, statut, nature`.execute(tx);
  return {
    sommes: rows.flatMap(({ statut, nature, ...r }) => (statut === null || nature === null ? [] : [{ statut, nature, nombre: r.nombre, centimes: r.centimes, engage: r.engage, minutes: r.minutes }])),
    roles: rows.flatMap((r) => (r.role === null ? [] : [{ role: r.role, minutes: r.minutes, personnes: r.personnes }])),
  };
}

export type TravailLu = { readonly parMetier: readonly { readonly metier: Metier; readonly minutes: number; readonly personnes: number }[]; readonly parTache: readonly { readonly tache: Tache; readonly minutes: number }[]; readonly personnes: number; readonly miens: readonly Travail[] };

/** Coordination noted in a year: sums by role and by task, and the reader's own lines. Nobody else's lines are read. */
export async function lireTravail({ tx, cpts, qui }: Contexte, annee: number): Promise<TravailLu> {
  const notes = tx.selectFrom('travaux_invisibles').where('cpts_id', '=', cpts).where('annee', '=', annee).where('retiree_le', 'is', null);
  const [minutes, gens] = [sql<number>`sum(minutes)::int`, sql<number>`count(distinct personne_id)::int`];
  const parMetier = await notes.select(['metier', minutes.as('minutes'), gens.as('personnes')]).groupBy('metier').execute();
  const parTache = await notes.select(['tache', minutes.as('minutes')]).groupBy('tache').execute();
  const { personnes } = await notes.select(gens.as('personnes')).executeTakeFirstOrThrow();
  const miens = await notes.select(['id', 'jour', 'minutes', 'metier', 'tache', 'note']).where('personne_id', '=', qui.personneId).orderBy('jour', 'desc').orderBy('id').limit(1000).execute();
  return { personnes, parMetier: parMetier.map((l) => ({ ...l, metier: Metier.parse(l.metier) })), parTache: parTache.map((l) => ({ ...l, tache: Tache.parse(l.tache) })), miens: miens.map((l) => Travail.parse(l)) };
}

/** Those near their cap, by name, for those who must act on it. */
export async function presDuPlafond({ tx, cpts }: Ici, annee: number): Promise<readonly { readonly personneId: PersonneId; readonly nom: string; readonly engage: number; readonly plafond: number }[]> {
  return tx.selectFrom('plafonds_personnes as c').innerJoin('personnes as p', 'p.id', 'c.personne_id').select(['c.personne_id as personneId', 'p.nom', 'c.engage_centimes as engage', 'c.plafond_centimes as plafond']).where('c.cpts_id', '=', cpts).where('c.annee', '=', annee).where(sql<boolean>`c.engage_centimes * 100 >= c.plafond_centimes * ${ALERTE_CENTIEMES}`).orderBy('p.nom').execute();
}

/** What money asks today: one tap for each person, the pile of the treasurer. */
export async function chosesDesFinances(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  const choses: ActionDuJour[] = [];
  const { tx, cpts, qui } = ctx;
  if (peutDeclarerTemps(qui)) {
    const { n } = await tx.selectFrom('temps_declares').select((e) => e.fn.countAll<number>().as('n')).where('cpts_id', '=', cpts).where('personne_id', '=', qui.personneId).where('statut', '=', 'proposee').executeTakeFirstOrThrow();
    if (n > 0) choses.push({ id: 'temps-a-confirmer', titre: `${accord(n, 'temps', 'temps')} à confirmer`, raison: 'Votre présence est notée. Un geste, et c’est transmis à la trésorerie.', bouton: { libelle: 'Confirmer mon temps', href: `${ctx.base}/finances/temps` } });
  }
  const annee = Number(ctx.aujourdhui.slice(0, 4));
  const mienne = peutDeclarerTemps(qui) ? await situationDe(ctx, qui.personneId, annee) : undefined;
  if (mienne?.alerte) choses.push({ id: 'mon-plafond', titre: mienne.reste === 0 ? `Votre plafond ${annee} est atteint` : `Votre plafond ${annee} approche`, raison: `Il vous reste ${montant(mienne.reste)} : au-delà, plus rien ne peut vous être promis cette année.`, bouton: { libelle: 'Voir mon temps', href: `${ctx.base}/finances/temps` } });
  if (peutTenirFinances(qui)) {
    if (!(await plafondEn(ctx, annee))) choses.push({ id: 'plafond-a-renseigner', titre: `Plafond ${annee} : à renseigner`, raison: `Tant qu’il ne l’est pas, rien ne peut être promis ni confirmé pour ${annee}.`, bouton: { libelle: `Renseigner le plafond ${annee}`, href: `${ctx.base}/finances/taux#plafond` } });
    const { n } = await tx.selectFrom('temps_declares').select((e) => e.fn.countAll<number>().as('n')).where('cpts_id', '=', cpts).where('statut', 'in', ['confirmee', 'contestee']).where('personne_id', '<>', qui.personneId).executeTakeFirstOrThrow();
    if (n > 0) choses.push({ id: 'temps-a-approuver', titre: `${accord(n, 'temps', 'temps')} à approuver`, raison: 'Des membres attendent d’être payés.', bouton: { libelle: 'Approuver', href: `${ctx.base}/finances/registre?statut=confirmee` } });
    const proches = await presDuPlafond(ctx, annee);
    if (proches.length > 0) choses.push({ id: 'plafond-proche', titre: `${accord(proches.length, 'personne')} près du plafond ${annee}`, raison: 'Au plafond, plus rien ne peut leur être promis cette année.', bouton: { libelle: 'Voir qui', href: `${ctx.base}/finances/registre` } });
  }
  return choses;
}

export const lireAPayer = (ctx: Ici): ReturnType<typeof aPayer> => aPayer(ctx);
export const lireLots = (ctx: Ici): Promise<readonly Lot[]> => listerLots(ctx);
/** The last four characters of the accounts that this person may know of. */
export async function comptesConnus(ctx: Contexte): Promise<{ readonly moi?: string; readonly cpts?: string }> {
  const [moi, cpts] = [await compteDe(ctx, ctx.qui.personneId), await compteDe(ctx, null)];
  return { ...(moi ? { moi: moi.ibanFin } : {}), ...(cpts ? { cpts: cpts.ibanFin } : {}) };
}
