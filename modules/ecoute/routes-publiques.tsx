import { getCookie } from 'hono/cookie';
import type { Result } from '#core/result.ts';
import { passer } from '#server/authentification/limites.ts';
import { adresseDe } from '#server/authentification/sessions.ts';
import { encadrer } from '#server/cadre.tsx';
import type { Configuration } from '#server/configuration.ts';
import type { Contexte } from '#server/contexte.ts';
import { analyser, type Erreurs, lireCorps, type Valeurs } from '#server/formulaires.ts';
import { nomDeCookie } from '#server/jetons.ts';
import { phraseRefusLien, signerLien } from '#server/liens/jeton-lien.ts';
import { nouveauJeton } from '#server/liens/navigateurs.ts';
import { type ContexteLien, dansLien } from '#server/portes-lien.ts';
import type { Routes } from '#server/routes.ts';
import type { C } from '#server/vue-page.ts';
import { PageMessage } from '#web/message.tsx';
import { phraseDelai } from '#core/texte.ts';
import { JOURS_OUVERTE_MAX } from './constants.ts';
import { phraseRefusEnquete } from './labels.ts';
import { type Enquete, EnqueteId, type RefusEnquete, saisieDesReponses } from './model.ts';
import { PageReponse } from './pages/reponse.tsx';
import { aRepondu, lireEnquete } from './queries.ts';
import { repondreEnquete } from './use-cases/repondre-enquete.ts';
import { presenterReponse, type VueReponse } from './view.ts';

const USAGE_ENQUETE = 'enquete';
const JOUR_MS = 86_400_000;
/** Long enough for any last day, moved as often as one likes: the link on a poster stays the same. The survey says when it is over. */
const VIE_DU_LIEN_MS = 4 * JOURS_OUVERTE_MAX * JOUR_MS;

export const adresseDuLien = (ctx: Pick<Contexte, 'cpts'>, e: Pick<Enquete, 'id' | 'ouverteLe'>, { url, secret }: Pick<Configuration, 'url' | 'secret'>): string =>
  `${url}/e/${signerLien({ usage: USAGE_ENQUETE, cptsId: ctx.cpts, objet: e.id, expire: new Date((e.ouverteLe?.getTime() ?? 0) + VIE_DU_LIEN_MS) }, secret)}`;

const jetonDe = (c: C): string => c.req.param('jeton') ?? '';
const CLE = /^[\w-]{32}$/;

/** One cookie by survey, which says nothing but that this browser answered it. */
const nomDuCookie = (c: C, id: EnqueteId): string => nomDeCookie(c.var.services.config.url, `enquete_${id.slice(-12)}`);
const cleGardee = (c: C, id: EnqueteId): string | undefined => { const v = getCookie(c, nomDuCookie(c, id)); return v !== undefined && CLE.test(v) ? v : undefined; };

function poserCle(c: C, id: EnqueteId, cle: string): void {
  const { url } = c.var.services.config;
  c.header('Set-Cookie', `${nomDuCookie(c, id)}=${cle}; Path=/e; HttpOnly; SameSite=Lax; Max-Age=${Math.round(VIE_DU_LIEN_MS / 1000)}${url.startsWith('https:') ? '; Secure' : ''}`, { append: true });
}

/** The survey of a link, asked to everybody, that was opened. */
async function enqueteDuLien(ctx: ContexteLien): Promise<Enquete | undefined> {
  const id = EnqueteId.safeParse(ctx.lien.objet).data;
  const e = id && (await lireEnquete(ctx, id));
  return e && e.adressee === 'public' && (e.statut === 'ouverte' || e.statut === 'close') ? e : undefined;
}

const absente = (c: C, texte: string, statut: 404 | 410): Response => encadrer(c, undefined, { titre: 'Enquête', statut, corps: <PageMessage titre="Cette enquête ne s’ouvre pas" texte={texte} lien={{ href: '/', libelle: 'Ouvrir Maillage' }} /> });

type Reprise = { readonly erreurs?: Erreurs; readonly valeurs?: Valeurs; readonly refus?: string; readonly statut?: 409 | 422 | 429; readonly cle?: string };

