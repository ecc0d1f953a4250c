import { CompiledQuery, type Transaction, sql } from 'kysely';
import { jourDans } from '#core/jour.ts';
import { ok, type Result } from '#core/result.ts';
import type { CptsAutorisee, CptsId, PersonneId } from '#core/tenancy.ts';
import type { Schema } from '#db/schema.ts';
import type { Amorce, Contexte } from './contexte.ts';
import { type Lien, lireLien, type RefusLien } from './liens/jeton-lien.ts';
import type { Tenue } from './liens/navigateurs.ts';
import { lireAmorce, nomDeRequete } from './portes.ts';
import type { Services } from './services.ts';

const PERSONNE = '00000000-0000-7000-8000-000000000000' as PersonneId;

/** Inside a CPTS without a session: no role is held, so every `peut…` says no but those written for the door. */
export type ContexteLien = Contexte & { readonly lien: Lien; /** Which browser it belongs to, when the gate was told which one asks. */ readonly tenue: Tenue; readonly ici: { readonly nom: string; readonly slug: string; readonly demo: boolean } };
export type ContexteVisite = Omit<ContexteLien, 'lien' | 'tenue'>;

type Cpts = { id: CptsId; nom: string; slug: string; demo: boolean; fuseau: string };

type LigneLien = Omit<Cpts, 'id'> & { cpts_id: CptsId; personne: string | null; tenue?: Tenue; amorce?: unknown };
/** The browser that presents a link: its link's key, and the print of what it was given. */
type Navigateur = (lien: Lien) => { readonly cle: string; readonly empreinte: string };
type Demande = { readonly amorce?: Amorce | undefined; readonly navigateur?: Navigateur | undefined };

function requeteLien(lien: Lien, { amorce, navigateur }: Demande): [string, unknown[]] {
  const n = navigateur?.(lien);
  const valeurs = [lien.cptsId, n ? [lien.personneId ?? null, n.cle, n.empreinte] : (lien.personneId ?? null), ...(amorce?.valeurs ?? [])];
  return [`select o.*${lireAmorce(amorce)} from ${n ? 'ouvrir_lien_tenu' : 'ouvrir_lien'}($1, $2) o`, valeurs];
}

function contexteDe(cpts: Cpts, maintenant: Date, personne: { readonly id: PersonneId; readonly nom: string } = { id: PERSONNE, nom: '' }): Omit<ContexteVisite, 'tx'> {
  return {
    cpts: cpts.id as CptsAutorisee,
    qui: { personneId: personne.id, nom: personne.nom, roles: [] },
    maintenant,
    aujourdhui: jourDans(maintenant, cpts.fuseau),
    fuseau: cpts.fuseau,
    ici: { nom: cpts.nom, slug: cpts.slug, demo: cpts.demo },
  };
}

/**
 * The gate of a signed link (an answer by one tap, a public form): the link, and not a role, opens its CPTS for one transaction.
 * `annuler(valeur)` says which values undo what was written (a refusal found on the way). Rolled back too when `faire` throws.
 */
export async function dansLien<T>(services: Services, { usage, jeton, annuler, navigateur, lecture = false }: { readonly navigateur?: Navigateur; readonly usage: string; readonly jeton: string; readonly annuler?: (valeur: T) => boolean; /** Nothing is written: the end of the transaction is not waited for. */ readonly lecture?: boolean }, faire: (ctx: ContexteLien) => Promise<T>): Promise<Result<T, RefusLien>> {
  const lu = lireLien(jeton, { usage, maintenant: services.maintenant(), secret: services.config.secret });
  if (!lu.ok) return lu;
  const lien = lu.valeur;
  return enTransaction(services, { annuler, lecture }, async (tx) => {
    const { rows } = await tx.executeQuery<LigneLien>(CompiledQuery.raw(...requeteLien(lien, { navigateur })));
    const vu = rows[0] && contexteDuLien(rows[0], lien, services);
    return vu ? ok(await faire({ tx, ...vu })) : { ok: false, refus: { code: 'lien_faux' } };
  });
}

/** What is known of a link in one statement that is its whole transaction: enough when what it shows was made before. */
type LienVu = Omit<ContexteLien, 'tx'> & { /** What the `Amorce` found. */ readonly amorce?: unknown };

/** The gate of a signed link, for what its `Amorce` is enough to show; undefined when the link says nothing, or needs the other gate. */
export async function entrevoirLien(services: Services, { usage, jeton, amorce, navigateur }: { readonly usage: string; readonly jeton: string; readonly navigateur?: Navigateur; readonly amorce: (lien: Lien) => Amorce | undefined }): Promise<LienVu | undefined> {
  const lu = lireLien(jeton, { usage, maintenant: services.maintenant(), secret: services.config.secret });
  if (!lu.ok) return undefined;
  const [text, values] = requeteLien(lu.valeur, { amorce: amorce(lu.valeur), navigateur });
  const { rows } = await services.pool.query<LigneLien>({ text, values, name: nomDeRequete(text) });
  return rows[0] && contexteDuLien(rows[0], lu.valeur, services);
}

function contexteDuLien(l: LigneLien, lien: Lien, services: Services): LienVu {
  const personne = lien.personneId && { id: lien.personneId, nom: l.personne ?? '' };
  return { ...contexteDe({ ...l, id: l.cpts_id }, services.maintenant(), personne), lien, tenue: l.tenue ?? 'libre', amorce: l.amorce };
}

/** The gate of what a CPTS shows to everybody, by its address: nobody in particular acts. Undefined when there is no such CPTS. */
export async function dansVisite<T>(services: Services, { slug, annuler }: { readonly slug: string; readonly annuler?: (valeur: T) => boolean }, faire: (ctx: ContexteVisite) => Promise<T>): Promise<T | undefined> {
  const issue = await enTransaction<T, 'absente'>(services, { annuler, lecture: false }, async (tx) => {
    const cpts = await tx.selectFrom('cpts').select(['id', 'nom', 'slug', 'demo', 'fuseau']).where('slug', '=', slug).executeTakeFirst();
    if (!cpts) return { ok: false, refus: 'absente' };
    await sql`select set_config('app.cpts', ${cpts.id}, true), set_config('app.personne', '', true)`.execute(tx);
    return ok(await faire({ tx, ...contexteDe(cpts, services.maintenant()) }));
  });
  return issue.ok ? issue.valeur : undefined;
}

type Fin<T> = { readonly annuler: ((valeur: T) => boolean) | undefined; readonly lecture: boolean };

async function enTransaction<T, R>(services: Services, { annuler, lecture }: Fin<T>, faire: (tx: Transaction<Schema>) => Promise<Result<T, R>>): Promise<Result<T, R>> {
  const debut = services.db.startTransaction();
  const tx = await (lecture ? debut.setAccessMode('read only') : debut).execute();
  try {
    const issue = await faire(tx);
    await (issue.ok && !(annuler?.(issue.valeur) ?? false) ? tx.commit() : tx.rollback()).execute();
    return issue;
  } catch (e) {
    if (!tx.isCommitted && !tx.isRolledBack) await tx.rollback().execute().catch(() => undefined);
    throw e;
  }
}
