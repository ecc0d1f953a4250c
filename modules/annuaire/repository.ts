import type { Pool, PoolClient } from 'pg';
import { type Copie, ouvrirCopie } from '#db/copie.ts';
import type { Contexte } from '#server/contexte.ts';
import { AudiencesFiche, ContenuFiche, type Fiche } from './model.ts';

/** Tables of an edition of the extract, built beside the ones that are served. */
export const TABLES_ANNUAIRE = ['professionnels', 'structures', 'profils', 'mots', 'presences', 'equipes', 'libelles'] as const;
export type TableAnnuaire = (typeof TABLES_ANNUAIRE)[number] | 'etablissements';

const VERROU = 7_294_400;

/** One import at a time on this database: `undefined` when another is under way. The lock goes with the connection. */
export async function prendreLeTour(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ pris: boolean }>('select pg_try_advisory_lock($1) as pris', [VERROU]);
  return rows[0]?.pris === true;
}
export const rendreLeTour = (client: PoolClient): Promise<unknown> => client.query('select pg_advisory_unlock($1)', [VERROU]);

/** A connection that builds: more memory for its indexes, no wait for the disk before the final swap. */
export async function connexionDeTravail(pool: Pool): Promise<PoolClient> {
  const client = await pool.connect();
  await client.query("set maintenance_work_mem = '256MB'; set max_parallel_maintenance_workers = 0; set synchronous_commit = off; set work_mem = '64MB'; set client_min_messages = warning");
  return client;
}

/** Columns that hold lists of numbers. */
async function listesDe(client: PoolClient, table: TableAnnuaire): Promise<string[]> {
  const { rows } = await client.query<{ nom: string }>("select quote_ident(a.attname) as nom from pg_attribute a where a.attrelid = ('annuaire.' || $1)::regclass and a.attnum > 0 and not a.attisdropped and a.atttypid = 'int[]'::regtype", [table]);
  return rows.map((r) => r.nom);
}

/**
 * Empty tables with the columns of those served, and none of their indexes yet. An edition never changes: the server has nothing to
 * clean there, and what it would measure inside the lists would mislead its plans.
 */
export async function preparer(client: PoolClient, tables: readonly TableAnnuaire[]): Promise<void> {
  for (const t of tables) {
    await client.query(`drop table if exists annuaire_prepare.${t}`);
    await client.query(`create table annuaire_prepare.${t} (like annuaire.${t} including defaults including storage) with (autovacuum_enabled = false)`);
    for (const c of await listesDe(client, t)) await client.query(`alter table annuaire_prepare.${t} alter column ${c} set statistics 0`);
  }
}

export async function abandonner(client: PoolClient, tables: readonly TableAnnuaire[]): Promise<void> {
  for (const t of tables) await client.query(`drop table if exists annuaire_prepare.${t}`);
}

export const copierDans = (client: PoolClient, table: TableAnnuaire): Copie => ouvrirCopie(client, `annuaire_prepare.${table}`);

/**
 * Makes an empty table and fills, indexes and measures it in one transaction: the server then writes its rows once, without a copy
 * in its log where it keeps the least log, and nothing is left of it when `remplir` fails.
 */
export async function construire(client: PoolClient, table: TableAnnuaire, remplir: (copie: Copie) => Promise<unknown>): Promise<void> {
  await client.query('begin');
  try {
    await preparer(client, [table]);
    const copie = ouvrirCopie(client, `annuaire_prepare.${table}`, { binaire: true, fige: true });
    try {
      await remplir(copie);
      await copie.finir();
    } catch (e) {
      await copie.abandonner();
      throw e;
    }
    await executer(client, await ordresDIndex(client, table));
    await client.query('commit');
  } catch (e) {
    await client.query('rollback');
    throw e;
  }
}

/** The same indexes as on the table served, by their definitions in the catalogue, and fresh statistics. */
export async function ordresDIndex(client: PoolClient, table: TableAnnuaire): Promise<string[]> {
  const { rows } = await client.query<{ def: string }>("select indexdef as def from pg_indexes where schemaname = 'annuaire' and tablename = $1 order by indexname", [table]);
  return [...rows.map(({ def }) => def.replace(` ON annuaire.${table} `, ` ON annuaire_prepare.${table} `)), `analyze annuaire_prepare.${table}`];
}

export async function executer(client: PoolClient, ordres: readonly string[]): Promise<void> {
  for (const o of ordres) await client.query(o);
}

export async function insererLibelles(client: PoolClient, libelles: readonly { readonly famille: string; readonly code: string; readonly libelle: string }[]): Promise<void> {
  await client.query('insert into annuaire_prepare.libelles select * from unnest($1::text[], $2::text[], $3::text[])', [libelles.map((l) => l.famille), libelles.map((l) => l.code), libelles.map((l) => l.libelle)]);
}

