import { sql } from 'kysely';
import type { ActionDuJour } from '#core/aujourdhui.ts';
import { accord } from '#core/texte.ts';
import { Jour } from '#core/jour.ts';
import type { PersonneId } from '#core/tenancy.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { type FiltreTemps, type StatutTemps, type Taux, Temps, type TempsLu } from './model.ts';
import { situer, type Situation } from './moteur/valeur.ts';
import { ALERTE_CENTIEMES, plafondDe } from './constants.ts';
import { peutDeclarerTemps, peutTenirFinances } from './permissions.ts';
import { aPayer, compteDe, listerLots, type Lot } from './repository-lots.ts';
import { chargerTaux, COLONNES_TEMPS, engageDe, exerciceClos, type Ici, professionDe } from './repository.ts';

export const listerTaux = (ctx: Ici): Promise<readonly Taux[]> => chargerTaux(ctx);
export const estClos = (ctx: Ici, annee: number): Promise<boolean> => exerciceClos(ctx, annee);
export const maProfession = (ctx: Contexte): Promise<string | null> => professionDe(ctx, ctx.qui.personneId);

/** Where one person stands; undefined when the cap of that year is not known. */
export async function situationDe(ctx: Ici, personneId: PersonneId, annee: number): Promise<Situation | undefined> {
  const plafond = plafondDe(annee);
  return plafond && situer(plafond.centimes, await engageDe(ctx, personneId, annee));
}

const lu = (l: Record<string, unknown> & { nom: string; payeeLe: string | null }): TempsLu => ({ ...Temps.parse(l), nom: l.nom, payeeLe: l.payeeLe === null ? null : Jour.parse(l.payeeLe) });

const CLES = { jour: 't.jour', nom: 'p.nom', minutes: 't.minutes', centimes: 't.centimes', statut: 't.statut', mission: 't.mission' } as const;

/** The ledger of a year: filtered, sorted, paged; with the count and the total of what was found. */
export async function listerTemps({ tx, cpts }: Ici, f: FiltreTemps, page: { readonly debut: number; readonly nombre: number }): Promise<{ readonly total: number; readonly centimes: number; readonly minutes: number; readonly lignes: readonly TempsLu[] }> {
  let trouves = tx.selectFrom('temps_declares as t').where('t.cpts_id', '=', cpts).where('t.annee', '=', f.annee);
  if (f.statut !== '') trouves = trouves.where('t.statut', '=', f.statut);
  if (f.nature !== '') trouves = trouves.where('t.nature', '=', f.nature);
  if (f.q !== '') {
    const motif = `%${f.q.replace(/[\\%_]/g, '\\$&')}%`;
    trouves = trouves.where((e) => e.or([e('t.action', 'ilike', motif), e('t.mission', 'ilike', motif), sql<boolean>`t.personne_id in (select q.id from personnes q where q.nom ilike ${motif})`]));
  }
  const somme = await trouves.select((e) => [e.fn.countAll<number>().as('total'), sql<number>`coalesce(sum(t.centimes) filter (where t.engagee), 0)::bigint`.as('centimes'), sql<number>`coalesce(sum(t.minutes), 0)::bigint`.as('minutes')]).executeTakeFirstOrThrow();
  const lignes = await trouves
    .innerJoin('personnes as p', 'p.id', 't.personne_id')
    .select([...COLONNES_TEMPS, 'p.nom', 't.payee_le as payeeLe'])
    .orderBy(CLES[f.tri], (o) => (f.sens === 'asc' ? o.asc().nullsFirst() : o.desc().nullsLast()))
    .orderBy('t.id')
    .limit(page.nombre)
    .offset(page.debut)
    .execute();
  return { ...somme, lignes: lignes.map(lu) };
}

/** One's own entries of a year, newest first. */
export async function mesTemps({ tx, cpts, qui }: Contexte, annee: number): Promise<readonly TempsLu[]> {
  const lignes = await tx.selectFrom('temps_declares as t').innerJoin('personnes as p', 'p.id', 't.personne_id').select([...COLONNES_TEMPS, 'p.nom', 't.payee_le as payeeLe']).where('t.cpts_id', '=', cpts).where('t.personne_id', '=', qui.personneId).where('t.annee', '=', annee).orderBy('t.jour', 'desc').orderBy('t.id').limit(1000).execute();
  return lignes.map(lu);
}

