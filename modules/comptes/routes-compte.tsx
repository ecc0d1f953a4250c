import { encode } from 'uqr';
import { z } from 'zod';
import { ok, refuser, type Result } from '#core/result.ts';
import { accord } from '#core/texte.ts';
import { appeler } from '#server/authentification/appels.ts';
import { lireAttente, poserAttente } from '#server/authentification/attente.ts';
import { baseDesComptes } from '#server/authentification/base.ts';
import { ADRESSE_A_DONNER, FOURNISSEURS, fournisseurs } from '#server/authentification/fournisseurs.ts';
import { sceller } from '#server/jetons.ts';
import { fichePropose } from '#modules/annuaire/queries-fiche.ts';
import { vers } from '#server/pages.tsx';
import { ouvrir } from '#server/portes.ts';
import { type ContextePersonne, gestePersonne, gestePublic, pagePersonne, pagePublique } from '#server/pages-personne.tsx';
import type { C, VuePage } from '#server/vue-page.ts';
import type { Routes } from '#server/routes.ts';
import { COOKIE_ATTENTE, LONGUEUR_NOM } from './constants.ts';
import { phraseCompte, phraseFournisseur } from './labels.ts';
import { AdresseElectronique, type RefusCompte } from './model.ts';
import { PageCompte, type SaisieCompte } from './pages/compte.tsx';
import { PageReprise } from './pages/preuve.tsx';
import { PageCodesDeSecours, PageReglerSecondFacteur } from './pages/second-facteur.tsx';
import { etatSecondFacteur, lireCompte } from './queries.ts';
import { envoyerCode } from './use-cases/envoyer-code.ts';
import { adresseTotp, arreterSecondFacteur, commencerSecondFacteur, confirmerSecondFacteur, lireCodesDeSecours, renouvelerCodes } from './use-cases/regler-second-facteur.ts';
import { annulerChangement, confirmerAdresse, demanderAdresse } from './use-cases/changer-adresse.ts';
import { changerNom, choisirTheme, delier, fermerLesAutres, fermerUneSession, oublierCle } from './use-cases/tenir-compte.ts';
import { type FicheProposee, presenterCompte, secretLisible, traceQr } from './view.ts';

const FUSEAU = 'Europe/Paris';
const COOKIE_ADRESSE = 'adresse';
const COOKIE_CODES = 'codes';
const moi = ({ services, seance }: ContextePersonne) => ({ services, personneId: seance.personne_id, courriel: seance.courriel, jeton: seance.jeton });
const statutCompte = (r: RefusCompte): number => (r.code === 'trop_d_essais' ? 429 : r.code === 'introuvable' ? 404 : 422);

/** The CPTS of a person are few; beyond these one finds the entry on the page of the others. */
const CPTS_REGARDEES = 5;

/** In each CPTS where the person is a member: their own entry of the national directory, until it is claimed or declined. */
async function fichesProposees({ services, seance }: ContextePersonne): Promise<FicheProposee[]> {
  const fiches: FicheProposee[] = [];
  for (const { slug } of seance.autres.filter((a) => a.roles.includes('adherent')).slice(0, CPTS_REGARDEES)) {
    const tx = await services.db.startTransaction().execute();
    try {
      const entree = await ouvrir(tx, services, seance.jeton, { slug });
      const p = entree.cas === 'ouverte' ? await fichePropose(entree.ctx) : undefined;
      if (entree.cas === 'ouverte' && p) fiches.push({ cpts: entree.ctx.ici.nom, nom: `${p.prenom} ${p.nom}`.trim(), lieu: p.lieux[0]?.communeLibelle, href: `${entree.ctx.base}/reseau/annuaire/${p.identifiant}` });
    } finally {
      await tx.rollback().execute();
    }
  }
  return fiches;
}