/** Opening the page writes nothing. The form holds the key of its answer, so that sent twice it counts once. */
async function pagePublique(c: C, { statut, cle, ...reprise }: Reprise = {}): Promise<Response> {
  c.header('Referrer-Policy', 'same-origin');
  c.header('X-Robots-Tag', 'noindex');
  const issue = await dansLien(c.var.services, { usage: USAGE_ENQUETE, jeton: jetonDe(c), lecture: true }, async (ctx): Promise<VueReponse | undefined> => {
    const e = await enqueteDuLien(ctx);
    const gardee = e && cleGardee(c, e.id);
    return e && presenterReponse({ enquete: e, jour: ctx.aujourdhui, cpts: ctx.ici.nom, action: `/e/${jetonDe(c)}`, deja: gardee !== undefined && (await aRepondu(ctx, e.id, gardee)), merci: c.req.query('merci') !== undefined, cle: cle ?? gardee ?? nouveauJeton(), ...reprise });
  });
  if (!issue.ok) return absente(c, phraseRefusLien(issue.refus), issue.refus.code === 'lien_expire' ? 410 : 404);
  return issue.valeur ? encadrer(c, undefined, { titre: issue.valeur.titre, statut: statut ?? 200, corps: <PageReponse vue={issue.valeur} /> }) : absente(c, phraseRefusEnquete({ code: 'enquete_inconnue' }), 404);
}

type Recue = { readonly id: EnqueteId; readonly cle: string } | { readonly refus: RefusEnquete } | { readonly erreurs: Erreurs };

type Corps = Awaited<ReturnType<typeof lireCorps>>['valeurs'];

async function recevoir(c: C, ctx: ContexteLien, { cle: envoyee, ...corps }: Corps): Promise<Recue> {
  const e = await enqueteDuLien(ctx);
  if (!e) return { refus: { code: 'enquete_inconnue' } };
  const lu = analyser(saisieDesReponses(e.questions), corps);
  if (!lu.ok) return { erreurs: lu.erreurs };
  const cle = cleGardee(c, e.id) ?? (typeof envoyee === 'string' && CLE.test(envoyee) ? envoyee : nouveauJeton());
  const issue: Result<true, RefusEnquete> = await repondreEnquete(ctx, e.id, { cle, reponses: lu.saisie });
  // Sent twice, or from a browser that already answered: the first answer counts, and it is thanked for again.
  return issue.ok || issue.refus.code === 'deja_repondu' ? { id: e.id, cle } : { refus: issue.refus };
}

async function repondre(c: C): Promise<Response> {
  const { services } = c.var;
  const { valeurs } = await lireCorps(c);
  const reprise = { valeurs, ...(typeof valeurs['cle'] === 'string' && CLE.test(valeurs['cle']) && { cle: valeurs['cle'] }) };
  const passage = await passer(services, 'enquete', { ip: adresseDe(c, services.config) });
  if (!passage.admis) return pagePublique(c, { ...reprise, refus: `Beaucoup de réponses viennent d’ici. Réessayez ${phraseDelai(passage.attendreSecondes)} : votre saisie est gardée.`, statut: 429 });
  const issue = await dansLien(services, { usage: USAGE_ENQUETE, jeton: jetonDe(c), annuler: (r: Recue) => !('id' in r) }, (ctx) => recevoir(c, ctx, valeurs));
  if (!issue.ok) return pagePublique(c);
  const recue = issue.valeur;
  if ('erreurs' in recue) return pagePublique(c, { ...reprise, erreurs: recue.erreurs, statut: 422 });
  if ('refus' in recue) return pagePublique(c, { ...reprise, refus: phraseRefusEnquete(recue.refus), statut: recue.refus.code === 'sans_reponse' ? 422 : 409 });
  poserCle(c, recue.id, recue.cle);
  return c.redirect(`/e/${jetonDe(c)}?merci`, 303);
}

/** The page of a survey, for whoever holds its link: no account, no name. */
export function routesPubliques(app: Routes): void {
  app.get('/e/:jeton', (c) => pagePublique(c));
  app.post('/e/:jeton', (c) => repondre(c));
}
