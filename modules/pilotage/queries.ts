import { CompiledQuery, type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { ActionDuJour, Horloge } from '#core/aujourdhui.ts';
import type { CptsAutorisee } from '#core/tenancy.ts';
import { cleDeRecherche } from '#core/texte.ts';
import type { Schema } from '#db/schema.ts';
import { chosesDesActions } from '#modules/actions/queries.ts';
import { chosesDeLAgenda } from '#modules/agenda/queries.ts';
import { chosesDesAdhesions } from '#modules/adherents/queries.ts';
import { chosesDeLAnnuaire } from '#modules/annuaire/queries-fiche.ts';
import { chosesDuContrat } from '#modules/aci/queries.ts';
import { chosesDesComptes } from '#modules/finances/queries-comptes.ts';
import { chosesDuDialogue } from '#modules/dialogue/queries.ts';
import { chosesDesFinances } from '#modules/finances/queries.ts';
import { chosesDesDonnees } from '#modules/donnees/queries.ts';
import { chosesDuDiagnostic } from '#modules/diagnostic/queries.ts';
import { chosesDeLEcoute } from '#modules/ecoute/queries.ts';
import { chosesDeLaLettre, horlogesDeLaLettre } from '#modules/projet/queries.ts';
import { chosesDesEchanges } from '#modules/projet/queries-echanges.ts';
import { chosesDuParcours, horlogesDuParcours } from '#modules/projet/queries-parcours.ts';
import { chosesDuProjet } from '#modules/projet/queries-sante.ts';
import { chosesDeLaGouvernance } from '#modules/gouvernance/queries.ts';
import { chosesDuTerritoire } from '#modules/territoire/queries.ts';
import type { Amorce, Contexte, ContextePage } from '#server/contexte.ts';
import { codesContenant } from './labels.ts';
import { type DemandeHistorique, type Evenement, TAILLE_PAGE } from './model.ts';
import { peutVoirHistorique } from './permissions.ts';

/** Somebody who was erased here is no longer seen: their number stays in the chain, and leads to nobody. */
const QUI = "coalesce(p.nom, case when j.personne_id is null or j.personne_id = '00000000-0000-7000-8000-000000000000' then null else 'Personne effacée' end)";

const evenementsDe = (db: Kysely<Schema>, cpts: CptsAutorisee) =>
  db
    .selectFrom('journal as j')
    .leftJoin('personnes as p', 'p.id', 'j.personne_id')
    .select(['j.rang', 'j.instant', sql<string | null>`${sql.raw(QUI)}`.as('qui'), 'j.evenement', 'j.details'])
    .where('j.cpts_id', '=', cpts)
    .orderBy('j.rang', 'desc')
    // Written in the statement: a limit that the planner cannot read makes it plan at each call.
    .limit(sql.lit(TAILLE_PAGE));

/**
 * A page of the journal as one text, for the statement that opens the page: its total, then its lines. The chain is numbered without holes,
 * so its head is the total and a page is a range of ranks: its cost grows neither with its number nor with the other CPTS.
 */
export const amorceHistorique = ({ page }: Pick<DemandeHistorique, 'page'>): Amorce => ({
  requete: `select json_build_object('total', t.rang, 'evenements', (select json_agg(json_build_array(l.rang, l.instant, l.qui, l.evenement, l.details) order by l.rang desc) from (
      select j.rang, j.instant, ${QUI} as qui, j.evenement, j.details from journal j left join personnes p on p.id = j.personne_id
      where j.cpts_id = o.cpts_id and j.rang <= t.rang - $3::int order by j.rang desc limit ${TAILLE_PAGE}) l))::text from journal_tetes t where t.cpts_id = o.cpts_id`,
  valeurs: [(page - 1) * TAILLE_PAGE],
});

const FaitsEnTexte = z.object({ total: z.number(), evenements: z.array(z.tuple([z.number(), z.string(), z.string().nullable(), z.string(), z.unknown()])).nullable() });

/** The page that `amorceHistorique` read. A CPTS where nothing was ever changed has no head: nothing was read. */
export function lireFaits(texte: string): { total: number; evenements: Evenement[] } {
  const { total, evenements } = FaitsEnTexte.parse(JSON.parse(texte));
  return { total, evenements: (evenements ?? []).map(([rang, instant, qui, evenement, details]) => ({ rang, instant: new Date(instant), qui, evenement, details })) };
}

/** The same page inside a transaction that is already open. */
async function lirePage({ tx, cpts }: Contexte, page: number): Promise<{ total: number; evenements: Evenement[] }> {
  const { requete, valeurs } = amorceHistorique({ page });
  const { rows } = await tx.executeQuery<{ faits: string | null }>(CompiledQuery.raw(`select (${requete}) as faits from (select $1::uuid as cpts_id, $2::text as jeton) o`, [cpts, '', ...valeurs]));
  const faits = rows[0]?.faits;
  return faits ? lireFaits(faits) : { total: 0, evenements: [] };
}

/** The journal of the CPTS, newest first. */
export async function lireHistorique(ctx: Contexte, { page, q }: DemandeHistorique): Promise<{ total: number; evenements: Evenement[] }> {
  if (q === '') return lirePage(ctx, page);
  const { tx, cpts } = ctx;
  const codes = codesContenant(q, cleDeRecherche);
  if (codes.length === 0) return { total: 0, evenements: [] };
  const { n } = await tx
    .selectFrom('journal')
    .where('cpts_id', '=', cpts)
    .where('evenement', 'in', codes)
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return { total: n, evenements: await evenementsDe(tx, cpts).where('j.evenement', 'in', codes).offset((page - 1) * TAILLE_PAGE).execute() };
}

/** What each module has to say on « Aujourd’hui ». */
type Source = { readonly choses: (ctx: ContextePage) => Promise<readonly ActionDuJour[]>; readonly horloges?: (ctx: ContextePage) => Promise<readonly Horloge[]> };
const SOURCES: readonly Source[] = [
  { choses: chosesDuTerritoire },
  { choses: chosesDesAdhesions },
  { choses: chosesDesDonnees },
  { choses: chosesDesFinances },
  { choses: chosesDesComptes },
  { choses: chosesDeLEcoute },
  { choses: chosesDuDiagnostic },
  { choses: chosesDeLAgenda },
  { choses: chosesDesActions },
  { choses: chosesDuParcours, horloges: horlogesDuParcours },
  { choses: chosesDesEchanges },
  { choses: chosesDuProjet },
  { choses: chosesDeLaLettre, horloges: horlogesDeLaLettre },
  { choses: chosesDeLaGouvernance },
  { choses: chosesDuContrat },
  { choses: chosesDuDialogue },
  { choses: chosesDeLAnnuaire },
];

/** What waits for the person of this context, module by module: each asks their roles before it answers. */
export async function chosesQuiAttendent(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  const choses: ActionDuJour[] = [];
  for (const source of SOURCES) choses.push(...(await source.choses(ctx)));
  return choses;
}

/** The facts of the home page, gathered from every module in the transaction of the page. */
export async function lireAccueil(ctx: ContextePage): Promise<{ choses: ActionDuJour[]; horloges: Horloge[]; recents: Evenement[] | undefined }> {
  const choses: ActionDuJour[] = [];
  const horloges: Horloge[] = [];
  for (const source of SOURCES) {
    choses.push(...(await source.choses(ctx)));
    horloges.push(...((await source.horloges?.(ctx)) ?? []));
  }
  const recents = peutVoirHistorique(ctx.qui) ? (await lireHistorique(ctx, { page: 1, q: '', densite: 'confortable' })).evenements : undefined;
  return { choses, horloges, recents };
}
