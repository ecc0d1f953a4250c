import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { ActionDuJour, Horloge } from '#core/aujourdhui.ts';
import type { CptsAutorisee } from '#core/tenancy.ts';
import { cleDeRecherche } from '#core/texte.ts';
import { preparee } from '#db/preparee.ts';
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

type Page = { readonly cpts: CptsAutorisee; readonly saut: number };

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
 * The chain is numbered without holes, so its head is the total and a page is a range of ranks. The head is read by a statement of its
 * own inside this one, before the journal: joined, it was compared line by line, and page 4,000 read the 200,000 lines before it.
 */
const pageDuJournal = preparee((db, { cpts, saut }: Page) => {
  const tete = db.selectFrom('journal_tetes').select('rang').where('cpts_id', '=', cpts);
  return evenementsDe(db, cpts)
    .select(() => tete.as('total'))
    .where((e) => e('j.rang', '<=', e(tete, '-', saut)));
});

/** A page of the journal as one text, for the statement that opens the page: its total, then its lines. */
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

/** The journal of the CPTS, newest first: the cost of a page grows neither with its number nor with the other CPTS. */
export async function lireHistorique({ tx, cpts }: Contexte, { page, q }: DemandeHistorique): Promise<{ total: number; evenements: Evenement[] }> {
  const saut = (page - 1) * TAILLE_PAGE;
  if (q === '') {
    const evenements = await pageDuJournal(tx, { cpts, saut });
    return { total: evenements[0]?.total ?? 0, evenements };
  }
  const codes = codesContenant(q, cleDeRecherche);
  if (codes.length === 0) return { total: 0, evenements: [] };
  const { n } = await tx
    .selectFrom('journal')
    .where('cpts_id', '=', cpts)
    .where('evenement', 'in', codes)
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return { total: n, evenements: await evenementsDe(tx, cpts).where('j.evenement', 'in', codes).offset(saut).execute() };
}

/** What each module has to say on « Aujourd’hui ». */
type Source = { readonly choses: (ctx: ContextePage) => Promise<readonly ActionDuJour[]>; readonly horloges?: (ctx: ContextePage) => Promise<readonly Horloge[]> };
const SOURCES: readonly Source[] = [
  { choses: chosesDuTerritoire },
  { choses: chosesDesAdhesions },
  { choses: chosesDesDonnees },
  { choses: chosesDesFinances },
  { choses: chosesDesComptes },
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
