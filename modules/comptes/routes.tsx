import { z } from 'zod';
import { type Nature, ok, refuser, type Result } from '#core/result.ts';
import { PersonneId } from '#core/tenancy.ts';
import { adresseDe, ouvrirSession } from '#server/authentification/sessions.ts';
import { appeler } from '#server/authentification/appels.ts';
import { baseDesComptes } from '#server/authentification/base.ts';
import { lireAttente, poserAttente } from '#server/authentification/attente.ts';
import { DUREE_CODE_MINUTES } from '#server/authentification/auth.ts';
import { ADRESSE_A_DONNER, FOURNISSEURS, fournisseurs } from '#server/authentification/fournisseurs.ts';
import { passer } from '#server/authentification/limites.ts';
import { sceller } from '#server/jetons.ts';
import type { ContextePage } from '#server/contexte.ts';
import { ongletsReseau } from '#server/navigation.ts';
import { enListe } from '#server/formulaires.ts';
import { geste, page, refus, vers } from '#server/pages.tsx';
import { type ContextePublic, gestePublic, pagePersonne, pagePublique } from '#server/pages-personne.tsx';
import type { C, VuePage } from '#server/vue-page.ts';
import type { Routes } from '#server/routes.ts';
import type { Services } from '#server/services.ts';
import { PageMessage } from '#web/message.tsx';
import { COOKIE_ATTENTE, LONGUEUR_NOM } from './constants.ts';
import { libelleRole, nomFournisseur, phraseConnexion, phraseFournisseur, phraseInvitation, phraseRole } from './labels.ts';
import { AdresseElectronique, InvitationId, type RefusConnexion, type RefusInvitation, type RefusRole, Retour, ROLES_DE_CPTS } from './model.ts';
import { PageAcces, type SaisieAcces } from './pages/acces.tsx';
import { PageConnexion } from './pages/connexion.tsx';
import { PageInvitation, PageInvitationFermee } from './pages/invitation.tsx';
import { PageMesCpts } from './pages/mes-cpts.tsx';
import { PageCode, PageLien, PageSecondFacteur } from './pages/preuve.tsx';
import { routesCompte } from './routes-compte.tsx';
import { peutGererAcces, peutVoirAcces } from './permissions.ts';
import { lireAcces, listerPersonnesDemo, personneExiste } from './queries.ts';
import { arrivee } from './rules.ts';
import { accepterInvitation, ouvrirInvitation } from './use-cases/accepter-invitation.ts';
import { donnerRole, reprendreRole, terminerRole } from './use-cases/donner-role.ts';
import { envoyerCode } from './use-cases/envoyer-code.ts';
import { type Depuis, inviterPersonne, renvoyerInvitation, revoquerInvitation } from './use-cases/inviter-personne.ts';
import { entrerEnDemo, quitter } from './use-cases/ouvrir-session.ts';
import { type Suite, verifierCode, verifierLien, verifierSecondFacteur } from './use-cases/verifier-preuve.ts';
import { presenterAcces, presenterInvitation, presenterMesCpts, presenterPersonnesDemo, type VueConnexion } from './view.ts';

const statutDe = (r: RefusConnexion): number => (r.code === 'trop_d_essais' ? 429 : 422);

const Attente = z.object({ courriel: AdresseElectronique, retour: Retour });
const attenteDe = (c: C): { courriel: string; retour: string } => lireAttente(c, COOKIE_ATTENTE, Attente) ?? { courriel: '', retour: '/' };

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
  corps: <PageCode vue={{ courriel: attenteDe(c).courriel, minutes: DUREE_CODE_MINUTES, boite: ctx.services.attrape !== undefined }} erreurs={p.erreurs ?? {}} valeurs={p.valeurs ?? {}} />,
});

const apres = (c: C, suite: Suite): Response => c.redirect(suite === 'second_facteur' ? '/connexion/second-facteur' : attenteDe(c).retour, 303);

