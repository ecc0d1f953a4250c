import { expressionBuilder, type RawBuilder, sql } from 'kysely';
import type { Jour } from '#core/jour.ts';
import type { PersonneId } from '#core/tenancy.ts';
import { cleDeRecherche } from '#core/texte.ts';
import type { Schema } from '#db/schema.ts';
import type { Contexte } from '#server/contexte.ts';
import { type Acceptation, type Adhesion, AdhesionId, type Categorie, type College, type Electeur, type Exclusion, type Reglages, STATUTS_MEMBRES, StatutAdhesion, type TexteAdhesion } from './model.ts';
import type { Bareme, CotisationLue } from './model-cotisations.ts';
import { adhesionDe, chargerCategories, chargerColleges, chargerReglages, lireAdhesion } from './repository.ts';
import { chargerBaremes, cotisationsParAdhesion } from './repository-cotisations.ts';
import { acceptationsDe, exclusionsDe, textesEnVigueur } from './repository-textes.ts';
import { questionsDeVote, type QuestionDeVote } from './rules.ts';

type Ici = Pick<Contexte, 'tx' | 'cpts'>;

/** Colleges in their order, closed ones included: whoever draws up an assembly keeps the active ones. */
export const listerColleges = (ctx: Ici): Promise<readonly College[]> => chargerColleges(ctx);
export const listerCategories = (ctx: Ici): Promise<readonly Categorie[]> => chargerCategories(ctx);
export const lireReglages = (ctx: Ici): Promise<Reglages> => chargerReglages(ctx);

/** What must be decided before one can say who votes; empty when all is. */
export const questionsSurLeVote = async (ctx: Ici): Promise<readonly QuestionDeVote[]> => questionsDeVote(await chargerCategories(ctx), (await chargerReglages(ctx)).voteSiAJour);

/** Who votes on a day: members of the association, of a category that votes, up to date when the CPTS asks it. By name. */
export async function listerElecteurs({ tx, cpts }: Ici, jour: Jour): Promise<readonly Electeur[]> {
  const rows = await tx
    .selectFrom('adhesions as a')
    .innerJoin('categories_adhesion as k', (j) => j.onRef('k.cpts_id', '=', 'a.cpts_id').onRef('k.code', '=', 'a.categorie'))
    .leftJoin('colleges as c', (j) => j.onRef('c.cpts_id', '=', 'a.cpts_id').onRef('c.id', '=', 'a.college_id'))
    .leftJoin('reglages_adhesion as r', 'r.cpts_id', 'a.cpts_id')
    .select(['a.id', 'a.personne_id', 'a.nom', 'c.code as college'])
    .where('a.cpts_id', '=', cpts)
    .where('a.statut', 'in', [...STATUTS_MEMBRES])
    .where('k.association', '=', true)
    .where('k.vote', '=', true)
    .where('a.membre_depuis', '<=', jour)
    .where((eb) => eb.or([eb('a.fin_le', 'is', null), eb('a.fin_le', '>', jour)]))
    .where((eb) =>
      eb.or([
        sql<boolean>`r.vote_si_a_jour is not true or k.cotise is not true`,
        eb.exists(eb.selectFrom('cotisations as x').select('x.id').whereRef('x.adhesion_id', '=', 'a.id').where('x.cpts_id', '=', cpts).where('x.annee', '=', Number(jour.slice(0, 4))).where('x.statut', 'in', ['payee', 'dispensee'])),
      ]),
    )
    .orderBy('a.cle')
    .orderBy('a.id')
    .execute();
  return rows.map((r) => ({ adhesionId: AdhesionId.parse(r.id), nom: r.nom, college: r.college, ...(r.personne_id === null ? {} : { personneId: r.personne_id }) }));
}

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

const ORDRES: Readonly<Record<TriAdherents, RawBuilder<unknown>>> = {
  nom: sql`a.cle`,
  profession: sql`a.profession`,
  commune: sql`a.commune_nom`,
  college: sql`g.rang`,
  depuis: sql`a.membre_depuis`,
};

function filtrer(f: FiltreAdherents) {
  const eb = expressionBuilder<Schema & { a: Schema['adhesions'] }, 'a'>();
  return eb.and([
    eb('a.statut', 'in', [...(f.statuts ?? STATUTS_MEMBRES)]),
    eb('a.effacee_le', 'is', null),
    ...cleDeRecherche(f.q ?? '').split(' ').filter(Boolean).slice(0, 6).map((m) => eb('a.cle', 'like', `%${m}%`)),
    ...(f.profession ? [eb('a.profession', '=', f.profession)] : []),
    ...(f.commune ? [eb('a.commune', '=', f.commune)] : []),
    ...(f.college ? [f.college === 'aucun' ? eb('a.college_id', 'is', null) : eb('a.college_id', '=', f.college)] : []),
    ...(f.categorie ? [eb('a.categorie', '=', f.categorie)] : []),
  ]);
}