async function leCompte(c: C, ctx: ContextePersonne, saisie?: SaisieCompte): Promise<VuePage> {
  const { services, seance } = ctx;
  const faits = await lireCompte(baseDesComptes(services), seance.personne_id);
  const vue = presenterCompte(faits, {
    personne: seance,
    fournisseurs: fournisseurs(services.config).map((f) => f.providerId),
    adresseADonner: seance.courriel.endsWith(`@${ADRESSE_A_DONNER}`),
    adresseEnAttente: lireAttente(c, COOKIE_ADRESSE, AdresseElectronique) ?? '',
    fuseau: FUSEAU,
    maintenant: ctx.maintenant,
    fiches: faits.professionnel ? await fichesProposees(ctx) : [],
  });
  return { titre: 'Mon compte', chemin: [{ libelle: 'Mes CPTS', href: '/' }, { libelle: 'Mon compte' }], corps: <PageCompte vue={vue} saisie={saisie} /> };
}

const Rien = z.strictObject({});

type FaireCompte<T> = (c: C, ctx: ContextePersonne, saisie: T) => Promise<Result<string, RefusCompte> | Response>;

/** A form of the account: on success one comes back to it with a message, on refusal with what was typed. */
const formeDuCompte = <T,>(app: Routes, adresse: string, schema: z.ZodType<T>, forme: SaisieCompte['forme'], faire: FaireCompte<T>): void => {
  app.post(adresse, (c) =>
    gestePersonne(c, schema, {
      enErreur: (ctx, erreurs, valeurs) => leCompte(c, ctx, { forme, erreurs, valeurs }),
      faire: async (ctx, saisie, valeurs) => {
        const issue = await faire(c, ctx, saisie);
        if (issue instanceof Response) return issue;
        if (issue.ok) return vers(c, '/compte', issue.valeur);
        const champ = forme === 'confirmation' ? 'code' : '';
        return { ...(await leCompte(c, ctx, { forme, erreurs: { [champ]: phraseCompte(issue.refus) }, valeurs })), statut: statutCompte(issue.refus) };
      },
    }),
  );
};

const dire = (issue: Result<unknown, RefusCompte>, message: string): Result<string, RefusCompte> => (issue.ok ? ok(message) : issue);
const Code = z.string().trim().min(1, 'Recopiez le code reçu.').max(12);
const SaisieFournisseur = z.strictObject({ fournisseur: z.enum(FOURNISSEURS) });

const pageReprise = (secret: string, erreur?: string): VuePage => ({ titre: 'Reprendre mon adresse', corps: <PageReprise secret={secret} {...(erreur ? { erreur } : {})} /> });

/** The way back of a change of address, from the letter to the old one: a button, so that a scanner of links changes nothing. */
function reprise(app: Routes): void {
  app.get('/compte/adresse/reprise', (c) => pagePublique(c, async () => pageReprise(c.req.query('secret') ?? '')));
  app.post('/compte/adresse/reprise', (c) =>
    gestePublic(c, z.strictObject({ secret: z.string().min(1).max(200) }), {
      enErreur: async (_ctx, erreurs) => pageReprise('', erreurs['']),
      faire: async (ctx, { secret }) => {
        const issue = await annulerChangement(c, ctx.services, secret);
        if (!issue.ok) return { ...pageReprise('', phraseCompte(issue.refus)), statut: statutCompte(issue.refus) };
        return vers(c, '/connexion', 'Votre adresse est revenue et tous les appareils sont déconnectés. Connectez-vous avec elle.');
      },
    }),
  );
}

