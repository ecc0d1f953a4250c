import { AsyncLocalStorage } from 'node:async_hooks';
import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { emailOTP, genericOAuth, magicLink, twoFactor } from 'better-auth/plugins';
import { ouvrirDb } from '#db/connexion.ts';
import type { Services } from '../services.ts';
import { FOURNISSEURS, fournisseurs } from './fournisseurs.ts';
import { lierChezSoi } from './lier.ts';
import { cleVautDeuxFacteurs, exigerGeste } from './cle-verifiee.ts';
import { secondFacteurAChaquePorte } from './second-facteur.ts';

export const DUREE_SESSION_JOURS = 30;
export const DUREE_CODE_MINUTES = 10;
export const LONGUEUR_CODE = 6;
const ESSAIS_PAR_CODE = 5;
/** The one header in which our own gate tells the library the address of the caller: never read from outside. */
export const ENTETE_IP = 'x-maillage-ip';

/** The code and the link of one same mail: the library draws them, whoever asked for them writes the mail. */
export const enveloppe = new AsyncLocalStorage<{ code?: string; lien?: string }>();
const glisser = (secrets: { code?: string; lien?: string }): void => {
  const ouverte = enveloppe.getStore();
  if (ouverte) Object.assign(ouverte, secrets);
};

const colonnes = {
  personne: { name: 'nom', email: 'courriel', emailVerified: 'courriel_verifie', createdAt: 'cree_le', updatedAt: 'modifie_le' },
  session: { userId: 'personne_id', token: 'jeton', expiresAt: 'expire_le', ipAddress: 'adresse_ip', userAgent: 'agent', createdAt: 'cree_le', updatedAt: 'modifie_le' },
  identite: {
    userId: 'personne_id', providerId: 'fournisseur', accountId: 'sujet', accessToken: 'jeton_acces', refreshToken: 'jeton_rafraichissement', idToken: 'jeton_identite',
    accessTokenExpiresAt: 'acces_expire_le', refreshTokenExpiresAt: 'rafraichissement_expire_le', scope: 'portee', password: 'mot_de_passe', createdAt: 'cree_le', updatedAt: 'modifie_le',
  },
  verification: { identifier: 'identifiant', value: 'valeur', expiresAt: 'expire_le', createdAt: 'cree_le', updatedAt: 'modifie_le' },
  facteur: { secret: 'secret', backupCodes: 'codes_de_secours', userId: 'personne_id', verified: 'verifie', failedVerificationCount: 'echecs', lockedUntil: 'bloque_jusque' },
  cle: {
    name: 'nom', publicKey: 'cle_publique', userId: 'personne_id', credentialID: 'identifiant_cle', counter: 'compteur', deviceType: 'type_appareil', backedUp: 'sauvegardee',
    transports: 'transports', createdAt: 'cree_le', aaguid: 'modele',
  },
} as const;

/**
 * The accounts library on our tables. It has no page and sends no mail by itself. Its own rate limiter is off: ours counts in PostgreSQL, for every process.
 */
function creerAuth(services: Services) {
  const { config, poolComptes } = services;
  const { hostname, origin } = new URL(config.url);
  return betterAuth({
    appName: 'Maillage',
    baseURL: config.url,
    secret: config.secret,
    database: { db: ouvrirDb(poolComptes), type: 'postgres' },
    trustedOrigins: [origin],
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error' },
    emailAndPassword: { enabled: false },
    user: { modelName: 'personnes', fields: colonnes.personne, validateUserInfo: lierChezSoi },
    session: { modelName: 'sessions', fields: colonnes.session, expiresIn: DUREE_SESSION_JOURS * 86_400, updateAge: 86_400, cookieCache: { enabled: false } },
    account: {
      modelName: 'identites_externes',
      fields: colonnes.identite,
      encryptOAuthTokens: true,
      accountLinking: { enabled: true, disableImplicitLinking: true, allowDifferentEmails: true, trustedProviders: [...FOURNISSEURS] },
    },
    verification: { modelName: 'verifications', fields: colonnes.verification },
    advanced: {
      cookiePrefix: 'maillage',
      useSecureCookies: config.url.startsWith('https:'),
      database: { generateId: 'uuid' },
      ipAddress: { ipAddressHeaders: [ENTETE_IP] },
    },
    onAPIError: { errorURL: '/connexion' },
    plugins: [
      emailOTP({
        otpLength: LONGUEUR_CODE,
        expiresIn: DUREE_CODE_MINUTES * 60,
        allowedAttempts: ESSAIS_PAR_CODE,
        storeOTP: 'hashed',
        disableSignUp: true,
        changeEmail: { enabled: true },
        sendVerificationOTP: async ({ otp }) => glisser({ code: otp }),
      }),
      magicLink({ expiresIn: DUREE_CODE_MINUTES * 60, storeToken: 'hashed', disableSignUp: true, sendMagicLink: async ({ token }) => glisser({ lien: token }) }),
      twoFactor({
        issuer: 'Maillage',
        allowPasswordless: true,
        schema: { user: { fields: { twoFactorEnabled: 'second_facteur' } }, twoFactor: { modelName: 'seconds_facteurs', fields: colonnes.facteur } },
      }),
      passkey({
        rpID: hostname,
        rpName: 'Maillage',
        origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: { afterVerification: async ({ verification }) => exigerGeste(verification.registrationInfo?.userVerified === true) },
        authentication: { afterVerification: async ({ ctx, verification }) => exigerGeste(verification.authenticationInfo.userVerified, ctx.request) },
        schema: { passkey: { modelName: 'cles_acces', fields: colonnes.cle } },
      }),
      genericOAuth({ config: fournisseurs(config) }),
      secondFacteurAChaquePorte(),
      cleVautDeuxFacteurs(services),
    ],
  });
}

export type Auth = ReturnType<typeof creerAuth>;

const construites = new WeakMap<Services, { auth: Auth; le: number }>();
/** A provider that did not answer at start is asked again after this delay. */
const REESSAYER_MS = 30_000;

/** The library of this process. Built at first use: by then the instance knows its address, and its providers can be reached. */
export async function authDe(services: Services): Promise<Auth> {
  const connue = construites.get(services);
  if (connue && (Date.now() - connue.le < REESSAYER_MS || (await complete(services, connue.auth)))) return connue.auth;
  const auth = creerAuth(services);
  construites.set(services, { auth, le: Date.now() });
  return auth;
}

const complete = async (services: Services, auth: Auth): Promise<boolean> => (await auth.$context).socialProviders.length === fournisseurs(services.config).length;
