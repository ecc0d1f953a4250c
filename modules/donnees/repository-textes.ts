import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Contexte } from '#server/contexte.ts';
import { TEXTES_DES_TABLES } from './constants.ts';
import { type Demande, type DemandeId, Relue, type TexteNomme } from './model.ts';
import type { Reperes } from './moteur/noms.ts';
import { motifDe } from './moteur/noms.ts';

type Ici = Pick<Contexte, 'tx' | 'cpts'>;
const LIGNES_PAR_COLONNE = 500;
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

/** Texts of this CPTS that hold a word of the name, one by one: the same text in several rows is one text. What is only about the person's own row is left to the erasure. */
export async function textesQuiContiennent({ tx, cpts }: Ici, reperes: Reperes, d: Pick<Demande, 'id' | 'personneId' | 'adhesionId'>): Promise<readonly TexteNomme[]> {
  const motif = motifDe(reperes);
  if (motif === '') return [];
  const siennes: Readonly<Record<string, ReturnType<typeof sql>>> = { adhesions: sql`and x.id is distinct from ${d.adhesionId}::uuid and x.personne_id is distinct from ${d.personneId}::uuid`, demandes_donnees: sql`and x.id <> ${d.id}::uuid` };
  const branches = Object.entries(TEXTES_DES_TABLES).flatMap(([table, t]) =>
    [...t.libres.map((c) => ({ c, scelle: t.quand === undefined ? sql`false` : sql.raw(`(${t.quand})`) })), ...(t.scelles ?? []).map((c) => ({ c, scelle: sql`true` }))].map(({ c, scelle }) =>
      sql<Ligne>`(select ${sql.lit(table)} as "table", ${sql.lit(c)} as colonne, ${sql.ref(SANS_NUMERO.includes(table) ? 'x.cpts_id' : 'x.id')} as id, to_jsonb(${sql.ref(`x.${c}`)}) as valeur, ${scelle} as scelle from ${sql.table(table)} x
        where x.cpts_id = ${cpts} ${siennes[table] ?? sql``} and ${sql.ref(`x.${c}`)}::text ~* ${motif} limit ${sql.lit(LIGNES_PAR_COLONNE)})`),
  );
  const { rows } = await sql<Ligne>`${sql.join(branches, sql` union all `)}`.execute(tx);
  const groupes = Map.groupBy(rows, (r) => createHash('sha256').update(JSON.stringify([r.table, r.colonne, r.scelle, r.valeur])).digest('hex'));
  return [...groupes].flatMap(([cle, memes]) => memes.slice(0, 1).map((r) => ({ cle, table: r.table, colonne: r.colonne, ids: memes.map((m) => m.id).toSorted(), valeur: r.valeur, scelle: r.scelle })));
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
