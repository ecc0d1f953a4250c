import { type Transaction, sql } from 'kysely';
import { jourDans } from '#core/jour.ts';
import { ok, type Result } from '#core/result.ts';
import type { CptsAutorisee, CptsId, PersonneId } from '#core/tenancy.ts';
import type { Schema } from '#db/schema.ts';
import type { Contexte } from './contexte.ts';
import { type Lien, lireLien, type RefusLien } from './liens/jeton-lien.ts';
import type { Services } from './services.ts';

const PERSONNE = '00000000-0000-7000-8000-000000000000' as PersonneId;

/** Inside a CPTS without a session: no role is held, so every `peut…` says no but those written for the door. */
export type ContexteLien = Contexte & { readonly lien: Lien; readonly ici: { readonly nom: string; readonly slug: string; readonly demo: boolean } };
export type ContexteVisite = Omit<ContexteLien, 'lien'>;

type Cpts = { id: CptsId; nom: string; slug: string; demo: boolean; fuseau: string };

async function visiter(tx: Transaction<Schema>, cpts: Cpts, services: Services, personneId?: PersonneId): Promise<ContexteVisite> {
  await sql`select set_config('app.cpts', ${cpts.id}, true), set_config('app.personne', ${personneId ?? ''}, true)`.execute(tx);
  const personne = personneId && (await tx.selectFrom('personnes').select('nom').where('id', '=', personneId).executeTakeFirst());
  const maintenant = services.maintenant();
  return {
    tx,
    cpts: cpts.id as CptsAutorisee,
    qui: { personneId: personneId ?? PERSONNE, nom: personne?.nom ?? '', roles: [] },
    maintenant,
    aujourdhui: jourDans(maintenant, cpts.fuseau),
    fuseau: cpts.fuseau,
    ici: { nom: cpts.nom, slug: cpts.slug, demo: cpts.demo },
  };
}

const cptsPar = (tx: Transaction<Schema>, colonne: 'id' | 'slug', valeur: string): Promise<Cpts | undefined> =>
  tx.selectFrom('cpts').select(['id', 'nom', 'slug', 'demo', 'fuseau']).where(colonne, '=', valeur as CptsId).executeTakeFirst();

/**
 * The gate of a signed link (an answer by one tap, a public form): the link, and not a role, opens its CPTS for one transaction.
 * `annuler(valeur)` says which values undo what was written (a refusal found on the way). Rolled back too when `faire` throws.
 */
export async function dansLien<T>(services: Services, { usage, jeton, annuler }: { readonly usage: string; readonly jeton: string; readonly annuler?: (valeur: T) => boolean }, faire: (ctx: ContexteLien) => Promise<T>): Promise<Result<T, RefusLien>> {
  const lu = lireLien(jeton, { usage, maintenant: services.maintenant(), secret: services.config.secret });
  if (!lu.ok) return lu;
  const lien = lu.valeur;
  return enTransaction(services, annuler, async (tx) => {
    const cpts = await cptsPar(tx, 'id', lien.cptsId);
    if (!cpts) return { ok: false, refus: { code: 'lien_faux' } };
    return ok(await faire({ ...(await visiter(tx, cpts, services, lien.personneId)), lien }));
  });
}

/** The gate of what a CPTS shows to everybody, by its address: nobody in particular acts. Undefined when there is no such CPTS. */
export async function dansVisite<T>(services: Services, { slug, annuler }: { readonly slug: string; readonly annuler?: (valeur: T) => boolean }, faire: (ctx: ContexteVisite) => Promise<T>): Promise<T | undefined> {
  const issue = await enTransaction<T, 'absente'>(services, annuler, async (tx) => {
    const cpts = await cptsPar(tx, 'slug', slug);
    return cpts ? ok(await faire(await visiter(tx, cpts, services))) : { ok: false, refus: 'absente' };
  });
  return issue.ok ? issue.valeur : undefined;
}

async function enTransaction<T, R>(services: Services, annuler: ((valeur: T) => boolean) | undefined, faire: (tx: Transaction<Schema>) => Promise<Result<T, R>>): Promise<Result<T, R>> {
  const tx = await services.db.startTransaction().execute();
  try {
    const issue = await faire(tx);
    await (issue.ok && !(annuler?.(issue.valeur) ?? false) ? tx.commit() : tx.rollback()).execute();
    return issue;
  } catch (e) {
    if (!tx.isCommitted && !tx.isRolledBack) await tx.rollback().execute().catch(() => undefined);
    throw e;
  }
}
