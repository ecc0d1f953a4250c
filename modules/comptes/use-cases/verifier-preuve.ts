import type { Context } from 'hono';
import { appeler, type Appel, aTempsEgal } from '#server/authentification/appels.ts';
import { baseDesComptes } from '#server/authentification/base.ts';
import { passer, type Porte, sertUneFois } from '#server/authentification/limites.ts';
import { adresseDe } from '#server/authentification/sessions.ts';
import type { Services } from '#server/services.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import type { RefusConnexion } from '../model.ts';
import { effacerSecrets } from '../repository.ts';

export type Suite = 'entree' | 'second_facteur';
type Issue = Result<Suite, RefusConnexion>;

async function auGuichet(c: Context, services: Services, porte: Porte, sujet: string | undefined, faire: () => Promise<Issue>): Promise<Issue> {
  const passage = await passer(services, porte, { ip: adresseDe(c, services.config), sujet });
  if (!passage.admis) return refuser({ code: 'trop_d_essais', attendreSecondes: passage.attendreSecondes });
  return aTempsEgal(faire);
}

const suite = (a: Appel): Issue => ok(a.corps['twoFactorRedirect'] === true ? 'second_facteur' : 'entree');

/** The code of the mail. Whatever is wrong (unknown address, wrong, old or used code, too many tries of it), the refusal is the same. */
export const verifierCode = (c: Context, services: Services, { courriel, code }: { courriel: string; code: string }): Promise<Issue> =>
  auGuichet(c, services, 'code', courriel, async () => {
    const a = await appeler(c, services, (auth, headers) => auth.api.signInEmailOTP({ body: { email: courriel, otp: code }, headers, asResponse: true }));
    if (!a.ok) return refuser({ code: 'code_refuse' });
    await effacerSecrets(baseDesComptes(services), courriel);
    return suite(a);
  });

/** The link of the mail: it dies at first use, and takes the code with it. */
export const verifierLien = (c: Context, services: Services, secret: string): Promise<Issue> =>
  auGuichet(c, services, 'lien', undefined, async () => {
    const a = await appeler(c, services, (auth, headers) => auth.api.magicLinkVerify({ query: { token: secret }, headers, asResponse: true }));
    if (!a.ok || a.vers) return refuser({ code: 'lien_refuse' });
    const personne = a.corps['user'];
    if (typeof personne === 'object' && personne !== null && 'email' in personne && typeof personne.email === 'string') await effacerSecrets(baseDesComptes(services), personne.email);
    return suite(a);
  });

const SIX_CHIFFRES = /^\d{6}$/;

const idDe = (corps: Appel['corps']): string => { const p = corps['user']; return typeof p === 'object' && p !== null && 'id' in p && typeof p.id === 'string' ? p.id : ''; };

/**
 * The second factor: six digits of the application, or one of the backup codes. Both die at their use: six digits read over a shoulder
 * open nothing more, though their half-minute lasts. @source RFC 6238 §5.2
 */
export const verifierSecondFacteur = (c: Context, services: Services, saisi: string): Promise<Issue> =>
  auGuichet(c, services, 'facteur', undefined, async () => {
    const code = saisi.replace(/\s/g, '');
    const a = SIX_CHIFFRES.test(code)
      ? await appeler(c, services, (auth, headers) => auth.api.verifyTOTP({ body: { code }, headers, asResponse: true }), (corps) => sertUneFois(services, `${idDe(corps)}:${code}`))
      : await appeler(c, services, (auth, headers) => auth.api.verifyBackupCode({ body: { code }, headers, asResponse: true }));
    if (a.ok) return ok('entree');
    const perime = ['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE'].includes(String(a.corps['code']));
    if (a.corps['code'] === 'ACCOUNT_TEMPORARILY_LOCKED') return refuser({ code: 'trop_d_essais', attendreSecondes: BLOCAGE_SECONDES });
    return refuser({ code: perime ? 'defi_perime' : 'second_facteur_refuse' });
  });

/** The library's own lock, after ten refusals in a row for one person. */
const BLOCAGE_SECONDES = 900;
