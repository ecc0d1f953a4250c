import { sql } from 'kysely';
import type { Contexte } from '#server/contexte.ts';
import { Jour } from '#core/jour.ts';
import { AdhesionId, type Bareme, type Campagne, Cotisation, type CotisationLue, MoyenDeRenouvellement, type Renouvelant, STATUTS_MEMBRES } from './model.ts';
import type { Appel, Cotisant } from './rules.ts';

type Ici = Pick<Contexte, 'tx' | 'cpts'>;

const COLONNES = ['c.id', 'c.adhesion_id as adhesionId', 'c.annee', 'c.centimes', 'c.statut', 'c.appelee_le as appeleeLe', 'c.payee_le as payeeLe', 'c.moyen', 'c.recu_numero as recuNumero', 'c.relances', 'c.relancee_le as relanceeLe', 'c.motif'] as const;

export const chargerBaremes = ({ tx, cpts }: Ici): Promise<readonly Bareme[]> => tx.selectFrom('baremes_cotisation').select(['annee', 'college_id as collegeId', 'centimes']).where('cpts_id', '=', cpts).orderBy('annee', 'desc').execute();

export const fixerMontant = async ({ tx, cpts }: Ici, b: Bareme): Promise<void> => {
  await tx
    .insertInto('baremes_cotisation')
    .values({ cpts_id: cpts, annee: b.annee, college_id: b.collegeId, centimes: b.centimes })
    .onConflict((c) => c.constraint('un_montant_par_annee_et_college').doUpdateSet({ centimes: b.centimes }))
    .execute();
};

/** Members whose category pays and who were not called for this year. */
export const cotisantsSansAppel = ({ tx, cpts }: Ici, annee: number): Promise<Cotisant[]> =>
  tx
    .selectFrom('adhesions as a')
    .innerJoin('categories_adhesion as k', (j) => j.onRef('k.cpts_id', '=', 'a.cpts_id').onRef('k.code', '=', 'a.categorie'))
    .select(['a.id', 'a.college_id as collegeId'])
    .where('a.cpts_id', '=', cpts)
    .where('a.statut', 'in', [...STATUTS_MEMBRES])
    .where('k.cotise', '=', true)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('cotisations as c').select('c.id').whereRef('c.adhesion_id', '=', 'a.id').where('c.cpts_id', '=', cpts).where('c.annee', '=', annee))))
    .orderBy('a.cle')
    .execute();

export async function appelerToutes({ tx, cpts, aujourdhui }: Contexte, annee: number, appels: readonly Appel[]): Promise<void> {
  if (appels.length === 0) return;
  const [ids, montants] = [appels.map((a) => a.adhesionId), appels.map((a) => a.centimes)];
  await sql`insert into cotisations (cpts_id, adhesion_id, annee, centimes, statut, appelee_le)
    select ${cpts}, a, ${annee}, m, 'appelee', ${aujourdhui} from unnest(${ids}::uuid[], ${montants}::int[]) as t(a, m)`.execute(tx);
}

const lues = ({ tx, cpts }: Ici) =>
  tx
    .selectFrom('cotisations as c')
    .innerJoin('adhesions as a', (j) => j.onRef('a.cpts_id', '=', 'c.cpts_id').onRef('a.id', '=', 'c.adhesion_id'))
    .leftJoin('colleges as g', (j) => j.onRef('g.cpts_id', '=', 'a.cpts_id').onRef('g.id', '=', 'a.college_id'))
    .select([...COLONNES, 'a.nom', 'a.courriel', 'g.libelle as college', 'a.college_id as collegeId'])
    .where('c.cpts_id', '=', cpts);

const enLue = (r: { nom: string; courriel: string | null; college: string | null; collegeId: string | null }): CotisationLue => ({ ...Cotisation.parse(r), nom: r.nom, courriel: r.courriel, college: r.college, collegeId: r.collegeId });

