import { sql } from 'kysely';
import type { ActionDuJour } from '#core/aujourdhui.ts';
import { ecartEnJours, type Jour } from '#core/jour.ts';
import { accord } from '#core/texte.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { type Acceptation, type Adhesion, AdhesionId, type Bareme, type Campagne, type Categorie, type College, type CotisationLue, type Electeur, type Exclusion, type ImportAdherents, type ImportAdherentsId, type Offre, type Reglages, type StatutAdhesion, STATUTS_MEMBRES, type TexteAdhesion } from './model.ts';
import { peutTenirRegistre, peutVoirAdherents } from './permissions.ts';
import { adhesionDe, chargerCategories, chargerColleges, chargerReglages, derniersImports, lireAdhesion, lireImport as importLu } from './repository.ts';
import { bilanDe, bilanRenouvellement, chargerBaremes, chargerCampagnes, cotisationLue, cotisationsDe, cotisationsParAdhesion, listerRenouvelants, renouvellementsDe } from './repository-cotisations.ts';
import { acceptationsDe, exclusionsDe, offresOuvertes, textesEnVigueur } from './repository-textes.ts';
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

export const acceptationsLues = (ctx: Ici, id: AdhesionId): Promise<readonly Acceptation[]> => acceptationsDe(ctx, id);
export const textesPublies = (ctx: Ici): Promise<readonly TexteAdhesion[]> => textesEnVigueur(ctx);
export const listerBaremes = (ctx: Ici): Promise<readonly Bareme[]> => chargerBaremes(ctx);

export const cotisationsDAdhesion = (ctx: Ici, id: AdhesionId): Promise<readonly CotisationLue[]> => cotisationsParAdhesion(ctx, id);
export const listerCotisations = (ctx: Ici, annee: number, f: Parameters<typeof cotisationsDe>[2]): Promise<readonly CotisationLue[]> => cotisationsDe(ctx, annee, f);
export const bilanDesCotisations = (ctx: Ici, annee: number): ReturnType<typeof bilanDe> => bilanDe(ctx, annee);
export const lireCotisation = (ctx: Ici, id: string): Promise<CotisationLue | undefined> => cotisationLue(ctx, id);

const JOURS_DE_SUITE = 90;
/** Said for three months after the term of the last campaign to those who hold the register. */
async function adhesionsExpirees(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  const [derniere] = peutTenirRegistre(ctx.qui) ? await chargerCampagnes(ctx) : [];
  if (!derniere || derniere.jusqua >= ctx.aujourdhui || ecartEnJours(derniere.jusqua, ctx.aujourdhui) > JOURS_DE_SUITE) return [];
  const { total, faits } = await bilanRenouvellement(ctx, derniere);
  return total > faits ? [{ id: 'adhesions-expirees', titre: `${accord(total - faits, 'adhésion')} sans renouvellement`, raison: `La campagne ${derniere.annee} est terminée : vos statuts disent la suite.`, bouton: { libelle: 'Voir la liste', href: `${ctx.base}/reseau/renouvellements?annee=${derniere.annee}` } }] : [];
}

async function monRenouvellement(ctx: ContextePage, id: AdhesionId): Promise<readonly ActionDuJour[]> {
  const c = await campagneEnAttente(ctx, id);
  return c ? [{ id: 'renouvellement', titre: `Rester membre en ${c.annee}`, raison: 'Votre adhésion se renouvelle d’un geste.', echeance: c.jusqua, bouton: { libelle: 'Renouveler', href: `${ctx.base}/reseau/moi` } }] : [];
}

/** What memberships ask today: of those who hold the register, and of each member for their own. */
export async function chosesDesAdhesions(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  const choses: ActionDuJour[] = [];
  if (peutTenirRegistre(ctx.qui)) {
    const comptes = await comptesParStatut(ctx);
    const demandes = (comptes.deposee ?? 0) + (comptes.en_instruction ?? 0);
    if (demandes > 0) choses.push({ id: 'adhesions', titre: `${accord(demandes, 'demande')} d’adhésion à instruire`, raison: 'Des personnes attendent une réponse pour rejoindre la CPTS.', bouton: { libelle: 'Voir les demandes', href: `${ctx.base}/reseau/adherents?liste=demandes` } });
  }
  choses.push(...(await adhesionsExpirees(ctx)));
  const moi = peutVoirAdherents(ctx.qui) ? await monAdhesion(ctx) : undefined;
  if (!moi || !STATUTS_MEMBRES.some((s) => s === moi.statut)) return choses;
  if ((await textesEnAttente(ctx, moi.id)).length > 0) choses.push({ id: 'charte', titre: 'Lire et accepter la charte', raison: 'Une version attend votre accord. Deux minutes.', bouton: { libelle: 'Lire et accepter', href: `${ctx.base}/reseau/moi` } });
  const due = (await cotisationsParAdhesion(ctx, moi.id)).find((c) => c.statut === 'appelee' && c.centimes > 0);
  if (due) choses.push({ id: 'cotisation', titre: `Votre cotisation ${due.annee}`, raison: 'Appelée, pas encore enregistrée comme payée.', bouton: { libelle: 'Voir ma cotisation', href: `${ctx.base}/reseau/moi` } });
  choses.push(...(await monRenouvellement(ctx, moi.id)));
  return choses;
}

