import { getCookie } from 'hono/cookie';
import { z } from 'zod';
import { adresseDe } from '#server/authentification/sessions.ts';
import { appeler } from '#server/authentification/appels.ts';
import { DUREE_CODE_MINUTES } from '#server/authentification/auth.ts';
import { ADRESSE_A_DONNER, FOURNISSEURS, fournisseurs } from '#server/authentification/fournisseurs.ts';
import { passer } from '#server/authentification/limites.ts';
import { nomDeCookie } from '#server/jetons.ts';
import { vers } from '#server/pages.tsx';
import type { C, VuePage } from '#server/vue-page.ts';
import { type ContextePublic, gestePublic, pagePersonne, pagePublique } from '#server/pages-personne.tsx';
import type { Routes } from '#server/routes.ts';
import type { Services } from '#server/services.ts';
import { nomFournisseur, phraseConnexion, phraseFournisseur } from './labels.ts';
import { AdresseElectronique, type RefusConnexion, Retour } from './model.ts';
import { PageConnexion } from './pages/connexion.tsx';
import { PageMesCpts } from './pages/mes-cpts.tsx';
import { PageCode, PageLien, PageSecondFacteur } from './pages/preuve.tsx';
import { listerPersonnesDemo } from './queries.ts';
import { arrivee } from './rules.ts';
import { envoyerCode } from './use-cases/envoyer-code.ts';
import { entrerEnDemo, quitter } from './use-cases/ouvrir-session.ts';
import { type Suite, verifierCode, verifierLien, verifierSecondFacteur } from './use-cases/verifier-preuve.ts';
import { presenterMesCpts, presenterPersonnesDemo, type VueConnexion } from './view.ts';

const statutDe = (r: RefusConnexion): number => (r.code === 'trop_d_essais' ? 429 : 422);

/** What one sign-in remembers between its pages: the address typed and where to go. Not a secret, and not believed: parsed each time. */
const COOKIE_ATTENTE = 'attente';
const Attente = z.object({ courriel: AdresseElectronique, retour: Retour });
const enVain = { courriel: '', retour: '/' };

function lireAttente(c: C): { courriel: string; retour: string } {
  try {
    return Attente.parse(JSON.parse(Buffer.from(getCookie(c, nomDeCookie(c.var.services.config.url, COOKIE_ATTENTE)) ?? '', 'base64url').toString('utf8')));
  } catch {
    return enVain;
  }
}

function poserAttente(c: C, a: { courriel: string; retour: string }): void {
  const { url } = c.var.services.config;
  c.header('Set-Cookie', `${nomDeCookie(url, COOKIE_ATTENTE)}=${Buffer.from(JSON.stringify(a)).toString('base64url')}; Path=/; HttpOnly; SameSite=Lax; Max-Age=1800${url.startsWith('https:') ? '; Secure' : ''}`, { append: true });
}

async function vueConnexion(services: Services, retour: string, erreur?: string): Promise<VueConnexion> {
  return {
    retour,
    fournisseurs: fournisseurs(services.config).map((f) => ({ cle: f.providerId, nom: nomFournisseur[f.providerId] ?? f.providerId })),
    demo: services.config.mode === 'demo' ? presenterPersonnesDemo(await listerPersonnesDemo(services.db)) : [],
    ...(erreur ? { avertissement: phraseFournisseur(erreur) } : {}),
  };
}

const laConnexion = async (ctx: ContextePublic, retour: string, p: { erreurs?: Readonly<Record<string, string>>; valeurs?: Readonly<Record<string, unknown>>; erreur?: string } = {}): Promise<VuePage> => ({
  titre: 'Se connecter',
  corps: <PageConnexion vue={await vueConnexion(ctx.services, retour, p.erreur)} erreurs={p.erreurs ?? {}} valeurs={p.valeurs ?? {}} />,
});

