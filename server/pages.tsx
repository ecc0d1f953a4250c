import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { ControlledTransaction } from 'kysely';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { z } from 'zod';
import { type Nature, statutHttp } from '#core/result.ts';
import type { Schema } from '#db/schema.ts';
import { Cadre, type VueCadre } from '#web/cadre.tsx';
import { PageMessage } from '#web/message.tsx';
import { jetonPresente, prolonger } from './authentification/sessions.ts';
import type { ContextePage } from './contexte.ts';
import { analyser, type Erreurs, lireCorps, type Valeurs } from './formulaires.ts';
import { jetonDeFormulaire, jetonDeFormulaireValide } from './jetons.ts';
import { NAVIGATION } from './navigation.ts';
import { type Entree, ouvrir, type Seance } from './portes.ts';
import type { Services } from './services.ts';

export type Env = { Variables: { services: Services } };
export type C = Context<Env>;

/** What a route answers: a page to frame, or a finished response (a file, a redirect). */
export type VuePage = {
  readonly titre: string;
  readonly corps: VNode;
  readonly actif?: string;
  readonly chemin?: VueCadre['chemin'];
  readonly statut?: number;
  /** Subjects whose change refreshes this page while it is looked at. */
  readonly sujets?: readonly string[];
  /** Token of the forms, on the pages one sees before signing in. */
  readonly jeton?: string;
};
export type Reponse = VuePage | Response;

const COOKIE_MESSAGE = 'maillage_message';

export const jetonDe = (c: C): string | undefined => jetonPresente(c, c.var.services.config);

/** A page under `/cpts/:cpts`: one read-only transaction, then the frame. */
export async function page(c: C, faire: (ctx: ContextePage) => Promise<Reponse>): Promise<Response> {
  return dansTransaction(c, true, async (ctx) => faire(ctx));
}

type Geste<T> = {
  readonly enErreur: (ctx: ContextePage, erreurs: Erreurs, valeurs: Valeurs) => Promise<Reponse>;
  readonly faire: (ctx: ContextePage, saisie: T, valeurs: Valeurs) => Promise<Reponse>;
};

/** A form under `/cpts/:cpts`: token checked, fields parsed strictly, one transaction that a refusal (status 400 or more) rolls back. */
export async function geste<T>(c: C, schema: z.ZodType<T>, { enErreur, faire }: Geste<T>): Promise<Response> {
  const { jeton, valeurs } = await lireCorps(c);
  return dansTransaction(c, false, async (ctx, seance) => {
    if (!jetonDeFormulaireValide(jeton, seance.jeton, c.var.services.config.secret)) {
      const reponse = await enErreur(ctx, { '': 'Votre session a changé depuis l’ouverture de cette page. Votre saisie est gardée : renvoyez le formulaire.' }, valeurs);
      return reponse instanceof Response ? reponse : { ...reponse, statut: 403 };
    }
    const lu = analyser(schema, valeurs);
    if (lu.ok) return faire(ctx, lu.saisie, valeurs);
    const reponse = await enErreur(ctx, lu.erreurs, lu.valeurs);
    return reponse instanceof Response ? reponse : { statut: 422, ...reponse };
  });
}

/** After a gesture that succeeded: go there, and say so. */
export function vers(c: C, adresse: string, message?: string): Response {
  if (message) c.header('Set-Cookie', `${COOKIE_MESSAGE}=${encodeURIComponent(message)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=30`, { append: true });
  return c.redirect(adresse, 303);
}

/** The same page again, with the status of the refusal. */
export const refus = (nature: Nature, vue: VuePage): VuePage => ({ ...vue, statut: statutHttp[nature] });

