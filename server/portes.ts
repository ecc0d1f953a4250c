import { CompiledQuery, type ControlledTransaction, type Kysely, sql, type Transaction } from 'kysely';
import { jourDans } from '#core/jour.ts';
import type { Acteur, CptsAutorisee, CptsId, PersonneId, Role } from '#core/tenancy.ts';
import type { Schema } from '#db/schema.ts';
import type { Amorce, Contexte, ContextePage, ContexteVu } from './contexte.ts';
import type { Services } from './services.ts';

type Ligne = {
  personne_id: PersonneId;
  nom: string;
  courriel: string;
  theme: 'clair' | 'sombre' | null;
  session_id: string;
  expire_le: Date;
  exploitant: boolean;
  /** A role of this person requires a second factor, and they have none yet. */
  facteur_exige: boolean;
  cpts_id: CptsId | null;
  cpts_nom: string;
  cpts_slug: string;
  fuseau: string;
  demo: boolean;
  roles: Role[];
  autres: { nom: string; slug: string; demo: boolean; roles: Role[] }[];
  amorce?: unknown;
};

export type Seance = Ligne & { readonly jeton: string };

type Ferme = { readonly cas: 'anonyme' } | { readonly cas: 'inconnue' | 'etrangere' | 'facteur_exige'; readonly seance: Seance };
export type Entree = Ferme | { readonly cas: 'ouverte'; readonly seance: Seance; readonly ctx: ContextePage };
type EntreeVue = Ferme | { readonly cas: 'ouverte'; readonly seance: Seance; readonly ctx: ContexteVu };

/** In the list of what is selected, and correlated to the opening: it is read for the row that the opening gave, so after it. */
export const lireAmorce = (a: Amorce | undefined): string => (a ? `, (${a.requete}) as amorce` : '');

/**
 * The gate of the pages: who (session cookie) and which CPTS (address) become a context with its proof, inside a transaction
 * whose settings every policy of the database reads. One round trip.
 */
export async function ouvrir(tx: ControlledTransaction<Schema>, services: Services, jeton: string | undefined, adresse: AdressePage): Promise<Entree> {
  if (!jeton) return { cas: 'anonyme' };
  const { rows } = await tx.executeQuery<Ligne>(CompiledQuery.raw(...requeteSeance(jeton, adresse)));
  const vue = entreeDe(rows[0], jeton, services);
  return vue.cas === 'ouverte' ? { ...vue, ctx: { tx, ...vue.ctx } } : vue;
}

/**
 * The same gate in one statement that is its whole transaction: the settings end with it, and nothing else can be asked. For a page that
 * its `Amorce` is enough to write.
 */
export async function entrevoir(services: Services, jeton: string | undefined, adresse: AdressePage): Promise<EntreeVue> {
  if (!jeton) return { cas: 'anonyme' };
  const [text, values] = requeteSeance(jeton, adresse);
  const { rows } = await services.pool.query<Ligne>({ text, values, name: nomDeRequete(text) });
  return entreeDe(rows[0], jeton, services);
}

type AdressePage = { readonly slug: string; readonly amorce?: Amorce | undefined };
const requeteSeance = (jeton: string, { slug, amorce }: AdressePage): [string, unknown[]] => [`select o.*${lireAmorce(amorce)} from ouvrir_seance($1, $2) o`, [jeton, slug, ...(amorce?.valeurs ?? [])]];

const requetes = new Map<string, string>();
/** A few texts, one per kind of page: each is planned once by connection. */
export function nomDeRequete(texte: string): string {
  const nom = requetes.get(texte) ?? `porte${requetes.size}`;
  requetes.set(texte, nom);
  return nom;
}

function entreeDe(ligne: Ligne | undefined, jeton: string, services: Services): EntreeVue {
  if (!ligne) return { cas: 'anonyme' };
  const seance = { ...ligne, jeton };
  if (ligne.facteur_exige) return { cas: 'facteur_exige', seance };
  if (!ligne.cpts_id) return { cas: 'inconnue', seance };
  if (ligne.roles.length === 0) return { cas: 'etrangere', seance };
  const maintenant = services.maintenant();
  return {
    cas: 'ouverte',
    seance,
    ctx: {
      cpts: ligne.cpts_id as CptsAutorisee,
      qui: { personneId: ligne.personne_id, nom: ligne.nom, roles: ligne.roles },
      maintenant,
      aujourdhui: jourDans(maintenant, ligne.fuseau),
      fuseau: ligne.fuseau,
      ici: { nom: ligne.cpts_nom, slug: ligne.cpts_slug, demo: ligne.demo },
      base: `/cpts/${ligne.cpts_slug}`,
      amorce: ligne.amorce,
    },
  };
}

/** Who presents this session, outside any CPTS: their account, the list of their CPTS, the operation of the instance. */
export async function lireSeance(services: Services, jeton: string | undefined): Promise<Seance | undefined> {
  if (!jeton) return undefined;
  const { rows } = await services.db.transaction().execute((tx) => sql<Ligne>`select * from ouvrir_seance(${jeton}, '')`.execute(tx));
  return rows[0] && { ...rows[0], jeton };
}

type Interieur<T> = { readonly cptsId: CptsId; readonly qui?: Acteur; readonly maintenant: Date; readonly faire: (ctx: Contexte) => Promise<T> };

/**
 * The gate of the jobs and of the demo: no request, so no session; the caller names the CPTS it works for, and on whose behalf
 * when there is somebody. Same role, same policies as a page. Rolled back when `faire` throws.
 */
export async function dansCpts<T>(db: Kysely<Schema>, { cptsId, qui, maintenant, faire }: Interieur<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`select set_config('app.cpts', ${cptsId}, true), set_config('app.personne', ${qui?.personneId ?? ''}, true)`.execute(tx);
    const { fuseau } = await tx.selectFrom('cpts').select('fuseau').where('id', '=', cptsId).executeTakeFirstOrThrow();
    const acteur = qui ?? { personneId: '00000000-0000-7000-8000-000000000000' as PersonneId, nom: 'Maillage', roles: [] };
    return faire({ tx, cpts: cptsId as CptsAutorisee, qui: acteur, maintenant, aujourdhui: jourDans(maintenant, fuseau), fuseau });
  });
}

/** For the opening of a CPTS: the rest of this transaction is the application's, inside the CPTS just made. */
export const entrerDans = async (tx: Transaction<Schema>, cptsId: CptsId): Promise<void> => {
  await sql`select set_config('role', 'maillage_app', true), set_config('app.cpts', ${cptsId}, true)`.execute(tx);
};
