import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Contexte } from '#server/contexte.ts';
import { TEXTES_DES_TABLES } from './constants.ts';
import { type Demande, type DemandeId, Relue, type TexteNomme } from './model.ts';
import type { Reperes } from './moteur/noms.ts';
import { mentionsDe, motifDe, textesDe } from './moteur/noms.ts';

type Ici = Pick<Contexte, 'tx' | 'cpts'>;
const LIGNES_PAR_LECTURE = 500;
/** Texts of one column that are shown to be read, before the next ones are. */
const TEXTES_A_LA_FOIS = 500;
/** Rows without a number of their own: their CPTS stands for it. */
const SANS_NUMERO: readonly string[] = ['reglages_adhesion', 'ecritures'];

/** By what this person is known: the request itself, the account, the memberships. */
export async function reperesDe({ tx, cpts }: Ici, d: Pick<Demande, 'nom' | 'personneId' | 'adhesionId'>): Promise<Reperes> {
  const { rows } = await sql<{ nom: string; courriel: string | null; telephone: string | null; rpps: string | null }>`
    select nom, courriel, null as telephone, null as rpps from personnes where id = ${d.personneId}::uuid
    union all select nom, courriel, telephone, rpps from adhesions where cpts_id = ${cpts} and (id = ${d.adhesionId}::uuid or personne_id = ${d.personneId}::uuid)`.execute(tx);
  const distincts = (valeurs: readonly (string | null)[]): readonly string[] => [...new Set(valeurs.flatMap((v) => (v ? [v] : [])))];
  return { noms: distincts([d.nom, ...rows.map((r) => r.nom)]), courriels: distincts(rows.map((r) => r.courriel)), numeros: distincts(rows.flatMap((r) => [r.telephone, r.rpps])) };
}

type Ligne = { readonly table: string; readonly colonne: string; readonly id: string; readonly valeur: unknown; readonly scelle: boolean };
type Colonne = { readonly table: string; readonly colonne: string; readonly scelle: RawBuilder<unknown> };
/** What a search reads, column by column. `laisses`: rows that were read and left as they are, they do not hold back the next. */
type Recherche = { readonly motif: string; readonly reperes: Reperes; readonly siennes: Readonly<Record<string, RawBuilder<unknown>>>; readonly laisses: ReadonlySet<string> };

const COLONNES: readonly Colonne[] = Object.entries(TEXTES_DES_TABLES).flatMap(([table, t]) => [
  ...t.libres.map((colonne) => ({ table, colonne, scelle: t.quand === undefined ? sql`false` : sql.raw(`(${t.quand})`) })),
  ...(t.scelles ?? []).map((colonne) => ({ table, colonne, scelle: sql`true` })),
]);
const numeroDe = (table: string): RawBuilder<unknown> => sql.ref(SANS_NUMERO.includes(table) ? 'x.cpts_id' : 'x.id');

/** Some rows of a column that hold a word of the name, in the order of their numbers, after this one. */
const tranche = ({ cpts }: Ici, c: Colonne, { motif, siennes }: Recherche, apres?: string): RawBuilder<Ligne> =>
  sql<Ligne>`(select ${sql.lit(c.table)} as "table", ${sql.lit(c.colonne)} as colonne, ${numeroDe(c.table)} as id, to_jsonb(${sql.ref(`x.${c.colonne}`)}) as valeur, ${c.scelle} as scelle from ${sql.table(c.table)} x
    where x.cpts_id = ${cpts} ${siennes[c.table] ?? sql``} and ${sql.ref(`x.${c.colonne}`)}::text ~* ${motif} ${apres === undefined ? sql`` : sql`and ${numeroDe(c.table)} > ${apres}::uuid`} order by ${numeroDe(c.table)} limit ${sql.lit(LIGNES_PAR_LECTURE)})`;

const nomme = (l: Ligne, reperes: Reperes): boolean => textesDe(l.valeur).some((texte) => mentionsDe(texte, reperes).length > 0);
const attend = (l: Ligne, laisses: ReadonlySet<string>): boolean => !l.scelle && !laisses.has(`${l.table}.${l.colonne}.${l.id}`);

