import { expressionBuilder, type Kysely, type RawBuilder, sql } from 'kysely';
import type { CptsAutorisee, PersonneId } from '#core/tenancy.ts';
import { cleDeRecherche } from '#core/texte.ts';
import { preparee } from '#db/preparee.ts';
import type { Schema } from '#db/schema.ts';
import { libelleProfession } from '#modules/comptes/labels.ts';
import type { Amorce, Contexte } from '#server/contexte.ts';
import { AdhesionId, STATUTS_MEMBRES, StatutAdhesion } from './model.ts';

type Ici = Pick<Contexte, 'tx' | 'cpts'>;

export type TriAdherents = 'nom' | 'profession' | 'commune' | 'college' | 'depuis';
export type FiltreAdherents = {
  readonly q?: string | undefined;
  readonly profession?: string | undefined;
  readonly commune?: string | undefined;
  readonly college?: string | undefined;
  readonly categorie?: string | undefined;
  /** Members when absent. */
  readonly statuts?: readonly StatutAdhesion[] | undefined;
  readonly tri?: TriAdherents | undefined;
  readonly sens?: 'asc' | 'desc' | undefined;
};
type PageDeListe = { readonly debut: number; readonly nombre: number };

export type AdherentLu = {
  readonly id: AdhesionId;
  readonly personneId: PersonneId | null;
  readonly nom: string;
  readonly statut: StatutAdhesion;
  readonly profession: string | null;
  readonly fonction: string | null;
  readonly commune: string | null;
  readonly communeNom: string | null;
  readonly categorie: string;
  readonly college: string | null;
  readonly courriel: string | null;
  readonly telephone: string | null;
  readonly rpps: string | null;
  readonly membreDepuis: string | null;
};

/** What one line of the page shows. */
type LigneCourte = Pick<AdherentLu, 'nom' | 'statut' | 'profession' | 'fonction' | 'communeNom' | 'college' | 'membreDepuis'> & { readonly id: string };

const ORDRES: Readonly<Record<TriAdherents, RawBuilder<unknown>>> = {
  nom: sql`a.cle`,
  profession: sql`a.profession`,
  commune: sql`a.commune_nom`,
  college: sql`g.rang`,
  depuis: sql`a.membre_depuis`,
};

/** What changes the text of the statement; the values come at each call. */
type Forme = {
  readonly mots: number;
  readonly profession: boolean;
  readonly commune: boolean;
  readonly college: 'tous' | 'un' | 'aucun';
  readonly categorie: boolean;
  readonly statuts: readonly StatutAdhesion[];
  readonly tri: TriAdherents;
  readonly sens: 'asc' | 'desc';
  readonly nombre: number;
  /** Addresses, numbers and codes too: an export reads them, a page of fifty lines does not carry them. */
  readonly entiere: boolean;
};
const MOTS = ['m0', 'm1', 'm2', 'm3', 'm4', 'm5'] as const;
type Mots = Readonly<Record<(typeof MOTS)[number], string>>;
type Valeurs = Mots & { readonly cpts: CptsAutorisee; readonly debut: number; readonly profession: string; readonly commune: string; readonly college: string; readonly categorie: string };

const motsDe = (q: string | undefined): readonly string[] => cleDeRecherche(q ?? '').split(' ').filter(Boolean).slice(0, MOTS.length);

const formeDe = (f: FiltreAdherents, nombre: number, entiere: boolean): Forme => ({
  mots: motsDe(f.q).length, profession: Boolean(f.profession), commune: Boolean(f.commune), college: f.college ? (f.college === 'aucun' ? 'aucun' : 'un') : 'tous', categorie: Boolean(f.categorie),
  statuts: f.statuts ?? STATUTS_MEMBRES, tri: f.tri ?? 'nom', sens: f.sens ?? 'asc', nombre, entiere,
});

const estFiltree = (f: Forme): boolean => f.mots > 0 || f.profession || f.commune || f.categorie || f.college !== 'tous';

function conditions(f: Forme, v: Valeurs) {
  const eb = expressionBuilder<Schema & { a: Schema['adhesions'] }, 'a'>();
  return eb.and([
    eb('a.statut', 'in', f.statuts.map((s) => sql.lit(s))),
    eb('a.effacee_le', 'is', null),
    ...MOTS.slice(0, f.mots).map((m) => eb('a.cle', 'like', v[m])),
    ...(f.profession ? [eb('a.profession', '=', v.profession)] : []),
    ...(f.commune ? [eb('a.commune', '=', v.commune)] : []),
    ...(f.college === 'tous' ? [] : [f.college === 'aucun' ? eb('a.college_id', 'is', null) : eb('a.college_id', '=', v.college)]),
    ...(f.categorie ? [eb('a.categorie', '=', v.categorie)] : []),
  ]);
}