export type ImportConnu = { readonly id: string; readonly empreinte: string; readonly departements: string[] | null; readonly fichier: string; readonly fictif: boolean; readonly personnes: number };

/** The edition served now. */
export async function dernierImport(client: PoolClient, source: string): Promise<ImportConnu | undefined> {
  const { rows } = await client.query<ImportConnu>('select id, empreinte, departements, fichier, fictif, personnes from annuaire.imports where source = $1 order by fait_le desc, id desc limit 1', [source]);
  return rows[0];
}

export type FichierImporte = { readonly id: string; readonly departements: string[] | null; readonly fichier: string; readonly octets: number | null; readonly sha256: string | null; readonly faitLe: Date };

/** The file of the edition served, as far as it was kept. */
export async function fichierServi(pool: Pool, source: string): Promise<FichierImporte | undefined> {
  const { rows } = await pool.query<FichierImporte>('select id, departements, fichier, octets::float8 as octets, sha256, fait_le as "faitLe" from annuaire.imports where source = $1 order by fait_le desc, id desc limit 1', [source]);
  return rows[0];
}
export const noterFichier = (pool: Pool, id: string, f: { readonly octets: number; readonly sha256: string }): Promise<unknown> => pool.query('update annuaire.imports set octets = $2, sha256 = $3 where id = $1', [id, f.octets, f.sha256]);

export type NouvelImport = {
  readonly source: 'annuaire_sante' | 'finess';
  readonly fichier: string;
  readonly edition: string | null;
  readonly departements: readonly string[] | null;
  readonly fictif: boolean;
  /** Why it was taken although it is much smaller than the one it replaces. */
  readonly raison?: string | undefined;
  readonly lignes: number;
  readonly fautives: number;
  readonly personnes: number;
  readonly activites: number;
  readonly structures: number;
  readonly empreinte: string;
};

export type Differences = { readonly arrivees: number; readonly departs: number; readonly demenagements: number };

const LIEUX = (schema: string, ids: string): string => `
  select p.id, array_agg(distinct s.commune order by s.commune) filter (where s.commune is not null) as lieux,
    bool_or($1::text[] is null or case when s.commune ~ '^9[78]' then left(s.commune, 3) else left(s.commune, 2) end = any($1)) as dedans
  from change c join ${schema}.professionnels p on p.id = c.${ids} cross join lateral unnest(p.structures) a(structure) left join ${schema}.structures s on s.id = a.structure group by 1`;

/**
 * Arrivals, departures and moves between the edition served and the one prepared, only where both look ($1: the départements
 * common to both, null for all). Only persons whose fingerprint differs are looked at.
 */
async function comparer(client: PoolClient, importId: string, communs: readonly string[] | null): Promise<Differences> {
  await client.query(`create temp table change on commit drop as
    select a.id as ancien, n.id as nouveau, coalesce(n.identifiant, a.identifiant) as identifiant, coalesce(n.nom, a.nom) as nom,
      coalesce(n.prenom, a.prenom) as prenom, coalesce(n.profession, a.profession) as profession
    from annuaire.professionnels a full join annuaire_prepare.professionnels n on n.identifiant = a.identifiant
    where a.empreinte is distinct from n.empreinte`);
  await client.query('analyze change');
  const { rows } = await client.query<{ nature: string; n: number }>(
    `with avant as (${LIEUX('annuaire', 'ancien')}), apres as (${LIEUX('annuaire_prepare', 'nouveau')}),
    juge as (
      select c.*, coalesce(av.lieux, '{}') as avant, coalesce(ap.lieux, '{}') as apres,
        case when c.ancien is null and ap.dedans then 'arrivee' when c.nouveau is null and av.dedans then 'depart'
          when c.ancien is not null and c.nouveau is not null and (av.dedans or ap.dedans) and coalesce(av.lieux, '{}') <> coalesce(ap.lieux, '{}') then 'demenagement' end as nature
      from change c left join avant av on av.id = c.ancien left join apres ap on ap.id = c.nouveau),
    ecrites as (
      insert into annuaire.differences (import_id, nature, identifiant, nom, prenom, profession, avant, apres)
      select $2, nature, identifiant, coalesce(nom, ''), prenom, profession, avant, apres from juge where nature is not null returning nature)
    select nature, count(*)::int as n from ecrites group by 1`,
    [communs, importId],
  );
  const de = (nature: string): number => rows.find((r) => r.nature === nature)?.n ?? 0;
  return { arrivees: de('arrivee'), departs: de('depart'), demenagements: de('demenagement') };
}