/** One column to its end, unless more texts wait than one reads at a time. The database finds wide: what names nobody is let go here. */
async function lireColonne(ici: Ici, c: Colonne, r: Recherche, premieres: readonly Ligne[]): Promise<{ readonly lignes: readonly Ligne[]; readonly finie: boolean }> {
  const lignes: Ligne[] = [];
  for (let lues = premieres; ; ) {
    lignes.push(...lues.filter((l) => nomme(l, r.reperes)));
    const derniere = lues.at(-1);
    if (!derniere || lues.length < LIGNES_PAR_LECTURE) return { lignes, finie: true };
    if (lignes.filter((l) => attend(l, r.laisses)).length >= TEXTES_A_LA_FOIS) return { lignes, finie: false };
    lues = (await tranche(ici, c, r, derniere.id).execute(ici.tx)).rows;
  }
}

export type TextesTrouves = { readonly textes: readonly TexteNomme[]; /** Tables of which some rows are still to be read, once these are. */ readonly suites: readonly string[] };

/** Texts of this CPTS that name a person, one by one: the same text in several rows is one text. What is only about the person's own row is left to the erasure. */
export async function textesQuiNomment(ici: Ici, reperes: Reperes, d: Pick<Demande, 'id' | 'personneId' | 'adhesionId'>, relues: readonly Relue[]): Promise<TextesTrouves> {
  const motif = motifDe(reperes);
  if (motif === '') return { textes: [], suites: [] };
  const r: Recherche = {
    motif, reperes, laisses: new Set(relues.filter((x) => x.choix === 'laisse').flatMap((x) => x.ids.map((id) => `${x.ou}.${id}`))),
    siennes: { adhesions: sql`and x.id is distinct from ${d.adhesionId}::uuid and x.personne_id is distinct from ${d.personneId}::uuid`, demandes_donnees: sql`and x.id <> ${d.id}::uuid` },
  };
  const { rows } = await sql<Ligne>`${sql.join(COLONNES.map((c) => tranche(ici, c, r)), sql` union all `)}`.execute(ici.tx);
  const lues: Ligne[] = [];
  const suites = new Set<string>();
  for (const c of COLONNES) {
    const { lignes, finie } = await lireColonne(ici, c, r, rows.filter((l) => l.table === c.table && l.colonne === c.colonne).toSorted((x, y) => (x.id < y.id ? -1 : 1)));
    lues.push(...lignes);
    if (!finie) suites.add(c.table);
  }
  const groupes = Map.groupBy(lues, (l) => createHash('sha256').update(JSON.stringify([l.table, l.colonne, l.scelle, l.valeur])).digest('hex'));
  return { textes: [...groupes].flatMap(([cle, memes]) => memes.slice(0, 1).map((l) => ({ cle, table: l.table, colonne: l.colonne, ids: memes.map((m) => m.id).toSorted(), valeur: l.valeur, scelle: l.scelle }))), suites: [...suites] };
}

/** Rewrites these rows where they still read so. Returns how many. */
export async function remplacerTexte({ tx }: Ici, t: Pick<TexteNomme, 'table' | 'colonne' | 'ids'>, avant: unknown, apres: unknown): Promise<number> {
  const { rows } = await sql<{ n: number }>`select remplacer_texte(${t.table}, ${t.colonne}, ${[...t.ids]}::uuid[], ${JSON.stringify(avant)}::jsonb, ${JSON.stringify(apres)}::jsonb) as n`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** The words of the name leave what searches keep of these rows. */
export async function oublierMots({ tx }: Ici, table: string, ids: readonly string[], mots: readonly string[]): Promise<void> {
  const derivee = TEXTES_DES_TABLES[table]?.derivee;
  if (derivee !== undefined && mots.length > 0) await sql`select oublier_mots(${table}, ${derivee}, ${[...ids]}::uuid[], ${[...mots]}::text[])`.execute(tx);
}

export async function lireRelecture({ tx, cpts }: Ici, id: DemandeId): Promise<readonly Relue[]> {
  const r = await tx.selectFrom('demandes_donnees').select('relecture').where('cpts_id', '=', cpts).where('id', '=', id).executeTakeFirst();
  return z.array(Relue).parse(r?.relecture ?? []);
}

export const noterRelecture = async ({ tx, cpts }: Ici, id: DemandeId, relues: readonly Relue[]): Promise<void> => {
  await tx.updateTable('demandes_donnees').set({ relecture: sql`${JSON.stringify(relues)}::jsonb` }).where('cpts_id', '=', cpts).where('id', '=', id).execute();
};
