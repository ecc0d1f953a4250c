import type { Context } from 'hono';
import { ok, refuser, type Result } from '#core/result.ts';
import type { PersonneId } from '#core/tenancy.ts';
import { appeler, aTempsEgal, entetesPour } from '#server/authentification/appels.ts';
import { authDe, enveloppe } from '#server/authentification/auth.ts';
import { baseDesComptes } from '#server/authentification/base.ts';
import { ADRESSE_A_DONNER } from '#server/authentification/fournisseurs.ts';
import { passer } from '#server/authentification/limites.ts';
import { adresseDe } from '#server/authentification/sessions.ts';
import { envoyerSansAttendre } from '#server/courriel.ts';
import type { Services } from '#server/services.ts';
import type { RefusCompte, Theme } from '../model.ts';
import { delierIdentite, enregistrerTheme, fermerSessions, renommerPersonne, retirerCle } from '../repository.ts';
import { courrielDeNouvelleAdresse } from '../view.ts';
import { enCourriel } from './envoyer-code.ts';

type Moi = { readonly services: Services; readonly personneId: PersonneId; readonly courriel: string; readonly jeton: string };
type Issue = Result<true, RefusCompte>;

export const changerNom = ({ services, personneId }: Moi, nom: string): Promise<void> => renommerPersonne(baseDesComptes(services), personneId, nom, services.maintenant());
export const choisirTheme = ({ services, personneId }: Moi, theme: Theme): Promise<void> => enregistrerTheme(baseDesComptes(services), personneId, theme === 'auto' ? null : theme);

/** Closes one of one's own sessions; it is refused from its next request on. */
export const fermerUneSession = async ({ services, personneId }: Moi, id: string): Promise<Issue> =>
  (await fermerSessions(baseDesComptes(services), personneId, { id })) > 0 ? ok(true) : refuser({ code: 'introuvable' });
export const fermerLesAutres = ({ services, personneId, jeton }: Moi): Promise<number> => fermerSessions(baseDesComptes(services), personneId, { saufJeton: jeton });

export const oublierCle = async ({ services, personneId }: Moi, id: string): Promise<Issue> => ((await retirerCle(baseDesComptes(services), personneId, id)) ? ok(true) : refuser({ code: 'introuvable' }));

/** An account without an address of its own would be shut for ever. */
export async function delier({ services, personneId, courriel }: Moi, fournisseur: string): Promise<Issue> {
  if (courriel.endsWith(`@${ADRESSE_A_DONNER}`)) return refuser({ code: 'derniere_porte' });
  return (await delierIdentite(baseDesComptes(services), personneId, fournisseur)) ? ok(true) : refuser({ code: 'introuvable' });
}

/** Sends a code to the new address, unless it belongs to somebody: the answer is the same. */
export async function demanderAdresse(c: Context, { services, personneId }: Moi, nouvelle: string): Promise<Issue> {
  const passage = await passer(services, 'envoi', { ip: adresseDe(c, services.config), sujet: personneId });
  if (!passage.admis) return refuser({ code: 'trop_d_essais', attendreSecondes: passage.attendreSecondes });
  const headers = entetesPour(c, services);
  void (async () => {
    const secrets: { code?: string } = {};
    const auth = await authDe(services);
    await enveloppe.run(secrets, () => auth.api.requestEmailChangeEmailOTP({ body: { newEmail: nouvelle }, headers }));
    if (secrets.code) await envoyerSansAttendre(services, enCourriel(courrielDeNouvelleAdresse({ a: nouvelle, code: secrets.code })));
  })().catch((e: Error) => console.error(`Courriel de nouvelle adresse non envoyé : ${e.message}`));
  return ok(true);
}

export async function confirmerAdresse(c: Context, { services, personneId }: Moi, p: { nouvelle: string; code: string }): Promise<Issue> {
  const passage = await passer(services, 'code', { ip: adresseDe(c, services.config), sujet: personneId });
  if (!passage.admis) return refuser({ code: 'trop_d_essais', attendreSecondes: passage.attendreSecondes });
  return aTempsEgal(async () => {
    const a = await appeler(c, services, (auth, headers) => auth.api.changeEmailEmailOTP({ body: { newEmail: p.nouvelle, otp: p.code }, headers, asResponse: true }));
    return a.ok ? ok(true) : refuser({ code: 'code_d_adresse_refuse' });
  });
}
