import type { ControlledTransaction } from 'kysely';
import type { z } from 'zod';
import { type Nature, statutHttp } from '#core/result.ts';
import type { Schema } from '#db/schema.ts';
import { PageMessage } from '#web/message.tsx';
import { pageAuxMembres, porteOuverte } from './authentification/officiers.tsx';
import { jetonPresente } from './authentification/sessions.ts';
import { annoncer, encadrer } from './cadre.tsx';
import type { Amorce, ContextePage, ContexteVu } from './contexte.ts';
import { analyser, type Erreurs, lireCorps, type Valeurs } from './formulaires.ts';
import { jetonDeFormulaireValide } from './jetons.ts';
import { type Entree, entrevoir, ouvrir, type Seance } from './portes.ts';
import { attendUnePage, PHRASE_PAGE_ANCIENNE, renvoi, tientUneSaisie } from './renvoi/renvoi.tsx';
import type { C, Reponse, VuePage } from './vue-page.ts';

export const jetonDe = (c: C): string | undefined => jetonPresente(c, c.var.services.config);

/** A page under `/cpts/:cpts`: one read-only transaction, then the frame. */
export async function page(c: C, faire: (ctx: ContextePage, seance: Seance) => Promise<Reponse>, connue?: Connue): Promise<Response> {
  if (connue) {
    const entree = await entrevoir(c.var.services, jetonDe(c), { slug: c.req.param('cpts') ?? '', amorce: connue.amorce });
    const vue = entree.cas === 'ouverte' && estOuverte(c, entree.ctx) ? connue.faire(entree.ctx) : undefined;
    if (vue && entree.cas === 'ouverte') return encadrer(c, entree.seance, vue);
  }
  return dansTransaction(c, { lecture: true, amorce: connue?.amorce }, faire);
}

/** What is closed to ARS and CPAM is closed before anything is read. */
const estOuverte = (c: C, { qui, base }: Pick<ContextePage, 'qui' | 'base'>): boolean => porteOuverte(qui.roles, c.req.path.slice(base.length));

/** What a page can sometimes be written from without a transaction: one value, and what was made of it before. Undefined: it cannot. */
export type Connue = { readonly amorce: Amorce; readonly faire: (ctx: ContexteVu) => VuePage | undefined };

type Geste<T> = {
  readonly enErreur: (ctx: ContextePage, erreurs: Erreurs, valeurs: Valeurs) => Promise<Reponse>;
  readonly faire: (ctx: ContextePage, saisie: T, valeurs: Valeurs) => Promise<Reponse>;
};

/** A form under `/cpts/:cpts`: token checked, fields parsed strictly, one transaction that a refusal (status 400 or more) rolls back. */
export async function geste<T>(c: C, schema: z.ZodType<T>, { enErreur, faire }: Geste<T>): Promise<Response> {
  const { jeton, valeurs } = await lireCorps(c);
  return dansTransaction(c, { lecture: false, valeurs }, async (ctx, seance) => {
    if (!jetonDeFormulaireValide(jeton, seance.jeton, c.var.services.config.secret)) {
      if (attendUnePage(c)) return renvoi(c, 'page_ancienne', valeurs);
      const reponse = await enErreur(ctx, { '': PHRASE_PAGE_ANCIENNE }, valeurs);
      return reponse instanceof Response ? reponse : { ...reponse, statut: 403 };
    }
    const lu = analyser(schema, valeurs);
    if (lu.ok) return faire(ctx, lu.saisie, valeurs);
    const reponse = await enErreur(ctx, lu.erreurs, lu.valeurs);
    return reponse instanceof Response ? reponse : { statut: 422, ...reponse };
  });
}

/** After a gesture that succeeded: go there, and say so; `annuler`, of this CPTS, undoes it. */
export function vers(c: C, adresse: string, message?: string, annuler?: string): Response {
  if (message) annoncer(c, message, annuler);
  return c.redirect(adresse, 303);
}

/** The same page again, with the status of the refusal. */
export const refus = (nature: Nature, vue: VuePage): VuePage => ({ ...vue, statut: statutHttp[nature] });

type Ouverture = { readonly lecture: boolean; readonly amorce?: Amorce | undefined; /** What a form held: given back when nobody is signed in any more. */ readonly valeurs?: Valeurs };

async function dansTransaction(c: C, { lecture, amorce, valeurs }: Ouverture, faire: (ctx: ContextePage, seance: Seance) => Promise<Reponse>): Promise<Response> {
  const { services } = c.var;
  const debut = services.db.startTransaction();
  const tx: ControlledTransaction<Schema> = await (lecture ? debut.setAccessMode('read only') : debut).execute();
  let entree: Entree;
  let reponse: Reponse;
  try {
    entree = await ouvrir(tx, services, jetonDe(c), { slug: c.req.param('cpts') ?? '', amorce });
    reponse = entree.cas !== 'ouverte' ? refuserEntree(c, entree, valeurs) : estOuverte(c, entree.ctx) ? await faire(entree.ctx, entree.seance) : pageAuxMembres(entree.ctx.base);
    await (statutDe(reponse) >= 400 ? tx.rollback() : tx.commit()).execute();
  } catch (e) {
    // On a lost connection the rollback fails too: what went wrong first is what is told.
    if (!tx.isCommitted && !tx.isRolledBack) await tx.rollback().execute().catch(() => undefined);
    throw e;
  }
  if (reponse instanceof Response) return reponse;
  return encadrer(c, entree.cas === 'anonyme' ? undefined : entree.seance, reponse);
}

const statutDe = (r: Reponse): number => (r instanceof Response ? r.status : (r.statut ?? 200));

/** Where one sets up a second factor: all that is open to whoever must have one and has none. */
export const REGLER_SECOND_FACTEUR = '/compte/second-facteur';

const RETOUR_MAX = 500;

/**
 * To the sign-in page, then back to the page that was asked for; for a form whose session had ended, back to the page that held it,
 * where its draft waits.
 */
export function versLaConnexion(c: C): Response {
  const lue = c.req.method === 'GET' ? c.req.url : (c.req.header('Referer') ?? '');
  const page = URL.canParse(lue) ? new URL(lue) : undefined;
  const chemin = page?.pathname ?? '/';
  const retour = page && chemin.length + page.search.length <= RETOUR_MAX ? `${chemin}${page.search}` : chemin;
  return c.redirect(`/connexion?retour=${encodeURIComponent(retour)}${c.req.method === 'GET' ? '' : '&error=session_finie'}`, 303);
}

/** Whether the browser that sends this form keeps a draft of it, which its page offers again. @see web/client/brouillons.ts */
const tientUnBrouillon = (c: C): boolean => c.req.header('X-Brouillon') === 'garde';

/** Not signed in any more: the draft waits at the page of the form, or else the answer itself holds what was sent. */
export const aReconnecter = (c: C, valeurs: Valeurs): Reponse => (!tientUneSaisie(valeurs) || tientUnBrouillon(c) || !attendUnePage(c) ? versLaConnexion(c) : renvoi(c, 'session_finie', valeurs));

/** Not signed in: to the sign-in page, and back here afterwards. Signed in elsewhere: a page that says so. */
function refuserEntree(c: C, entree: Exclude<Entree, { cas: 'ouverte' }>, valeurs: Valeurs = {}): Reponse {
  switch (entree.cas) {
    case 'anonyme':
      return aReconnecter(c, valeurs);
    case 'facteur_exige':
      return c.redirect(REGLER_SECOND_FACTEUR, 303);
    case 'inconnue':
      return pageInconnue();
    case 'etrangere':
      return pageEtrangere(entree.seance);
  }
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
