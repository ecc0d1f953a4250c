import { AsyncLocalStorage } from 'node:async_hooks';
import { z } from 'zod';
import type { Configuration, FournisseurIdentite } from '../configuration.ts';

/** An identity provider as better-auth's generic OpenID Connect receives it. */
export const FOURNISSEURS = ['psc', 'proconnect'] as const;
export type NomFournisseur = (typeof FOURNISSEURS)[number];

const Decouverte = z.object({ userinfo_endpoint: z.url() });
const Revendications = z.looseObject({ sub: z.string(), email: z.string().optional(), email_verified: z.boolean().optional(), given_name: z.string().optional(), family_name: z.string().optional(), usual_name: z.string().optional() });
const Sujet = z.looseObject({ sub: z.string() });
export type Revendications = z.infer<typeof Revendications>;

/** What a provider said during one callback, for whoever treats the request around it. */
export const ditParLeFournisseur = new AsyncLocalStorage<{ revendications?: Revendications }>();

/** The content of a signed answer. It came straight from the provider over TLS, which proves who wrote it. @source OpenID Connect Core §3.1.3.7 */
const contenuSigne = (jeton: string): unknown => JSON.parse(Buffer.from(jeton.split('.')[1] ?? '', 'base64url').toString('utf8'));

type Jetons = { readonly accessToken?: string | undefined; readonly idToken?: string | undefined };

/**
 * Reads the userinfo endpoint: plain JSON, or a signed token as ProConnect answers. The id token alone does not hold the professional's claims;
 * it says for whom this sign-in is (signature and nonce are the library's to check, before, with the keys that a provider must publish): claims
 * of somebody else are not used, nor any without it. @source OpenID Connect Core §5.3.2
 */
async function lireIdentite(f: FournisseurIdentite, { accessToken, idToken }: Jetons): Promise<Revendications | undefined> {
  const { userinfo_endpoint } = Decouverte.parse(await (await fetch(f.decouverte, { signal: AbortSignal.timeout(10_000) })).json());
  const reponse = await fetch(userinfo_endpoint, { headers: { Authorization: `Bearer ${accessToken ?? ''}` }, signal: AbortSignal.timeout(10_000) });
  if (!reponse.ok) throw new Error(`userinfo answered ${reponse.status}`);
  const corps = await reponse.text();
  const lues = Revendications.parse(corps.startsWith('{') ? JSON.parse(corps) : contenuSigne(corps));
  if (!idToken || Sujet.parse(contenuSigne(idToken)).sub !== lues.sub) return undefined;
  const boite = ditParLeFournisseur.getStore();
  if (boite) boite.revendications = lues;
  return lues;
}

const nomDe = (r: Revendications): string => [r.given_name, r.family_name ?? r.usual_name].filter(Boolean).join(' ') || 'Nouvelle personne';

function fournisseur(providerId: NomFournisseur, f: FournisseurIdentite, reglages: { scopes: string[]; acr: string }) {
  return {
    providerId,
    clientId: f.client,
    clientSecret: f.secret,
    discoveryUrl: f.decouverte,
    scopes: reglages.scopes,
    pkce: true,
    requireIdTokenVerification: true,
    authorizationUrlParams: { acr_values: reglages.acr },
    getUserInfo: async (jetons: Jetons) => {
      const r = await lireIdentite(f, jetons);
      if (!r) return null;
      // Neither provider promises an address; an account needs one, which the person replaces by their own in « Mon compte ».
      const adresse = r.email ?? `${providerId}-${r.sub.replace(/[^a-zA-Z0-9]+/g, '-').toLowerCase()}@${ADRESSE_A_DONNER}`;
      return { ...r, id: r.sub, name: nomDe(r), email: adresse, emailVerified: r.email !== undefined && r.email_verified === true };
    },
  };
}

/** Domain of the addresses that stand in for one the provider did not give. @source RFC 2606 §2 (.invalid never resolves) */
export const ADRESSE_A_DONNER = 'adresse-a-donner.invalid';

/**
 * @source Pro Santé Connect: scope `openid scope_all`, `acr_values=eidas1`
 * @source ProConnect (DINUM): `openid given_name usual_name email`, `acr_values=eidas1`
 */
export const fournisseurs = (config: Configuration) => [
  ...(config.psc ? [fournisseur('psc', config.psc, { scopes: ['openid', 'scope_all'], acr: 'eidas1' })] : []),
  ...(config.proconnect ? [fournisseur('proconnect', config.proconnect, { scopes: ['openid', 'given_name', 'usual_name', 'email'], acr: 'eidas1' })] : []),
];