async function dansTransaction(c: C, lecture: boolean, faire: (ctx: ContextePage, seance: Seance) => Promise<Reponse>): Promise<Response> {
  const { services } = c.var;
  const debut = services.db.startTransaction();
  const tx: ControlledTransaction<Schema> = await (lecture ? debut.setAccessMode('read only') : debut).execute();
  let entree: Entree;
  let reponse: Reponse | undefined;
  try {
    entree = await ouvrir(tx, services, jetonDe(c), c.req.param('cpts') ?? '');
    if (entree.cas === 'ouverte') reponse = await faire(entree.ctx, entree.seance);
    const echec = reponse && (reponse instanceof Response ? reponse.status : (reponse.statut ?? 200)) >= 400;
    await (echec ? tx.rollback() : tx.commit()).execute();
  } catch (e) {
    if (!tx.isCommitted && !tx.isRolledBack) await tx.rollback().execute();
    throw e;
  }
  if (entree.cas === 'anonyme') return c.redirect(`/connexion?retour=${encodeURIComponent(new URL(c.req.url).pathname)}`, 303);
  if (!reponse) return encadrer(c, entree.seance, entree.cas === 'inconnue' ? pageInconnue() : pageEtrangere(entree.seance));
  return reponse instanceof Response ? reponse : encadrer(c, entree.seance, reponse);
}

const pageInconnue = (): VuePage => ({
  titre: 'Page introuvable',
  statut: 404,
  corps: <PageMessage titre="Cette page n’existe pas, ou plus." texte="L’adresse a peut-être été mal recopiée." lien={{ href: '/', libelle: 'Revenir à l’accueil' }} />,
});

const pageEtrangere = (seance: Seance): VuePage => ({
  titre: 'Accès réservé',
  statut: 403,
  corps: (
    <PageMessage
      titre="Vous n’êtes pas membre de cette CPTS."
      texte={`Vous êtes connecté comme ${seance.nom}. Pour entrer, demandez une invitation à sa coordination.`}
      lien={{ href: '/', libelle: 'Revenir à mes CPTS' }}
    />
  ),
});

/** Puts a page in the frame of the person who reads. `seance` is absent on the pages one sees before signing in. */
export function encadrer(c: C, seance: Seance | undefined, vue: VuePage): Response {
  const { services } = c.var;
  const message = getCookie(c, COOKIE_MESSAGE);
  const base = seance?.cpts_id && seance.roles.length > 0 ? `/cpts/${seance.cpts_slug}` : undefined;
  const cadre: VueCadre = {
    titre: vue.titre,
    ...(vue.actif === undefined ? {} : { actif: vue.actif }),
    ...(vue.chemin === undefined ? {} : { chemin: vue.chemin }),
    ...(base && seance?.cpts_id ? { cpts: { id: seance.cpts_id, nom: seance.cpts_nom, slug: seance.cpts_slug, demo: seance.demo } } : {}),
    autresCpts: seance?.autres ?? [],
    ...(seance ? { personne: { nom: seance.nom, initiales: initiales(seance.nom) } } : {}),
    navigation: base ? NAVIGATION.filter((e) => e.peutVoir?.(seance?.roles ?? []) ?? true).map(({ cle, libelle, chemin, icone }) => ({ cle, libelle, href: base + chemin, icone })) : [],
    jeton: seance ? jetonDeFormulaire(seance.jeton, services.config.secret) : (vue.jeton ?? ''),
    messages: message ? [{ ton: 'succes', texte: message }] : [],
    actifsClient: services.actifs,
    ...(seance?.theme ? { theme: seance.theme } : {}),
    ...(vue.sujets ? { sujets: vue.sujets } : {}),
  };
  if (seance) prolonger(c, services, seance);
  if (message) c.header('Set-Cookie', `${COOKIE_MESSAGE}=; Path=/; Max-Age=0`, { append: true });
  c.header('Cache-Control', 'private, no-store');
  c.header('Content-Type', 'text/html; charset=utf-8');
  return c.body(`<!doctype html>${renderToString(<Cadre vue={cadre}>{vue.corps}</Cadre>)}`, (vue.statut ?? 200) as 200);
}

const initiales = (nom: string): string =>
  nom
    .split(/[\s-]+/)
    .map((m) => m[0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();