const SaisieConnexion = z.strictObject({ courriel: AdresseElectronique, retour: Retour });
const Rien = z.strictObject({});
const texteDe = (v: unknown): string => (typeof v === 'string' ? v : '');

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
        poserAttente(c, COOKIE_ATTENTE, s);
        return c.redirect('/connexion/code', 303);
      },
    }),
  );
  app.get('/connexion/code', (c) => pagePublique(c, async (ctx) => (attenteDe(c).courriel === '' ? c.redirect('/connexion', 303) : leCode(c, ctx))));
  app.post('/connexion/code', (c) =>
    gestePublic(c, z.strictObject({ code: z.string().trim().min(1, 'Recopiez le code reçu par courriel.').max(12).transform((t) => t.replace(/\D/g, '')) }), {
      enErreur: async (ctx, erreurs, valeurs) => leCode(c, ctx, { erreurs, valeurs }),
      faire: async (ctx, { code }, valeurs) => {
        const issue = await verifierCode(c, ctx.services, { courriel: attenteDe(c).courriel, code });
        return issue.ok ? apres(c, issue.valeur) : { ...leCode(c, ctx, { erreurs: { code: phraseConnexion(issue.refus) }, valeurs }), statut: statutDe(issue.refus) };
      },
    }),
  );
  app.post('/connexion/renvoi', (c) =>
    gestePublic(c, Rien, {
      enErreur: async (ctx, erreurs) => leCode(c, ctx, { erreurs }),
      faire: async (ctx) => {
        const { courriel } = attenteDe(c);
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
      enErreur: async (_ctx, erreurs, valeurs) => leLien(texteDe(valeurs['secret']), erreurs['']),
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

const avecStatut = (vue: VuePage, nature: Nature): VuePage => refus(nature, vue);

async function lesAcces(ctx: ContextePage, saisie?: SaisieAcces, numero = 1): Promise<VuePage> {
  const chemin = [{ libelle: 'Aujourd’hui', href: ctx.base }, { libelle: 'Rôles et invitations' }];
  if (!peutVoirAcces(ctx.qui)) return { titre: 'Rôles et invitations', chemin, statut: 403, corps: <PageMessage titre="Cette page est réservée au bureau et à la coordination." texte="Elle dit qui entre dans cette CPTS, et à quel titre." lien={{ href: ctx.base, libelle: 'Revenir à Aujourd’hui' }} /> };
  const vue = presenterAcces(await lireAcces(ctx), { base: ctx.base, peutGerer: peutGererAcces(ctx.qui), maintenant: ctx.maintenant, aujourdhui: ctx.aujourdhui, fuseau: ctx.fuseau, page: numero });
  return { titre: 'Rôles et invitations', actif: 'reseau', chemin, onglets: ongletsReseau(ctx, 'acces'), sujets: ['acces'], corps: <PageAcces vue={vue} saisie={saisie} /> };
}

const natureInvitation = (r: RefusInvitation): Nature => (r.code === 'role_interdit' ? 'interdit' : r.code === 'invitation_inconnue' ? 'inconnu' : r.code === 'deja_invitee' ? 'conflit' : 'regle');
const natureRole = (r: RefusRole): Nature => (r.code === 'role_interdit' ? 'interdit' : r.code === 'role_inconnu' ? 'inconnu' : 'regle');

type FaireAcces<T> = (ctx: ContextePage, saisie: T, depuis: Depuis) => Promise<Result<string, { phrase: string; nature: Nature }>>;
const issueInvitation = <V,>(i: Result<V, RefusInvitation>, dire: (v: V) => string): Result<string, { phrase: string; nature: Nature }> => (i.ok ? ok(dire(i.valeur)) : refuser({ phrase: phraseInvitation(i.refus), nature: natureInvitation(i.refus) }));
const issueRole = <V,>(i: Result<V, RefusRole>, dire: (v: V) => string): Result<string, { phrase: string; nature: Nature }> => (i.ok ? ok(dire(i.valeur)) : refuser({ phrase: phraseRole(i.refus), nature: natureRole(i.refus) }));

const formeDesAcces = <T,>(cpts: Routes, adresse: string, schema: z.ZodType<T>, forme: SaisieAcces['forme'], faire: FaireAcces<T>): void => {
  cpts.post(`/reseau/acces/${adresse}`, (c) =>
    geste(c, schema, {
      enErreur: (ctx, erreurs, valeurs) => lesAcces(ctx, { forme, erreurs, valeurs }),
      faire: async (ctx, saisie, valeurs) => {
        const issue = await faire(ctx, saisie, { cpts: ctx.ici.nom, url: c.var.services.config.url, secret: c.var.services.config.secret });
        if (issue.ok) return vers(c, `${ctx.base}/reseau/acces`, issue.valeur);
        return avecStatut(await lesAcces(ctx, { forme, erreurs: { '': issue.refus.phrase }, valeurs }), issue.refus.nature);
      },
    }),
  );
};

const NomPropre = z.string().trim().min(1, 'Écrivez le prénom et le nom.').max(LONGUEUR_NOM, 'Ce nom est trop long : 120 caractères au plus.');
const UnRole = z.enum(ROLES_DE_CPTS, 'Choisissez un rôle de la liste.');
const SaisieInvitation = z.strictObject({ nom: NomPropre, courriel: AdresseElectronique, roles: enListe(UnRole).refine((r) => r.length > 0, 'Choisissez au moins un rôle.') });

const Reprise = z.object({ personne: PersonneId, role: UnRole, sceau: z.string() });
/** The undo of an end of role names a person: only the answer to that very gesture gives it, and for the day. */
const sceauDeReprise = (c: C, ctx: ContextePage, personneId: string, role: string): string => Buffer.from(sceller(`reprise:${ctx.cpts}:${personneId}:${role}:${ctx.aujourdhui}`, c.var.services.config.secret), 'base64').toString('base64url');

/** Who enters this CPTS, and as what: addresses under `/cpts/:cpts`. */
export function routesAcces(cpts: Routes): void {
  cpts.get('/reseau/acces', (c) => page(c, (ctx) => lesAcces(ctx, undefined, z.coerce.number().int().catch(1).parse(c.req.query('page')))));
  formeDesAcces(cpts, 'invitation', SaisieInvitation, 'invitation', async (ctx, s, d) => issueInvitation(await inviterPersonne(ctx, s, d), () => `Invitation envoyée à ${s.courriel}.`));
  formeDesAcces(cpts, 'renvoi', z.strictObject({ invitation: InvitationId }), 'geste', async (ctx, s, d) => issueInvitation(await renvoyerInvitation(ctx, s.invitation, d), (v) => `Invitation renvoyée à ${v.courriel}. L’ancien lien ne s’ouvre plus.`));
  formeDesAcces(cpts, 'annulation', z.strictObject({ invitation: InvitationId }), 'geste', async (ctx, s) => issueInvitation(await revoquerInvitation(ctx, s.invitation), (v) => `Invitation de ${v.courriel} annulée.`));
  formeDesAcces(cpts, 'role', z.strictObject({ personne: z.uuid('Choisissez une personne de la liste.').pipe(PersonneId), role: UnRole }), 'role', async (ctx, s) => issueRole(await donnerRole(ctx, { personneId: s.personne, role: s.role }), (v) => `${v.nom} tient désormais le rôle « ${libelleRole[s.role]} ».`));
  cpts.post('/reseau/acces/fin', (c) =>
    geste(c, z.strictObject({ role: z.uuid() }), {
      enErreur: (ctx, erreurs, valeurs) => lesAcces(ctx, { forme: 'geste', erreurs, valeurs }),
      faire: async (ctx, s, valeurs) => {
        const issue = await terminerRole(ctx, s.role);
        if (!issue.ok) return avecStatut(await lesAcces(ctx, { forme: 'geste', erreurs: { '': phraseRole(issue.refus) }, valeurs }), natureRole(issue.refus));
        const { personneId, role, nom } = issue.valeur;
        return vers(c, `${ctx.base}/reseau/acces`, `${nom} ne tient plus le rôle « ${libelleRole[role]} ».`, `${ctx.base}/reseau/acces/reprise/${personneId}/${role}/${sceauDeReprise(c, ctx, personneId, role)}`);
      },
    }),
  );
  cpts.post('/reseau/acces/reprise/:personne/:role/:sceau', (c) =>
    geste(c, Rien, {
      enErreur: (ctx, erreurs, valeurs) => lesAcces(ctx, { forme: 'geste', erreurs, valeurs }),
      faire: async (ctx) => {
        const refuserReprise = async (r: RefusRole): Promise<VuePage> => avecStatut(await lesAcces(ctx, { forme: 'geste', erreurs: { '': phraseRole(r) }, valeurs: {} }), natureRole(r));
        const lu = Reprise.safeParse({ personne: c.req.param('personne'), role: c.req.param('role'), sceau: c.req.param('sceau') });
        if (!lu.success || lu.data.sceau !== sceauDeReprise(c, ctx, lu.data.personne, lu.data.role)) return refuserReprise({ code: 'role_inconnu' });
        const issue = await reprendreRole(ctx, { personneId: lu.data.personne, role: lu.data.role });
        return issue.ok ? vers(c, `${ctx.base}/reseau/acces`, `Le rôle « ${libelleRole[lu.data.role]} » continue comme avant.`) : refuserReprise(issue.refus);
      },
    }),
  );
}

const connecteeDe = (ctx: ContextePublic) => ctx.seance && { personneId: ctx.seance.personne_id, nom: ctx.seance.nom, courriel: ctx.seance.courriel };

async function lInvitation(c: C, ctx: ContextePublic, secret: string, erreurs: Readonly<Record<string, string>> = {}, valeurs: Readonly<Record<string, unknown>> = {}): Promise<VuePage> {
  const passage = await passer(ctx.services, 'invitation', { ip: adresseDe(c, ctx.services.config) });
  if (!passage.admis) return { titre: 'Invitation', statut: 429, corps: <PageInvitationFermee phrase={phraseConnexion({ code: 'trop_d_essais', attendreSecondes: passage.attendreSecondes })} deconnexion={false} /> };
  const issue = await ouvrirInvitation(ctx.services, secret, connecteeDe(ctx));
  if (!issue.ok) {
    const { refus: r } = issue;
    const aRattacher = r.code === 'autre_personne' && !(await personneExiste(baseDesComptes(ctx.services), r.invitee)) ? r.invitee : undefined;
    return avecStatut({ titre: 'Invitation', corps: <PageInvitationFermee phrase={phraseInvitation(r)} deconnexion={r.code === 'autre_personne'} aRattacher={aRattacher} /> }, natureInvitation(r));
  }
  return { titre: 'Invitation', corps: <PageInvitation vue={presenterInvitation(issue.valeur, { secret, connectee: ctx.seance !== undefined })} erreurs={erreurs} valeurs={valeurs} /> };
}

function invitation(app: Routes): void {
  app.get('/invitation', (c) => pagePublique(c, (ctx) => lInvitation(c, ctx, c.req.query('secret') ?? '')));
  app.post('/invitation', (c) =>
    gestePublic(c, z.strictObject({ secret: z.string().max(200), nom: NomPropre.optional() }), {
      enErreur: (ctx, erreurs, valeurs) => lInvitation(c, ctx, texteDe(valeurs['secret']), erreurs, valeurs),
      faire: async (ctx, s) => {
        const issue = await accepterInvitation(ctx.services, s.secret, { connectee: connecteeDe(ctx), nom: s.nom ?? '' });
        if (!issue.ok && issue.refus.code === 'connexion_requise') return c.redirect(`/connexion?retour=${encodeURIComponent(`/invitation?secret=${s.secret}`)}`, 303);
        if (!issue.ok) return lInvitation(c, ctx, s.secret);
        if (issue.valeur.nouvelle) await ouvrirSession(c, ctx.services, issue.valeur.personneId);
        return vers(c, `/cpts/${issue.valeur.slug}`, 'Bienvenue : l’invitation est acceptée.');
      },
    }),
  );
}

/** Sign-in, sign-out, and the list of one's CPTS: addresses of the whole house. */
export function routesConnexion(app: Routes): void {
  parCourriel(app);
  parLien(app);
  autrement(app);
  routesCompte(app);
  invitation(app);
  app.get('/', (c) =>
    pagePersonne(c, async ({ seance }) => {
      const ou = arrivee(seance.autres, seance.exploitant);
      if (ou !== '/') return c.redirect(ou, 303);
      return { titre: 'Mes CPTS', corps: <PageMesCpts vue={presenterMesCpts(seance, seance.courriel.endsWith(`@${ADRESSE_A_DONNER}`))} /> };
    }),
  );
}