const leCode = (c: C, ctx: ContextePublic, p: { erreurs?: Readonly<Record<string, string>>; valeurs?: Readonly<Record<string, unknown>> } = {}): VuePage => ({
  titre: 'Votre code',
  corps: <PageCode vue={{ courriel: lireAttente(c).courriel, minutes: DUREE_CODE_MINUTES, boite: ctx.services.attrape !== undefined }} erreurs={p.erreurs ?? {}} valeurs={p.valeurs ?? {}} />,
});

const apres = (c: C, suite: Suite): Response => c.redirect(suite === 'second_facteur' ? '/connexion/second-facteur' : lireAttente(c).retour, 303);

const SaisieConnexion = z.strictObject({ courriel: AdresseElectronique, retour: Retour });
const Rien = z.strictObject({});

function parCourriel(app: Routes): void {
  app.get('/connexion', (c) =>
    pagePublique(c, async (ctx) => {
      const { retour, error } = c.req.query();
      return laConnexion(ctx, Retour.parse(retour ?? '/'), error ? { erreur: error } : {});
    }),
  );
  app.post('/connexion', (c) =>
    gestePublic(c, SaisieConnexion, {
      enErreur: (ctx, erreurs, valeurs) => laConnexion(ctx, Retour.parse(valeurs['retour']), { erreurs, valeurs }),
      faire: async (ctx, s, valeurs) => {
        const issue = await envoyerCode(c, ctx.services, s.courriel);
        if (!issue.ok) return { ...(await laConnexion(ctx, s.retour, { erreurs: { '': phraseConnexion(issue.refus) }, valeurs })), statut: statutDe(issue.refus) };
        poserAttente(c, s);
        return c.redirect('/connexion/code', 303);
      },
    }),
  );
  app.get('/connexion/code', (c) => pagePublique(c, async (ctx) => (lireAttente(c).courriel === '' ? c.redirect('/connexion', 303) : leCode(c, ctx))));
  app.post('/connexion/code', (c) =>
    gestePublic(c, z.strictObject({ code: z.string().trim().min(1, 'Recopiez le code reçu par courriel.').max(12).transform((t) => t.replace(/\D/g, '')) }), {
      enErreur: async (ctx, erreurs, valeurs) => leCode(c, ctx, { erreurs, valeurs }),
      faire: async (ctx, { code }, valeurs) => {
        const issue = await verifierCode(c, ctx.services, { courriel: lireAttente(c).courriel, code });
        return issue.ok ? apres(c, issue.valeur) : { ...leCode(c, ctx, { erreurs: { code: phraseConnexion(issue.refus) }, valeurs }), statut: statutDe(issue.refus) };
      },
    }),
  );
  app.post('/connexion/renvoi', (c) =>
    gestePublic(c, Rien, {
      enErreur: async (ctx, erreurs) => leCode(c, ctx, { erreurs }),
      faire: async (ctx) => {
        const { courriel } = lireAttente(c);
        if (courriel === '') return c.redirect('/connexion', 303);
        const issue = await envoyerCode(c, ctx.services, courriel);
        return issue.ok ? vers(c, '/connexion/code', 'Un autre courriel vient de partir. Seul le dernier code est valable.') : { ...leCode(c, ctx, { erreurs: { '': phraseConnexion(issue.refus) } }), statut: statutDe(issue.refus) };
      },
    }),
  );
}