/** A page of the list, how many match when a filter leaves it unknown, and the state of the register: one statement for a whole page. */
function ecrireListe(db: Kysely<Schema>, f: Forme, v: Valeurs) {
  const parNom = f.tri === 'nom';
  return db
    .selectFrom('adhesions as a')
    .leftJoin('colleges as g', (j) => j.onRef('g.cpts_id', '=', 'a.cpts_id').onRef('g.id', '=', 'a.college_id'))
    .select(['a.id', 'a.nom', 'a.statut', 'a.profession', 'a.fonction', 'a.commune_nom as communeNom', 'g.libelle as college', 'a.membre_depuis as membreDepuis'])
    .$if(f.entiere, (q) => q.select(['a.personne_id as personneId', 'a.commune', 'a.categorie', 'a.courriel', 'a.telephone', 'a.rpps']))
    .select((eb) => [estFiltree(f) ? sql<number>`count(*) over ()`.as('total') : sql<number>`-1`.as('total'), eb.selectFrom('registres_adhesion as r').select('r.revision').where('r.cpts_id', '=', v.cpts).as('revision')])
    .where('a.cpts_id', '=', v.cpts)
    .where(conditions(f, v))
    // By name, the index gives the order: no sort of the whole register for fifty lines.
    .$if(!parNom, (q) => q.orderBy(sql`${ORDRES[f.tri]} ${f.sens === 'desc' ? sql`desc` : sql`asc`} nulls last`))
    .orderBy('a.cle', parNom ? f.sens : 'asc')
    .orderBy('a.id', parNom ? f.sens : 'asc')
    // Written in the statement: a limit that the planner cannot read makes it plan at each call.
    .limit(sql.lit(f.nombre))
    .offset(v.debut);
}

const LISTES_ECRITES = 300;
const rediger = (f: Forme) => preparee((db, v: Valeurs) => ecrireListe(db, f, v));
const ecrites = new Map<string, ReturnType<typeof rediger>>();

function listeEcrite(f: Forme): ReturnType<typeof rediger> {
  const cle = JSON.stringify(f);
  const connue = ecrites.get(cle);
  if (connue) return connue;
  if (ecrites.size >= LISTES_ECRITES) ecrites.clear();
  const nouvelle = rediger(f);
  ecrites.set(cle, nouvelle);
  return nouvelle;
}

type Lu<L> = { total: number | undefined; revision: number | undefined; lignes: readonly L[] };
type LigneEcrite = Awaited<ReturnType<ReturnType<typeof rediger>>>[number];

async function lire<L>({ tx, cpts }: Ici, f: FiltreAdherents, { debut, nombre }: PageDeListe, entiere: boolean, enLigne: (r: LigneEcrite) => L): Promise<Lu<L>> {
  const forme = formeDe(f, nombre, entiere);
  const mots = motsDe(f.q).map((m) => `%${m}%`);
  const [m0 = '', m1 = '', m2 = '', m3 = '', m4 = '', m5 = ''] = mots;
  const rows = await listeEcrite(forme)(tx, { cpts, debut, m0, m1, m2, m3, m4, m5, profession: f.profession ?? '', commune: f.commune ?? '', college: f.college ?? '', categorie: f.categorie ?? '' });
  const premiere = rows[0];
  const toutLu = debut === 0 && rows.length < nombre;
  return { total: toutLu ? rows.length : premiere && estFiltree(forme) ? premiere.total : undefined, revision: premiere?.revision ?? undefined, lignes: rows.map(enLigne) };
}

/** The statuses were checked by the database when they were written; a page of fifty lines does not ask fifty times. */
const STATUTS = new Map(StatutAdhesion.options.map((s): [string, StatutAdhesion] => [s, s]));
const statutDe = (s: string): StatutAdhesion => STATUTS.get(s) ?? StatutAdhesion.parse(s);
const enLigneCourte = (r: LigneEcrite): LigneCourte => ({ id: r.id, nom: r.nom, statut: statutDe(r.statut), profession: r.profession, fonction: r.fonction, communeNom: r.communeNom, college: r.college, membreDepuis: r.membreDepuis });
const enLigneEntiere = (r: LigneEcrite): AdherentLu => ({ ...enLigneCourte(r), id: AdhesionId.parse(r.id), personneId: r.personneId ?? null, commune: r.commune ?? null, categorie: r.categorie ?? '', courriel: r.courriel ?? null, telephone: r.telephone ?? null, rpps: r.rpps ?? null });

/** A page of people and how many there are in all. Names sorted without accents; ties by id, so that pages never repeat anyone. */
export async function listerAdherents(ctx: Ici, f: FiltreAdherents, page: PageDeListe): Promise<{ readonly total: number; readonly lignes: readonly AdherentLu[] }> {
  const lu = await lire(ctx, f, page, true, enLigneEntiere);
  return { lignes: lu.lignes, total: lu.total ?? (await compter(ctx, f)) };
}