/** A page of people and how many there are in all. Names sorted without accents; ties by id, so that pages never repeat anyone. */
export async function listerAdherents({ tx, cpts }: Ici, f: FiltreAdherents, page: { readonly debut: number; readonly nombre: number }): Promise<{ readonly total: number; readonly lignes: readonly AdherentLu[] }> {
  const sens = f.sens === 'desc' ? sql`desc` : sql`asc`;
  const rows = await tx
    .selectFrom('adhesions as a')
    .leftJoin('colleges as g', (j) => j.onRef('g.cpts_id', '=', 'a.cpts_id').onRef('g.id', '=', 'a.college_id'))
    .select(['a.id', 'a.personne_id', 'a.nom', 'a.statut', 'a.profession', 'a.fonction', 'a.commune', 'a.commune_nom', 'a.categorie', 'g.libelle as college', 'a.courriel', 'a.telephone', 'a.rpps', 'a.membre_depuis', sql<number>`count(*) over ()`.as('total')])
    .where('a.cpts_id', '=', cpts)
    .where(filtrer(f))
    .orderBy(sql`${ORDRES[f.tri ?? 'nom']} ${sens} nulls last`)
    .orderBy('a.cle')
    .orderBy('a.id')
    .limit(page.nombre)
    .offset(page.debut)
    .execute();
  const lignes = rows.map((r) => ({
    id: AdhesionId.parse(r.id), personneId: r.personne_id, nom: r.nom, statut: StatutAdhesion.parse(r.statut), profession: r.profession, fonction: r.fonction, commune: r.commune, communeNom: r.commune_nom,
    categorie: r.categorie, college: r.college, courriel: r.courriel, telephone: r.telephone, rpps: r.rpps, membreDepuis: r.membre_depuis,
  }));
  return { total: rows[0]?.total ?? 0, lignes };
}

/** Members by profession, for whom the code is known; never by person. */
export async function professionsRepresentees({ tx, cpts }: Ici): Promise<readonly { readonly profession: string; readonly membres: number }[]> {
  return tx
    .selectFrom('adhesions')
    .select((eb) => [sql<string>`profession`.as('profession'), eb.fn.countAll<number>().as('membres')])
    .where('cpts_id', '=', cpts)
    .where('statut', 'in', [...STATUTS_MEMBRES])
    .where('profession', 'is not', null)
    .groupBy('profession')
    .orderBy('membres', 'desc')
    .orderBy('profession')
    .execute();
}

/** The membership of the person who acts, if any. */
export const monAdhesion = (ctx: Contexte): Promise<Adhesion | undefined> => adhesionDe(ctx, ctx.qui.personneId);

export type Facette = { readonly genre: 'profession' | 'commune' | 'college'; readonly code: string; readonly nom: string | null };

/** What the list may be narrowed by: professions and communes that members have, colleges open. One reading. */
export async function facettesDesAdherents({ tx, cpts }: Ici): Promise<readonly Facette[]> {
  const { rows } = await sql<Facette>`
    select distinct 'profession' as genre, profession as code, null::text as nom from adhesions where cpts_id = ${cpts} and profession is not null and effacee_le is null
    union select distinct 'commune', commune, commune_nom from adhesions where cpts_id = ${cpts} and commune is not null and effacee_le is null
    union all select 'college', id::text, libelle from colleges where cpts_id = ${cpts} and actif`.execute(tx);
  return rows;
}

/** How many memberships are in each status. */
export async function comptesParStatut({ tx, cpts }: Ici): Promise<Readonly<Partial<Record<StatutAdhesion, number>>>> {
  const rows = await tx.selectFrom('adhesions').select((eb) => ['statut', eb.fn.countAll<number>().as('n')]).where('cpts_id', '=', cpts).where('effacee_le', 'is', null).groupBy('statut').execute();
  return Object.fromEntries(rows.map((r) => [r.statut, r.n]));
}

/** All that the page of one membership tells. */
export type DossierAdhesion = {
  readonly adhesion: Adhesion;
  readonly acceptations: readonly Acceptation[];
  readonly textes: readonly TexteAdhesion[];
  readonly exclusions: readonly Exclusion[];
  readonly cotisations: readonly CotisationLue[];
  readonly colleges: readonly College[];
  readonly categories: readonly Categorie[];
  readonly reglages: Reglages;
  readonly proposeePar: string | undefined;
};

export async function lireDossier(ctx: Contexte, id: AdhesionId): Promise<DossierAdhesion | undefined> {
  const adhesion = await lireAdhesion(ctx, id);
  if (!adhesion) return undefined;
  const par = adhesion.proposeePar === null ? undefined : await ctx.tx.selectFrom('personnes').select('nom').where('id', '=', adhesion.proposeePar).executeTakeFirst();
  return {
    adhesion, acceptations: await acceptationsDe(ctx, id), textes: await textesEnVigueur(ctx), exclusions: await exclusionsDe(ctx, id), cotisations: await cotisationsParAdhesion(ctx, id), colleges: await chargerColleges(ctx),
    categories: await chargerCategories(ctx), reglages: await chargerReglages(ctx), proposeePar: par?.nom,
  };
}

/** Texts in force that this membership has not accepted. */
export async function textesEnAttente(ctx: Contexte, id: AdhesionId): Promise<readonly TexteAdhesion[]> {
  const acceptes = new Set((await acceptationsDe(ctx, id)).map((a) => a.texteId));
  return (await textesEnVigueur(ctx)).filter((t) => !acceptes.has(t.id));
}

export const adhesionParId = (ctx: Ici, id: AdhesionId): Promise<Adhesion | undefined> => lireAdhesion(ctx, id);
export const acceptationsLues = (ctx: Ici, id: AdhesionId): Promise<readonly Acceptation[]> => acceptationsDe(ctx, id);
export const textesPublies = (ctx: Ici): Promise<readonly TexteAdhesion[]> => textesEnVigueur(ctx);
export const listerBaremes = (ctx: Ici): Promise<readonly Bareme[]> => chargerBaremes(ctx);