/** How many entries, and how much, in each state of a year. */
export async function bilanDesTemps({ tx, cpts }: Ici, annee: number): Promise<readonly { readonly statut: StatutTemps; readonly nombre: number; readonly centimes: number }[]> {
  return tx.selectFrom('temps_declares').select((e) => [sql<StatutTemps>`statut`.as('statut'), e.fn.countAll<number>().as('nombre'), sql<number>`coalesce(sum(centimes), 0)::bigint`.as('centimes')]).where('cpts_id', '=', cpts).where('annee', '=', annee).groupBy('statut').execute();
}

/** Those near their cap, by name, for those who must act on it. */
export async function presDuPlafond({ tx, cpts }: Ici, annee: number): Promise<readonly { readonly personneId: PersonneId; readonly nom: string; readonly engage: number; readonly plafond: number }[]> {
  return tx.selectFrom('plafonds_personnes as c').innerJoin('personnes as p', 'p.id', 'c.personne_id').select(['c.personne_id as personneId', 'p.nom', 'c.engage_centimes as engage', 'c.plafond_centimes as plafond']).where('c.cpts_id', '=', cpts).where('c.annee', '=', annee).where(sql<boolean>`c.engage_centimes * 100 >= c.plafond_centimes * ${ALERTE_CENTIEMES}`).orderBy('p.nom').execute();
}

/** Work by role of the people, never by name: minutes told in a year, paid or not. */
export async function tempsParRole({ tx, cpts }: Ici, annee: number): Promise<readonly { readonly role: string; readonly minutes: number; readonly personnes: number }[]> {
  const { rows } = await sql<{ role: string; minutes: number; personnes: number }>`
    select coalesce(a.profession, 'sans') as role, sum(t.minutes)::bigint as minutes, count(*)::int as personnes
    from (select cpts_id, personne_id, sum(minutes) as minutes from temps_declares where cpts_id = ${cpts} and annee = ${annee} and statut not in ('ecartee', 'refusee') group by 1, 2) t
    left join lateral (select profession from adhesions a where a.cpts_id = t.cpts_id and a.personne_id = t.personne_id and a.profession is not null order by a.modifiee_le desc limit 1) a on true group by 1 order by 1`.execute(tx);
  return rows;
}

/** What money asks today: one tap for each person, the pile of the treasurer. */
export async function chosesDesFinances(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  const choses: ActionDuJour[] = [];
  const { tx, cpts, qui } = ctx;
  if (peutDeclarerTemps(qui)) {
    const { n } = await tx.selectFrom('temps_declares').select((e) => e.fn.countAll<number>().as('n')).where('cpts_id', '=', cpts).where('personne_id', '=', qui.personneId).where('statut', '=', 'proposee').executeTakeFirstOrThrow();
    if (n > 0) choses.push({ id: 'temps-a-confirmer', titre: `${accord(n, 'temps', 'temps')} à confirmer`, raison: 'Votre présence est notée. Un geste, et c’est transmis à la trésorerie.', bouton: { libelle: 'Confirmer mon temps', href: `${ctx.base}/finances/temps` } });
  }
  if (peutTenirFinances(qui)) {
    const { n } = await tx.selectFrom('temps_declares').select((e) => e.fn.countAll<number>().as('n')).where('cpts_id', '=', cpts).where('statut', 'in', ['confirmee', 'contestee']).where('personne_id', '<>', qui.personneId).executeTakeFirstOrThrow();
    if (n > 0) choses.push({ id: 'temps-a-approuver', titre: `${accord(n, 'temps', 'temps')} à approuver`, raison: 'Des membres attendent d’être payés.', bouton: { libelle: 'Approuver', href: `${ctx.base}/finances/registre?statut=confirmee` } });
    const annee = Number(ctx.aujourdhui.slice(0, 4));
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