/** Without any filter, or past the last page. */
async function compter({ tx, cpts }: Ici, f: FiltreAdherents): Promise<number> {
  const forme = formeDe(f, 1, false);
  if (estFiltree(forme)) return (await lire({ tx, cpts }, f, { debut: 0, nombre: 1 }, false, enLigneCourte)).total ?? 0;
  const { n } = await tx.selectFrom('adhesions').select((eb) => eb.fn.countAll<number>().as('n')).where('cpts_id', '=', cpts).where('statut', 'in', [...forme.statuts]).where('effacee_le', 'is', null).executeTakeFirstOrThrow();
  return n;
}

export type Facette = { readonly genre: 'profession' | 'commune' | 'college'; readonly code: string; readonly nom: string | null };
export type EtatDuRegistre = { readonly comptes: Readonly<Partial<Record<StatutAdhesion, number>>>; readonly facettes: readonly Facette[]; readonly questions: number };

const REGISTRES_RETENUS = 200;
const retenus = new Map<string, { readonly revision: number; readonly etat: EtatDuRegistre }>();
type EtatLu = { comptes: { statut: string; n: number }[] | null; communes: Facette[] | null; colleges: Facette[] | null; questions: number; revision: number | null };

/** What stands above the list, in one reading: how many memberships in each status, what one may filter by, how much is not decided about votes. */
async function lireEtat({ tx, cpts }: Ici): Promise<{ revision: number | null; etat: EtatDuRegistre }> {
  const { rows } = await sql<EtatLu>`select
    (select revision from registres_adhesion where cpts_id = ${cpts}) as revision,
    (select jsonb_agg(x) from (select statut, count(*)::int as n from adhesions where cpts_id = ${cpts} and effacee_le is null group by statut) x) as comptes,
    (select jsonb_agg(y) from (select 'profession' as genre, profession as code, null::text as nom from adhesions where cpts_id = ${cpts} and profession is not null and effacee_le is null group by profession
      union all select 'commune', commune, max(commune_nom) from adhesions where cpts_id = ${cpts} and commune is not null and effacee_le is null group by commune) y) as communes,
    (select jsonb_agg(z) from (select 'college' as genre, id as code, libelle as nom from colleges where cpts_id = ${cpts} and actif order by rang, code) z) as colleges,
    (select count(*)::int from categories_adhesion where cpts_id = ${cpts} and active and (association is null or (association and vote is null)))
      + (select count(*)::int from (select 1) u where exists (select from categories_adhesion where cpts_id = ${cpts} and active and cotise) and not exists (select from reglages_adhesion where cpts_id = ${cpts} and vote_si_a_jour is not null)) as questions`.execute(tx);
  const lu = rows[0] ?? { comptes: null, communes: null, colleges: null, questions: 0, revision: null };
  const nommees = (lu.communes ?? []).map((f) => ({ ...f, nom: f.nom ?? libelleProfession(f.code) })).map((f) => ({ f, cle: cleDeRecherche(f.nom) }));
  const triees = nommees.toSorted((a, b) => (a.cle < b.cle ? -1 : a.cle > b.cle ? 1 : 0)).map(({ f }) => f);
  return { revision: lu.revision, etat: { comptes: Object.fromEntries((lu.comptes ?? []).map((r) => [r.statut, r.n])), facettes: [...triees, ...(lu.colleges ?? [])], questions: lu.questions } };
}

/** The number of the last change of the register, as who asks may read it. */
export const AMORCE_REGISTRE: Amorce = { requete: 'select r.revision from registres_adhesion r where r.cpts_id = o.cpts_id', valeurs: [] };

/** Read again only when something has changed since: the database numbers the states of the register. */
async function etatDuRegistre(ctx: Ici, revision: number | undefined): Promise<EtatDuRegistre> {
  const connu = retenus.get(ctx.cpts);
  if (connu && connu.revision === revision) return connu.etat;
  const lu = await lireEtat(ctx);
  if (lu.revision !== null) {
    if (retenus.size >= REGISTRES_RETENUS) retenus.clear();
    retenus.set(ctx.cpts, { revision: lu.revision, etat: lu.etat });
  }
  return lu.etat;
}

/**
 * The page of the list and what stands above it: one statement when the register has not changed since the last page. For a transaction
 * that only reads: the number of a change is known once it is done.
 */
export async function lireRegistre(ctx: Ici, f: FiltreAdherents, page: PageDeListe): Promise<EtatDuRegistre & { readonly total: number; readonly lignes: readonly LigneCourte[]; readonly revision: number | undefined }> {
  const lu = await lire(ctx, f, page, false, enLigneCourte);
  const etat = await etatDuRegistre(ctx, lu.revision);
  const forme = formeDe(f, page.nombre, false);
  const total = lu.total ?? (estFiltree(forme) ? await compter(ctx, f) : forme.statuts.reduce((n, s) => n + (etat.comptes[s] ?? 0), 0));
  return { ...etat, total, lignes: lu.lignes, revision: lu.revision };
}
