import type { Context } from 'hono';
import { createHash, randomBytes } from 'node:crypto';
import { jourDans } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { formaterDate } from '#core/texte.ts';
import { appeler, aTempsEgal, entetesPour } from '#server/authentification/appels.ts';
import { authDe, enveloppe } from '#server/authentification/auth.ts';
import { baseDesComptes } from '#server/authentification/base.ts';
import { ADRESSE_A_DONNER } from '#server/authentification/fournisseurs.ts';
import { passer } from '#server/authentification/limites.ts';
import { adresseDe } from '#server/authentification/sessions.ts';
import { envoyerSansAttendre } from '#server/courriel.ts';
import type { Services } from '#server/services.ts';
import { ANNULATION_ADRESSE_JOURS } from '../constants.ts';
import type { RefusCompte } from '../model.ts';
import { lireSessionDe } from '../queries.ts';
import { fermerSessions, noterChangementAdresse, reprendreAdresse } from '../repository.ts';
import { preuveFraiche } from '../rules.ts';
import { courrielDAncienneAdresse, courrielDeNouvelleAdresse } from '../view.ts';
import { enCourriel } from './envoyer-code.ts';
import { prouver } from './regler-second-facteur.ts';
import type { Moi } from './tenir-compte.ts';

type Issue = Result<true, RefusCompte>;

const empreinteDe = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** A sign-in of the last minutes, or a code of the second factor: an open screen is not enough to take an account away. */
async function exigerPreuve(c: Context, moi: Moi, codeDApplication: string): Promise<Issue> {
  const session = await lireSessionDe(baseDesComptes(moi.services), moi.jeton);
  if (session && preuveFraiche(session.connecteeLe, moi.services.maintenant())) return ok(true);
  if (session?.secondFacteur && codeDApplication !== '') return prouver(c, moi, codeDApplication);
  return refuser({ code: 'preuve_demandee' });
}

/** Sends a code to the new address, unless it belongs to somebody: the answer is the same. */
export async function demanderAdresse(c: Context, moi: Moi, p: { nouvelle: string; application: string }): Promise<Issue> {
  const { services, personneId } = moi;
  const preuve = await exigerPreuve(c, moi, p.application);
  if (!preuve.ok) return preuve;
  const passage = await passer(services, 'envoi', { ip: adresseDe(c, services.config), sujet: personneId });
  if (!passage.admis) return refuser({ code: 'trop_d_essais', attendreSecondes: passage.attendreSecondes });
  const headers = entetesPour(c, services);
  void (async () => {
    const secrets: { code?: string } = {};
    const auth = await authDe(services);
    await enveloppe.run(secrets, () => auth.api.requestEmailChangeEmailOTP({ body: { newEmail: p.nouvelle }, headers }));
    if (secrets.code) await envoyerSansAttendre(services, enCourriel(courrielDeNouvelleAdresse({ a: p.nouvelle, code: secrets.code })));
  })().catch((e: Error) => console.error(`Courriel de nouvelle adresse non envoyé : ${e.message}`));
  return ok(true);
}

/** The code of the new address changes it. The other sessions end, and the old address is told, with a way back of some days. */
export async function confirmerAdresse(c: Context, moi: Moi, p: { nouvelle: string; code: string }): Promise<Issue> {
  const { services, personneId } = moi;
  const passage = await passer(services, 'code', { ip: adresseDe(c, services.config), sujet: personneId });
  if (!passage.admis) return refuser({ code: 'trop_d_essais', attendreSecondes: passage.attendreSecondes });
  const avant = await lireSessionDe(baseDesComptes(services), moi.jeton);
  const issue = await aTempsEgal(async (): Promise<Issue> => {
    const a = await appeler(c, services, (auth, headers) => auth.api.changeEmailEmailOTP({ body: { newEmail: p.nouvelle, otp: p.code }, headers, asResponse: true }));
    return a.ok ? ok(true) : refuser({ code: 'code_d_adresse_refuse' });
  });
  if (!issue.ok) return issue;
  await fermerSessions(baseDesComptes(services), personneId, { saufJeton: moi.jeton });
  await prevenirAncienne(moi, { nouvelle: p.nouvelle, secondFacteurAvant: avant?.secondFacteur ?? false });
  return issue;
}

async function prevenirAncienne({ services, personneId, courriel }: Moi, p: { nouvelle: string; secondFacteurAvant: boolean }): Promise<void> {
  if (courriel.endsWith(`@${ADRESSE_A_DONNER}`)) return;
  const secret = randomBytes(24).toString('base64url');
  const le = services.maintenant();
  const expireLe = new Date(le.getTime() + ANNULATION_ADRESSE_JOURS * 86_400_000);
  await noterChangementAdresse(baseDesComptes(services), { personneId, ancienne: courriel, empreinte: empreinteDe(secret), secondFacteurAvant: p.secondFacteurAvant, le, expireLe });
  const lien = `${services.config.url}/compte/adresse/reprise?secret=${secret}`;
  await envoyerSansAttendre(services, enCourriel(courrielDAncienneAdresse({ a: courriel, nouvelle: p.nouvelle, lien, jusque: formaterDate(jourDans(expireLe, 'Europe/Paris')) })));
}

/** From the old address, without a session: whoever took the account over is put out. */
export async function annulerChangement(c: Context, services: Services, secret: string): Promise<Issue> {
  const passage = await passer(services, 'lien', { ip: adresseDe(c, services.config) });
  if (!passage.admis) return refuser({ code: 'trop_d_essais', attendreSecondes: passage.attendreSecondes });
  const issue = await reprendreAdresse(baseDesComptes(services), empreinteDe(secret), services.maintenant());
  if (issue === 'prise') return refuser({ code: 'ancienne_adresse_prise' });
  return issue === 'reprise' ? ok(true) : refuser({ code: 'annulation_fermee' });
}