/** The fees of a year, by name; one page. */
export async function cotisationsDe(ctx: Ici, annee: number, f: { readonly statut?: string | undefined; readonly debut: number; readonly nombre: number }): Promise<readonly CotisationLue[]> {
  const rows = await lues(ctx).where('c.annee', '=', annee).$if(f.statut !== undefined, (q) => q.where('c.statut', '=', f.statut ?? '')).orderBy('a.cle').orderBy('c.id').limit(f.nombre).offset(f.debut).execute();
  return rows.map(enLue);
}

export async function cotisationsParAdhesion(ctx: Ici, adhesionId: AdhesionId): Promise<readonly CotisationLue[]> {
  return (await lues(ctx).where('c.adhesion_id', '=', adhesionId).orderBy('c.annee', 'desc').execute()).map(enLue);
}

export async function cotisationLue(ctx: Ici, id: string): Promise<CotisationLue | undefined> {
  const r = await lues(ctx).where('c.id', '=', id).executeTakeFirst();
  return r && enLue(r);
}

export async function chargerCotisation(ctx: Ici, id: string): Promise<CotisationLue | undefined> {
  const r = await lues(ctx).where('c.id', '=', id).forUpdate('c').executeTakeFirst();
  return r && enLue(r);
}

/** Totals of a year by status: how many, and how much. */
export const bilanDe = ({ tx, cpts }: Ici, annee: number): Promise<readonly { statut: string; nombre: number; centimes: number }[]> =>
  tx.selectFrom('cotisations').select((eb) => ['statut', eb.fn.countAll<number>().as('nombre'), sql<number>`coalesce(sum(centimes), 0)::bigint`.as('centimes')]).where('cpts_id', '=', cpts).where('annee', '=', annee).groupBy('statut').execute();

export async function enregistrerCotisation({ tx, cpts }: Ici, c: Cotisation): Promise<void> {
  await tx.updateTable('cotisations').set({ statut: c.statut, payee_le: c.payeeLe, moyen: c.moyen, recu_numero: c.recuNumero, relances: c.relances, relancee_le: c.relanceeLe, motif: c.motif }).where('cpts_id', '=', cpts).where('id', '=', c.id).execute();
}

/** The next receipt number of a year; two treasurers at once wait for each other on the settings' line. */
export async function prochainRecu({ tx, cpts }: Ici, annee: number): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${cpts}:recus:${annee}`}, 0))`.execute(tx);
  const r = await tx.selectFrom('cotisations').select(sql<number>`coalesce(max(recu_numero), 0) + 1`.as('n')).where('cpts_id', '=', cpts).where('annee', '=', annee).executeTakeFirstOrThrow();
  return r.n;
}

/** Fees called and unpaid, to whom a letter can be written. */
export async function cotisationsEnAttente(ctx: Ici): Promise<readonly CotisationLue[]> {
  return (await lues(ctx).where('c.statut', '=', 'appelee').where('a.courriel', 'is not', null).where('a.statut', 'in', [...STATUTS_MEMBRES]).orderBy('c.id').limit(5000).execute()).map(enLue);
}

// --- Renewals

const enCampagne = (r: { annee: number; ouverte_le: string; jusqua: string; relancee_le: string | null }): Campagne => ({ annee: r.annee, ouverteLe: Jour.parse(r.ouverte_le), jusqua: Jour.parse(r.jusqua), relanceeLe: r.relancee_le === null ? null : Jour.parse(r.relancee_le) });

/** Campaigns, the latest year first. */
export const chargerCampagnes = async ({ tx, cpts }: Ici): Promise<readonly Campagne[]> => (await tx.selectFrom('campagnes_renouvellement').select(['annee', 'ouverte_le', 'jusqua', 'relancee_le']).where('cpts_id', '=', cpts).orderBy('annee', 'desc').limit(50).execute()).map(enCampagne);