function compte(app: Routes): void {
  app.get('/compte', (c) => pagePersonne(c, (ctx) => leCompte(c, ctx, phraseDeRetour(c.req.query('error')))));
  formeDuCompte(app, '/compte/nom', z.strictObject({ nom: z.string().trim().min(1, 'Écrivez votre prénom et votre nom.').max(LONGUEUR_NOM, 'Ce nom est trop long : 120 caractères au plus.') }), 'nom', async (_c, ctx, { nom }) => {
    await changerNom(moi(ctx), nom);
    return ok('Votre nom est enregistré.');
  });
  formeDuCompte(app, '/compte/theme', z.strictObject({ theme: z.enum(['auto', 'clair', 'sombre']) }), 'geste', async (_c, ctx, { theme }) => {
    await choisirTheme(moi(ctx), theme);
    return ok('Les couleurs sont choisies.');
  });
  formeDuCompte(app, '/compte/adresse', z.strictObject({ courriel: AdresseElectronique, application: z.string().trim().max(12).default('') }), 'adresse', async (c, ctx, { courriel, application }) => {
    const issue = await demanderAdresse(c, moi(ctx), { nouvelle: courriel, application });
    if (issue.ok) poserAttente(c, COOKIE_ADRESSE, courriel);
    return dire(issue, 'Un code vient de partir à cette adresse, si elle est libre.');
  });
  formeDuCompte(app, '/compte/adresse/confirmation', z.strictObject({ code: Code }), 'confirmation', async (c, ctx, { code }) => {
    const issue = await confirmerAdresse(c, moi(ctx), { nouvelle: lireAttente(c, COOKIE_ADRESSE, AdresseElectronique) ?? '', code: code.replace(/\D/g, '') });
    if (issue.ok) poserAttente(c, COOKIE_ADRESSE, undefined);
    return dire(issue, 'Votre adresse est changée. Les autres appareils sont déconnectés, et un courriel part à l’ancienne adresse.');
  });
  formeDuCompte(app, '/compte/preuve', Rien, 'geste', async (c, ctx) => {
    const issue = await envoyerCode(c, ctx.services, ctx.seance.courriel);
    if (!issue.ok) return refuser({ code: 'trop_d_essais', attendreSecondes: issue.refus.code === 'trop_d_essais' ? issue.refus.attendreSecondes : 60 });
    poserAttente(c, COOKIE_ATTENTE, { courriel: ctx.seance.courriel, retour: '/compte#adresse' });
    return c.redirect('/connexion/code', 303);
  });
  formeDuCompte(app, '/compte/cle/oubli', z.strictObject({ id: z.uuid() }), 'geste', async (_c, ctx, { id }) => dire(await oublierCle(moi(ctx), id), 'La clé d’accès est retirée.'));
  formeDuCompte(app, '/compte/session/fermeture', z.strictObject({ id: z.uuid() }), 'geste', async (_c, ctx, { id }) => dire(await fermerUneSession(moi(ctx), id), 'La session est fermée.'));
  formeDuCompte(app, '/compte/sessions/fermeture', Rien, 'geste', async (_c, ctx) => ok(`${accord(await fermerLesAutres(moi(ctx)), 'session fermée', 'sessions fermées')}.`));
  formeDuCompte(app, '/compte/identite/retrait', SaisieFournisseur, 'geste', async (_c, ctx, { fournisseur }) => dire(await delier(moi(ctx), fournisseur), 'Cette identité n’ouvre plus votre compte.'));
  formeDuCompte(app, '/compte/identite', SaisieFournisseur, 'geste', async (c, ctx, { fournisseur }) => {
    const a = await appeler(c, ctx.services, (auth, headers) => auth.api.linkSocialAccount({ body: { provider: fournisseur, callbackURL: '/compte', errorCallbackURL: '/compte' }, headers, asResponse: true }));
    const ailleurs = a.corps['url'];
    return typeof ailleurs === 'string' ? c.redirect(ailleurs, 303) : refuser({ code: 'session_trop_ancienne' });
  });
}

const phraseDeRetour = (erreur: string | undefined): SaisieCompte | undefined => (erreur ? { forme: 'geste', erreurs: { '': phraseFournisseur(erreur) }, valeurs: {} } : undefined);

type RefusFacteur = { forme: 'confirmer' | 'arreter' | 'codes'; erreurs: Readonly<Record<string, string>> };

async function leFacteurARegler(c: C, ctx: ContextePersonne, refus?: RefusFacteur): Promise<VuePage> {
  const etat = await etatSecondFacteur(baseDesComptes(ctx.services), ctx.seance.personne_id);
  const { facteur_exige: exige } = ctx.seance;
  const chemin = exige ? [] : [{ libelle: 'Mon compte', href: '/compte' }, { libelle: 'Second facteur' }];
  if (etat !== 'a_confirmer') return { titre: 'Second facteur', chemin, corps: <PageReglerSecondFacteur vue={{ etat }} refus={refus} exige={exige} /> };
  const adresse = await adresseTotp(c, ctx.services);
  const { data, size } = encode(adresse, { ecc: 'M', border: 0 });
  return { titre: 'Second facteur', chemin, corps: <PageReglerSecondFacteur vue={{ etat, secret: secretLisible(adresse), qr: { taille: size, trace: traceQr(data) } }} refus={refus} exige={exige} /> };
}

