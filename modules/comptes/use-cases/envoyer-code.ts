import type { Context } from 'hono';
import { entetesPour } from '#server/authentification/appels.ts';
import { authDe, DUREE_CODE_MINUTES, enveloppe } from '#server/authentification/auth.ts';
import { oublierLesTentatives, passer } from '#server/authentification/limites.ts';
import { adresseDe } from '#server/authentification/sessions.ts';
import { type CourrielAEcrire, envoyerSansAttendre } from '#server/courriel.ts';
import { mettreEnPageCourriel } from '#web/courriel.tsx';
import type { Services } from '#server/services.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { baseDesComptes } from '#server/authentification/base.ts';
import type { RefusConnexion } from '../model.ts';
import { personneExiste } from '../queries.ts';
import { type CourrielEcrit, courrielDeConnexion } from '../view.ts';

/**
 * Sends the code and the link of one sign-in, if a person has this address. The answer does not wait and does not say:
 * known or not, it is the same, at the same speed. A mail server that fails is told to the operator's log.
 */
export async function envoyerCode(c: Context, services: Services, courriel: string): Promise<Result<true, RefusConnexion>> {
  const passage = await passer(services, 'envoi', { ip: adresseDe(c, services.config), sujet: courriel });
  if (!passage.admis) return refuser({ code: 'trop_d_essais', attendreSecondes: passage.attendreSecondes });
  const entetes = entetesPour(c, services);
  void preparer(services, courriel, entetes).catch((e: Error) => console.error(`Courriel de connexion non envoyé : ${e.message}`));
  return ok(true);
}

async function preparer(services: Services, courriel: string, headers: Headers): Promise<void> {
  await oublierLesTentatives(services);
  if (!(await personneExiste(baseDesComptes(services), courriel))) return;
  const auth = await authDe(services);
  const secrets: { code?: string; lien?: string } = {};
  await enveloppe.run(secrets, async () => {
    await auth.api.sendVerificationOTP({ body: { email: courriel, type: 'sign-in' }, headers });
    await auth.api.signInMagicLink({ body: { email: courriel }, headers });
  });
  const { code, lien } = secrets;
  if (!code || !lien) throw new Error('no secret was drawn');
  await envoyerSansAttendre(services, enCourriel(courrielDeConnexion({ a: courriel, code, lien: `${services.config.url}/connexion/lien?secret=${lien}`, minutes: DUREE_CODE_MINUTES })));
}

/** Plain text and layout of one letter. */
export const enCourriel = ({ lettre, ...autour }: CourrielEcrit): CourrielAEcrire => ({ ...autour, ...mettreEnPageCourriel(lettre) });