/** Establishments opened, closed, and those whose commune changed. */
async function comparerEtablissements(client: PoolClient): Promise<Differences> {
  const { rows } = await client.query<Differences>(`select count(*) filter (where a.finess is null)::int as arrivees, count(*) filter (where n.finess is null)::int as departs,
    count(*) filter (where a.finess is not null and n.finess is not null and a.commune is distinct from n.commune)::int as demenagements
    from annuaire.etablissements a full join annuaire_prepare.etablissements n on n.finess = a.finess`);
  return rows[0] ?? { arrivees: 0, departs: 0, demenagements: 0 };
}

/** Invented persons and true ones are two worlds: the first true edition is not an arrival of everybody. */
export const seCompare = (precedent: ImportConnu | undefined, fictif: boolean): precedent is ImportConnu => precedent?.fictif === fictif;

/**
 * The prepared tables take the place of the ones served, in one transaction with the line that tells of the import.
 * Until then nothing a reader sees has changed; after, nothing of the former edition is left.
 */
export async function publier(client: PoolClient, tables: readonly TableAnnuaire[], nouvel: NouvelImport, precedent: ImportConnu | undefined): Promise<Differences> {
  await client.query('begin');
  try {
    const n = nouvel;
    const { rows } = await client.query<{ id: string }>(
      `insert into annuaire.imports (source, fichier, edition, departements, fictif, lignes, fautives, personnes, activites, structures, arrivees, departs, demenagements, empreinte, raison)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, $11, $12) returning id`,
      [n.source, n.fichier, n.edition, n.departements, n.fictif, n.lignes, n.fautives, n.personnes, n.activites, n.structures, n.empreinte, n.raison ?? null],
    );
    const id = rows[0]?.id ?? '';
    let differences: Differences = { arrivees: 0, departs: 0, demenagements: 0 };
    if (seCompare(precedent, n.fictif)) {
      differences = n.source === 'finess' ? await comparerEtablissements(client) : await comparer(client, id, communs(precedent.departements, n.departements));
      await client.query('update annuaire.imports set arrivees = $2, departs = $3, demenagements = $4 where id = $1', [id, differences.arrivees, differences.departs, differences.demenagements]);
    }
    await client.query("set local lock_timeout = '20s'");
    for (const t of tables) {
      await client.query(`drop table annuaire.${t}`);
      await client.query(`alter table annuaire_prepare.${t} set schema annuaire`);
    }
    await client.query('set local synchronous_commit = on');
    await client.query('commit');
    return differences;
  } catch (e) {
    await client.query('rollback');
    throw e;
  }
}

const communs = (a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null => (a === null ? b : b === null ? a : a.filter((d) => b.includes(d)));

type Ici = Pick<Contexte, 'tx' | 'cpts'>;

/** The page of a professional in this CPTS, locked when it is about to change. */
export async function chargerFiche({ tx, cpts }: Ici, rpps: string, pourEcrire = false): Promise<Fiche | undefined> {
  const lecture = tx.selectFrom('fiches').selectAll().where('cpts_id', '=', cpts).where('rpps', '=', rpps);
  const r = await (pourEcrire ? lecture.forUpdate() : lecture).executeTakeFirst();
  return r && { rpps: r.rpps, personneId: r.personne_id, version: r.version, nomAffiche: r.nom_affiche, contenu: ContenuFiche.parse(r.contenu), audiences: AudiencesFiche.parse(r.audiences), publiee: r.publiee, modifieeLe: r.modifiee_le };
}

export async function enregistrerFiche({ tx, cpts, qui }: Contexte, fiche: Fiche & { readonly profession: string | null }): Promise<void> {
  const valeurs = { version: fiche.version, nom_affiche: fiche.nomAffiche, profession: fiche.profession, contenu: JSON.stringify(fiche.contenu), audiences: JSON.stringify(fiche.audiences), publiee: fiche.publiee, modifiee_le: fiche.modifieeLe };
  await tx
    .insertInto('fiches')
    .values({ cpts_id: cpts, rpps: fiche.rpps, personne_id: qui.personneId, ...valeurs })
    .onConflict((oc) => oc.constraint('une_fiche_par_professionnel').doUpdateSet(valeurs))
    .execute();
}

/** False when it had been said already. */
export async function noterDeclinee({ tx, cpts, qui, maintenant }: Contexte, rpps: string): Promise<boolean> {
  const r = await tx.insertInto('fiches_declinees').values({ cpts_id: cpts, personne_id: qui.personneId, rpps, declinee_le: maintenant }).onConflict((oc) => oc.constraint('une_reponse_par_fiche').doNothing()).executeTakeFirst();
  return (r.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export const effacerFiche = ({ tx, cpts }: Ici, rpps: string): Promise<unknown> => tx.deleteFrom('fiches').where('cpts_id', '=', cpts).where('rpps', '=', rpps).execute();
