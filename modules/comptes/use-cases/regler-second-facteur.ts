import type { Context } from 'hono';
import { ok, refuser, type Result } from '#core/result.ts';
import type { PersonneId } from '#core/tenancy.ts';
import { appeler, entetesPour } from '#server/authentification/appels.ts';
import { authDe } from '#server/authentification/auth.ts';
import { passer } from '#server/authentification/limites.ts';
import { adresseDe } from '#server/authentification/sessions.ts';
import type { Services } from '#server/services.ts';
import type { RefusCompte } from '../model.ts';

type Moi = { readonly services: Services; readonly personneId: PersonneId };
type Issue = Result<true, RefusCompte>;

/** Draws a secret, which counts for nothing until a code proves that the application has it. */
export async function commencerSecondFacteur(c: Context, { services }: Moi): Promise<Issue> {
  const a = await appeler(c, services, (auth, headers) => auth.api.enableTwoFactor({ body: {}, headers, asResponse: true }));
  return a.ok ? ok(true) : refuser({ code: 'session_trop_ancienne' });
}

/** The address that the application reads as a QR code. */
export async function adresseTotp(c: Context, services: Services): Promise<string> {
  const auth = await authDe(services);
  const { totpURI } = await auth.api.getTOTPURI({ body: {}, headers: entetesPour(c, services) });
  return totpURI;
}

/** Six digits of the application, counted as every secret is. */
export async function prouver(c: Context, { services, personneId }: Moi, code: string): Promise<Issue> {
  const passage = await passer(services, 'facteur', { ip: adresseDe(c, services.config), sujet: personneId });
  if (!passage.admis) return refuser({ code: 'trop_d_essais', attendreSecondes: passage.attendreSecondes });
  const a = await appeler(c, services, (auth, headers) => auth.api.verifyTOTP({ body: { code: code.replace(/\s/g, '') }, headers, asResponse: true }));
  return a.ok ? ok(true) : refuser({ code: 'code_d_application_refuse' });
}

/** From now on every sign-in that is not strong by itself asks for the application. The session changes with it. */
export const confirmerSecondFacteur = prouver;

/** Stopping takes a code too: a screen left open is not enough. */
export async function arreterSecondFacteur(c: Context, moi: Moi, code: string): Promise<Issue> {
  const preuve = await prouver(c, moi, code);
  if (!preuve.ok) return preuve;
  const a = await appeler(c, moi.services, (auth, headers) => auth.api.disableTwoFactor({ body: {}, headers, asResponse: true }));
  return a.ok ? ok(true) : refuser({ code: 'session_trop_ancienne' });
}

/** Ten new backup codes; the old ones die. */
export async function renouvelerCodes(c: Context, moi: Moi, code: string): Promise<Issue> {
  const preuve = await prouver(c, moi, code);
  if (!preuve.ok) return preuve;
  const a = await appeler(c, moi.services, (auth, headers) => auth.api.generateBackupCodes({ body: {}, headers, asResponse: true }));
  return a.ok ? ok(true) : refuser({ code: 'session_trop_ancienne' });
}

export async function lireCodesDeSecours({ services, personneId }: Moi): Promise<readonly string[]> {
  const auth = await authDe(services);
  const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId: personneId } });
  return backupCodes;
}
