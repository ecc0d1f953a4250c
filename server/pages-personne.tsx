import { randomBytes } from 'node:crypto';
import { getCookie } from 'hono/cookie';
import type { z } from 'zod';
import type { Acteur } from '#core/tenancy.ts';
import { PageMessage } from '#web/message.tsx';
import { analyser, type Erreurs, lireCorps, type Valeurs } from './formulaires.ts';
import { jetonDeFormulaire, jetonDeFormulaireValide, nomDeCookie } from './jetons.ts';
import { encadrer } from './cadre.tsx';
import { aReconnecter, jetonDe, REGLER_SECOND_FACTEUR } from './pages.tsx';
import { attendUnePage, PHRASE_PAGE_ANCIENNE, renvoi } from './renvoi/renvoi.tsx';
import type { C, Reponse, VuePage } from './vue-page.ts';
import { lireSeance, type Seance } from './portes.ts';
import type { Services } from './services.ts';

/** A page outside any CPTS, for somebody who may not be signed in. */
export type ContextePublic = { readonly services: Services; readonly seance: Seance | undefined; readonly maintenant: Date };
/** A page outside any CPTS, for somebody who is. */
export type ContextePersonne = { readonly services: Services; readonly seance: Seance; readonly qui: Acteur; readonly maintenant: Date };

type Entrer<X> = (c: C, seance: Seance | undefined, valeurs?: Valeurs) => X | Response;
type Geste<X, T> = {
  readonly enErreur: (ctx: X, erreurs: Erreurs, valeurs: Valeurs) => Promise<Reponse>;
  readonly faire: (ctx: X, saisie: T, valeurs: Valeurs) => Promise<Reponse>;
};

const enPublic: Entrer<ContextePublic> = (c, seance) => ({ services: c.var.services, seance, maintenant: c.var.services.maintenant() });

const enPersonne: Entrer<ContextePersonne> = (c, seance, valeurs = {}) => {
  if (!seance) return rendre(c, seance, aReconnecter(c, valeurs));
  if (seance.facteur_exige && !c.req.path.startsWith(REGLER_SECOND_FACTEUR)) return c.redirect(REGLER_SECOND_FACTEUR, 303);
  return { services: c.var.services, seance, qui: { personneId: seance.personne_id, nom: seance.nom, roles: [] }, maintenant: c.var.services.maintenant() };
};

/** The operator runs the instance and sees no CPTS by that title: the context holds no proof of access to any. */
const enExploitant: Entrer<ContextePersonne> = (c, seance, valeurs) => {
  if (seance && !seance.exploitant) return encadrer(c, seance, pageReservee());
  const ctx = enPersonne(c, seance, valeurs);
  return ctx instanceof Response ? ctx : { ...ctx, qui: { ...ctx.qui, roles: ['exploitant'] } };
};

const pageReservee = (): VuePage => ({
  titre: 'Accès réservé',
  statut: 403,
  corps: <PageMessage titre="Cette page est réservée à l’exploitation de l’instance." texte="Vous n’avez pas cette charge." lien={{ href: '/', libelle: 'Revenir à mes CPTS' }} />,
});

const COOKIE_VISITEUR = 'visiteur';
const DUREE_VISITEUR = 7200;

/** What the form token of somebody not signed in is bound to: a cookie of their browser, drawn at their first page. */
function cleDuVisiteur(c: C): string {
  const { config } = c.var.services;
  const nom = nomDeCookie(config.url, COOKIE_VISITEUR);
  const connue = getCookie(c, nom);
  if (connue && /^[\w-]{32}$/.test(connue)) return connue;
  const cle = randomBytes(24).toString('base64url');
  // A stream that reopens or a page fetched ahead, sent here for want of a session, must not replace the token of the page being read.
  if (c.req.header('Accept') === 'text/event-stream' || (c.req.header('Sec-Purpose') ?? c.req.header('X-Sec-Purpose') ?? '').includes('prefetch')) return cle;
  c.header('Set-Cookie', `${nom}=${cle}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${DUREE_VISITEUR}${config.url.startsWith('https:') ? '; Secure' : ''}`, { append: true });
  return cle;
}

const rendre = (c: C, seance: Seance | undefined, r: Reponse): Response =>
  r instanceof Response ? r : encadrer(c, seance, seance ? r : { ...r, jeton: jetonDeFormulaire(cleDuVisiteur(c), c.var.services.config.secret) });

const pageHorsCpts =
  <X,>(entrer: Entrer<X>) =>
  async (c: C, faire: (ctx: X) => Promise<Reponse>): Promise<Response> => {
    const seance = await lireSeance(c.var.services, jetonDe(c));
    const ctx = entrer(c, seance);
    return ctx instanceof Response ? ctx : rendre(c, seance, await faire(ctx));
  };

const gesteHorsCpts =
  <X,>(entrer: Entrer<X>) =>
  async <T,>(c: C, schema: z.ZodType<T>, { enErreur, faire }: Geste<X, T>): Promise<Response> => {
    const { jeton, valeurs } = await lireCorps(c);
    const seance = await lireSeance(c.var.services, jetonDe(c));
    const ctx = entrer(c, seance, valeurs);
    if (ctx instanceof Response) return ctx;
    const avecStatut = async (statut: number, r: Promise<Reponse>): Promise<Response> => {
      const reponse = await r;
      return rendre(c, seance, reponse instanceof Response ? reponse : { statut, ...reponse });
    };
    if (!jetonDeFormulaireValide(jeton, seance?.jeton ?? cleDuVisiteur(c), c.var.services.config.secret))
      return attendUnePage(c) ? rendre(c, seance, renvoi(c, 'page_ancienne', valeurs)) : avecStatut(403, enErreur(ctx, { '': PHRASE_PAGE_ANCIENNE }, valeurs));
    const lu = analyser(schema, valeurs);
    return lu.ok ? rendre(c, seance, await faire(ctx, lu.saisie, valeurs)) : avecStatut(422, enErreur(ctx, lu.erreurs, lu.valeurs));
  };

/** A page that anybody may see: sign-in, an invitation. */
export const pagePublique = pageHorsCpts(enPublic);
export const gestePublic = gesteHorsCpts(enPublic);
/** A page of the signed-in person: their account, their CPTS. */
export const pagePersonne = pageHorsCpts(enPersonne);
export const gestePersonne = gesteHorsCpts(enPersonne);
/** A page of the operator of the instance, under `/exploitation`: others get 403, somebody not signed in goes to sign in first. */
export const pageExploitant = pageHorsCpts(enExploitant);
export const gesteExploitant = gesteHorsCpts(enExploitant);
