import { sql } from 'kysely';
import type { ActionDuJour } from '#core/aujourdhui.ts';
import type { Jour } from '#core/jour.ts';
import type { Contexte, ContextePage } from '#server/contexte.ts';
import { CodeCommune, type Paquet, type Territoire, type VersionTerritoire } from './model.ts';
import { peutComposerTerritoire } from './permissions.ts';
import { charger } from './repository.ts';
import { type Couverture, relireCommunes, type Resume, resumer, tailleSelonPopulation } from './rules.ts';
import { type Carte, carteDuTerritoire, type OptionsCarte, PALETTE_PAGE } from './view.ts';

/** The current perimeter of the CPTS, `undefined` before the first one. */
export const territoireCourant = (ctx: Contexte): Promise<Territoire | undefined> => charger(ctx);

/** Which of these communes another CPTS of the instance holds now, with its name and nothing more. */
export async function communesDejaCouvertes({ tx }: Pick<Contexte, 'tx'>, codes: readonly string[]): Promise<readonly Couverture[]> {
  const { rows } = await sql<{ commune: string; cpts: string }>`select commune, cpts from communes_deja_couvertes(${[...codes]}::text[])`.execute(tx);
  return rows.map((r) => ({ commune: CodeCommune.parse(r.commune), cpts: r.cpts }));
}

/** The saved versions, latest first. */
export async function versionsDuTerritoire({ tx, cpts }: Contexte, limite = 20): Promise<readonly VersionTerritoire[]> {
  const rows = await tx
    .selectFrom('territoires')
    .leftJoin('personnes', 'personnes.id', 'territoires.compose_par')
    .select((eb) => ['version', 'compose_le', 'reprise_de', 'personnes.nom as par', eb.selectFrom('territoire_communes as tc').whereRef('tc.territoire_id', '=', 'territoires.id').whereRef('tc.cpts_id', '=', 'territoires.cpts_id').select((f) => f.fn.countAll<number>().as('n')).as('communes')])
    .where('territoires.cpts_id', '=', cpts)
    .orderBy('version', 'desc')
    .limit(limite)
    .execute();
  return rows.map((r) => ({ version: r.version, communes: Number(r.communes), composeLe: r.compose_le, ...(r.par !== null && { composePar: r.par }), ...(r.reprise_de !== null && { repriseDe: r.reprise_de }) }));
}

export type TerritoirePresente = { readonly territoire: Territoire; readonly resume: Resume };

/** The current perimeter with all that is said of it. A code that the pack no longer knows (a merger since) is left out of the sums, and said. */
export async function presenterTerritoireCourant(ctx: Contexte, paquet: Paquet): Promise<TerritoirePresente | undefined> {
  const territoire = await charger(ctx);
  if (!territoire) return undefined;
  const { communes, disparues } = relireCommunes(paquet, territoire.communes);
  const siege = territoire.siege && paquet.commune(territoire.siege);
  const couvertures = await communesDejaCouvertes(ctx, territoire.communes);
  return { territoire, resume: resumer(paquet, { communes, disparues, ...(siege && { siege }), couvertures, jour: ctx.aujourdhui }) };
}

/** The map of a perimeter for a page, a letter or a report: one SVG, its text alternative and its source. */
export const carteDe = (paquet: Paquet, territoire: Pick<Territoire, 'communes' | 'siege'>, options: Omit<OptionsCarte, 'siege'> = {}): Carte =>
  carteDuTerritoire(paquet, territoire.communes, { ...options, ...(territoire.siege && { siege: territoire.siege }) });

/** The same map in the colours of the page, which follow its theme. */
export const carteDePage = (paquet: Paquet, territoire: Pick<Territoire, 'communes' | 'siege'>, options: Omit<OptionsCarte, 'siege' | 'palette'> = {}): Carte =>
  carteDe(paquet, territoire, { ...options, palette: PALETTE_PAGE });

/** What « Aujourd’hui » says of the territory: to be composed, by those who may. */
export async function chosesDuTerritoire(ctx: ContextePage): Promise<readonly ActionDuJour[]> {
  if (!peutComposerTerritoire(ctx.qui) || (await charger(ctx))) return [];
  return [
    {
      id: 'territoire',
      titre: 'Composer le territoire',
      raison: 'Aucune commune n’est encore choisie. La population, la taille et la lettre d’intention en dépendent.',
      bouton: { libelle: 'Choisir les communes', href: `${ctx.base}/territoire/composer` },
    },
  ];
}

/** The size that so many inhabitants make on a day: for whoever checks a contract against it. */
export const tailleDePopulation = (habitants: number, jour: Jour): number => tailleSelonPopulation(habitants, jour);