const formeDuFacteur = (app: Routes, adresse: string, forme: RefusFacteur['forme'], faire: (c: C, m: ReturnType<typeof moi>, code: string) => Promise<Result<true, RefusCompte>>, ou: (c: C, personneId: string) => Response): void => {
  app.post(adresse, (c) =>
    gestePersonne(c, z.strictObject({ code: Code }), {
      enErreur: (ctx, erreurs) => leFacteurARegler(c, ctx, { forme, erreurs }),
      faire: async (ctx, { code }) => {
        const issue = await faire(c, moi(ctx), code);
        if (issue.ok) return ou(c, ctx.seance.personne_id);
        return { ...(await leFacteurARegler(c, ctx, { forme, erreurs: { code: phraseCompte(issue.refus) } })), statut: statutCompte(issue.refus) };
      },
    }),
  );
};

/** The backup codes show themselves for five minutes to the browser that just proved its second factor, and to no other. */
const DUREE_CODES_SECONDES = 300;
const sceauDesCodes = (c: C, personneId: string, le: number): string => sceller(`codes:${personneId}:${le}`, c.var.services.config.secret);

function secondFacteur(app: Routes): void {
  const voirLesCodes = (c: C, personneId: string): Response => {
    const le = c.var.services.maintenant().getTime();
    poserAttente(c, COOKIE_CODES, { le, sceau: sceauDesCodes(c, personneId, le) }, DUREE_CODES_SECONDES);
    return c.redirect('/compte/second-facteur/codes', 303);
  };
  app.get('/compte/second-facteur', (c) => pagePersonne(c, (ctx) => leFacteurARegler(c, ctx)));
  app.post('/compte/second-facteur', (c) =>
    gestePersonne(c, Rien, {
      enErreur: (ctx, erreurs) => leFacteurARegler(c, ctx, { forme: 'confirmer', erreurs }),
      faire: async (ctx) => {
        const issue = await commencerSecondFacteur(c, moi(ctx));
        return issue.ok ? c.redirect('/compte/second-facteur', 303) : { ...(await leFacteurARegler(c, ctx, { forme: 'confirmer', erreurs: { '': phraseCompte(issue.refus) } })), statut: 422 };
      },
    }),
  );
  formeDuFacteur(app, '/compte/second-facteur/confirmation', 'confirmer', confirmerSecondFacteur, voirLesCodes);
  formeDuFacteur(app, '/compte/second-facteur/codes', 'codes', renouvelerCodes, voirLesCodes);
  formeDuFacteur(app, '/compte/second-facteur/arret', 'arreter', arreterSecondFacteur, (c) => vers(c, '/compte', 'Le second facteur est arrêté.'));
  app.get('/compte/second-facteur/codes', (c) =>
    pagePersonne(c, async (ctx) => {
      const vu = lireAttente(c, COOKIE_CODES, z.strictObject({ le: z.int(), sceau: z.string() }));
      const frais = vu !== undefined && ctx.maintenant.getTime() - vu.le < DUREE_CODES_SECONDES * 1000 && vu.sceau === sceauDesCodes(c, ctx.seance.personne_id, vu.le);
      const visibles = frais && (await etatSecondFacteur(baseDesComptes(ctx.services), ctx.seance.personne_id)) === 'actif';
      return { titre: 'Codes de secours', corps: <PageCodesDeSecours codes={visibles ? await lireCodesDeSecours(moi(ctx)) : []} /> };
    }),
  );
}


/** One's own account: addresses under `/compte`. */
export function routesCompte(app: Routes): void {
  compte(app);
  reprise(app);
  secondFacteur(app);
}
