import type { Context } from 'hono';
import { baseDesComptes } from '#server/authentification/base.ts';
import { jetonPresente, ouvrirSession, retirerCookie } from '#server/authentification/sessions.ts';
import { lireSeance } from '#server/portes.ts';
import type { Services } from '#server/services.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { fermerSession } from '../repository.ts';
import { listerPersonnesDemo } from '../queries.ts';
import { arrivee } from '../rules.ts';

/** One click of the demo: exists only where the instance was started for it, and only for invented people. */
export async function entrerEnDemo(c: Context, services: Services, personneId: string): Promise<Result<string, { code: 'personne_inconnue' }>> {
  if (services.config.mode !== 'demo') return refuser({ code: 'personne_inconnue' });
  const choisie = (await listerPersonnesDemo(services.db)).find((p) => p.id === personneId);
  if (!choisie) return refuser({ code: 'personne_inconnue' });
  const seance = await lireSeance(services, await ouvrirSession(c, services, choisie.id));
  return ok(seance ? arrivee(seance.autres, seance.exploitant) : '/');
}

/** Closes this session here and in the database: the cookie of a copy opens nothing any more. */
export async function quitter(c: Context, services: Services): Promise<void> {
  const jeton = jetonPresente(c, services.config);
  if (jeton) await fermerSession(baseDesComptes(services), jeton);
  retirerCookie(c, services.config);
}