export type Representation = { readonly genre: 'profession' | 'commune'; readonly code: string; readonly nom: string | null; readonly membres: number };

/** Members by profession and by commune: counts, never people. */
export async function representation({ tx, cpts }: Ici): Promise<readonly Representation[]> {
  const membres = sql`cpts_id = ${cpts} and statut = any(${[...STATUTS_MEMBRES]}::text[])`;
  const { rows } = await sql<Representation>`
    select 'profession' as genre, profession as code, null::text as nom, count(*)::int as membres from adhesions where ${membres} and profession is not null group by profession
    union all select 'commune', commune, max(commune_nom), count(*)::int from adhesions where ${membres} and commune is not null group by commune`.execute(tx);
  return rows;
}

/** Numbers already on the register, under way or not yet answered: whom not to propose again. */
export async function rppsConnus({ tx, cpts }: Ici): Promise<ReadonlySet<string>> {
  const rows = await tx.selectFrom('adhesions').select('rpps').where('cpts_id', '=', cpts).where('statut', 'in', [...STATUTS_MEMBRES, 'proposee', 'deposee', 'en_instruction']).where('rpps', 'is not', null).execute();
  return new Set(rows.flatMap((r) => r.rpps ?? []));
}

export const listerOffres = (ctx: Contexte): Promise<readonly Offre[]> => offresOuvertes(ctx, ctx.aujourdhui);

/** The latest campaign that still waits for this membership: open, or past its term. */
export async function campagneEnAttente(ctx: Ici, id: AdhesionId): Promise<Campagne | undefined> {
  const [derniere] = await chargerCampagnes(ctx);
  const [m] = derniere ? await listerRenouvelants(ctx, derniere, { id, debut: 0, nombre: 1 }) : [];
  return m && m.le === null ? derniere : undefined;
}
export { bilanRenouvellement, chargerCampagnes as listerCampagnes, listerRenouvelants, renouvellementsDe };

/** All that this module knows of the person who acts, for their own eyes: memberships, texts accepted, fees, procedures. */
export async function donneesDAdherent(ctx: Contexte): Promise<readonly { readonly titre: string; readonly lignes: readonly Readonly<Record<string, unknown>>[] }[]> {
  const { tx, cpts, qui } = ctx;
  const adhesions = await tx.selectFrom('adhesions').selectAll().where('cpts_id', '=', cpts).where('personne_id', '=', qui.personneId).orderBy('id').execute();
  const ids = adhesions.map((a) => AdhesionId.parse(a.id));
  const [acceptations, cotisations, exclusions] = [[], [], []] as [Acceptation[], CotisationLue[], Exclusion[]];
  const renouvellements: { readonly annee: number; readonly le: string; readonly moyen: string }[] = [];
  for (const id of ids) {
    acceptations.push(...(await acceptationsDe(ctx, id)));
    cotisations.push(...(await cotisationsParAdhesion(ctx, id)));
    exclusions.push(...(await exclusionsDe(ctx, id)));
    renouvellements.push(...(await renouvellementsDe(ctx, id)));
  }
  return [
    { titre: 'Adhésion', lignes: adhesions.map(({ cpts_id: _c, cle: _k, ...a }) => a) },
    { titre: 'Charte et règlement acceptés', lignes: acceptations },
    { titre: 'Cotisations', lignes: cotisations.map(({ nom: _n, courriel: _a, ...c }) => c) },
    { titre: 'Renouvellements', lignes: renouvellements },
    { titre: 'Procédures d’exclusion', lignes: exclusions },
  ];
}

export const listerImports = (ctx: Ici): Promise<readonly ImportAdherents[]> => derniersImports(ctx);
export const lireImport = (ctx: Ici, id: ImportAdherentsId): Promise<ImportAdherents | undefined> => importLu(ctx, id);