function parLien(app: Routes): void {
  const leLien = (secret: string, erreur?: string): VuePage => ({ titre: 'Se connecter', corps: <PageLien jeton={secret} {...(erreur ? { erreur } : {})} /> });
  app.get('/connexion/lien', (c) => pagePublique(c, async () => leLien(c.req.query('secret') ?? '')));
  app.post('/connexion/lien', (c) =>
    gestePublic(c, z.strictObject({ secret: z.string().min(1).max(200) }), {
      enErreur: async (_ctx, erreurs, valeurs) => leLien(String(valeurs['secret'] ?? ''), erreurs['']),
      faire: async (ctx, { secret }) => {
        const issue = await verifierLien(c, ctx.services, secret);
        return issue.ok ? apres(c, issue.valeur) : { ...leLien('', phraseConnexion(issue.refus)), statut: statutDe(issue.refus) };
      },
    }),
  );
  const leFacteur = (erreurs: Readonly<Record<string, string>> = {}, valeurs: Readonly<Record<string, unknown>> = {}): VuePage => ({ titre: 'Second facteur', corps: <PageSecondFacteur erreurs={erreurs} valeurs={valeurs} /> });
  app.get('/connexion/second-facteur', (c) => pagePublique(c, async () => leFacteur()));
  app.post('/connexion/second-facteur', (c) =>
    gestePublic(c, z.strictObject({ code: z.string().trim().min(1, 'Recopiez le code de votre application.').max(20) }), {
      enErreur: async (_ctx, erreurs, valeurs) => leFacteur(erreurs, valeurs),
      faire: async (ctx, { code }, valeurs) => {
        const issue = await verifierSecondFacteur(c, ctx.services, code);
        return issue.ok ? apres(c, 'entree') : { ...leFacteur({ code: phraseConnexion(issue.refus) }, valeurs), statut: statutDe(issue.refus) };
      },
    }),
  );
}

function autrement(app: Routes): void {
  app.post('/connexion/fournisseur', (c) =>
    gestePublic(c, z.strictObject({ fournisseur: z.enum(FOURNISSEURS), retour: Retour }), {
      enErreur: (ctx, erreurs) => laConnexion(ctx, '/', { erreurs }),
      faire: async (ctx, { fournisseur, retour }) => {
        const passage = await passer(ctx.services, 'fournisseur', { ip: adresseDe(c, ctx.services.config) });
        if (!passage.admis) return { ...(await laConnexion(ctx, retour, { erreurs: { '': phraseConnexion({ code: 'trop_d_essais', attendreSecondes: passage.attendreSecondes }) } })), statut: 429 };
        const a = await appeler(c, ctx.services, (auth, headers) => auth.api.signInSocial({ body: { provider: fournisseur, callbackURL: retour, errorCallbackURL: '/connexion' }, headers, asResponse: true }));
        const ailleurs = a.corps['url'];
        return typeof ailleurs === 'string' ? c.redirect(ailleurs, 303) : { ...(await laConnexion(ctx, retour, { erreur: 'indisponible' })), statut: 503 };
      },
    }),
  );
  app.post('/connexion/demo', (c) =>
    gestePublic(c, z.strictObject({ personne: z.uuid() }), {
      enErreur: (ctx, erreurs) => laConnexion(ctx, '/', { erreurs }),
      faire: async (ctx, { personne }) => {
        const issue = await entrerEnDemo(c, ctx.services, personne);
        return issue.ok ? c.redirect(issue.valeur, 303) : { ...(await laConnexion(ctx, '/', { erreurs: { '': 'Cette personne de démonstration n’existe pas ici.' } })), statut: 404 };
      },
    }),
  );
  app.post('/deconnexion', (c) =>
    gestePublic(c, Rien, {
      enErreur: async () => c.redirect('/', 303),
      faire: async (ctx) => {
        await quitter(c, ctx.services);
        return vers(c, '/connexion', 'Vous êtes déconnecté.');
      },
    }),
  );
}

/** Sign-in, sign-out, and the list of one's CPTS: addresses of the whole house. */
export function routesConnexion(app: Routes): void {
  parCourriel(app);
  parLien(app);
  autrement(app);
  app.get('/', (c) =>
    pagePersonne(c, async ({ seance }) => {
      const ou = arrivee(seance.autres, seance.exploitant);
      if (ou !== '/') return c.redirect(ou, 303);
      return { titre: 'Mes CPTS', corps: <PageMesCpts vue={presenterMesCpts(seance, seance.courriel.endsWith(`@${ADRESSE_A_DONNER}`))} /> };
    }),
  );
}