export const creerCampagne = async ({ tx, cpts, aujourdhui }: Contexte, c: { readonly annee: number; readonly jusqua: Jour }): Promise<boolean> =>
  (await tx.insertInto('campagnes_renouvellement').values({ cpts_id: cpts, annee: c.annee, ouverte_le: aujourdhui, jusqua: c.jusqua, relancee_le: null }).onConflict((o) => o.columns(['cpts_id', 'annee']).doNothing()).returning('annee').executeTakeFirst()) !== undefined;

export const noterRelance = async ({ tx, cpts, aujourdhui }: Contexte, annee: number): Promise<void> => {
  await tx.updateTable('campagnes_renouvellement').set({ relancee_le: aujourdhui }).where('cpts_id', '=', cpts).where('annee', '=', annee).execute();
};

/** Whoever was a member when the campaign opened and has not left nor asked to: by name, with their answer. */
const concernes = ({ tx, cpts }: Ici, c: Pick<Campagne, 'annee' | 'ouverteLe'>) =>
  tx.selectFrom('adhesions as a').leftJoin('renouvellements as r', (j) => j.onRef('r.cpts_id', '=', 'a.cpts_id').onRef('r.adhesion_id', '=', 'a.id').on('r.annee', '=', c.annee))
    .where('a.cpts_id', '=', cpts).where('a.statut', 'in', ['validee', 'exclusion_engagee', 'entendue']).where('a.membre_depuis', '<=', c.ouverteLe);

export async function bilanRenouvellement(ctx: Ici, c: Campagne): Promise<{ readonly total: number; readonly faits: number }> {
  const r = await concernes(ctx, c).select((e) => [e.fn.countAll<number>().as('total'), e.fn.count<number>('r.le').as('faits')]).executeTakeFirstOrThrow();
  return r;
}

export async function listerRenouvelants(ctx: Ici, c: Campagne, f: { readonly faits?: boolean; readonly id?: AdhesionId; readonly debut: number; readonly nombre: number }): Promise<readonly Renouvelant[]> {
  const rows = await concernes(ctx, c).select(['a.id', 'a.nom', 'a.courriel', 'r.le', 'r.moyen'])
    .$if(f.faits !== undefined, (q) => q.where('r.le', f.faits === true ? 'is not' : 'is', null)).$if(f.id !== undefined, (q) => q.where('a.id', '=', f.id ?? '')).orderBy('a.cle').orderBy('a.id').limit(f.nombre).offset(f.debut).execute();
  return rows.map((r) => ({ adhesionId: AdhesionId.parse(r.id), nom: r.nom, courriel: r.courriel, le: r.le === null ? null : Jour.parse(r.le), moyen: r.moyen === null ? null : MoyenDeRenouvellement.parse(r.moyen) }));
}

/** Renewed once: saying it twice changes nothing. */
export const ecrireRenouvellement = async ({ tx, cpts, aujourdhui }: Contexte, annee: number, adhesion_id: AdhesionId, moyen: MoyenDeRenouvellement): Promise<boolean> =>
  (await tx.insertInto('renouvellements').values({ cpts_id: cpts, annee, adhesion_id, le: aujourdhui, moyen }).onConflict((o) => o.columns(['cpts_id', 'annee', 'adhesion_id']).doNothing()).returning('annee').executeTakeFirst()) !== undefined;

export const effacerRenouvellement = async ({ tx, cpts }: Contexte, annee: number, id: AdhesionId): Promise<void> => {
  await tx.deleteFrom('renouvellements').where('cpts_id', '=', cpts).where('annee', '=', annee).where('adhesion_id', '=', id).execute();
};

export const renouvellementsDe = ({ tx, cpts }: Ici, id: AdhesionId): Promise<readonly { annee: number; le: string; moyen: string }[]> => tx.selectFrom('renouvellements').select(['annee', 'le', 'moyen']).where('cpts_id', '=', cpts).where('adhesion_id', '=', id).orderBy('annee', 'desc').execute();
