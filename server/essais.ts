import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { PersonneId } from '#core/tenancy.ts';
import { type Adresse, ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import { INSTANT } from '#db/essais.ts';
import type { Schema } from '#db/schema.ts';
import { lireConfiguration } from './configuration.ts';
import type { CourrielAEcrire, Poste } from './courriel.ts';
import { COOKIE_SESSION, cookieDuJeton, nomDeCookie } from './jetons.ts';
import type { Services } from './services.ts';

export const SECRET = 'secret-des-essais-secret-des-essais-secret';

/** The services of a process, on a test database: letters are kept in `partis` instead of leaving. */
export function servicesEssai(adresse: Adresse, avec: Partial<Services> = {}): { services: Services; partis: CourrielAEcrire[]; fermer: () => Promise<void> } {
  const partis: CourrielAEcrire[] = [];
  const poste: Poste = {
    envoyer: (c) => {
      partis.push(c);
      return Promise.resolve();
    },
    fermer: () => undefined,
  };
  const pool = ouvrirPool(adresse, 'maillage_app', 10);
  const poolComptes = ouvrirPool(adresse, 'maillage_comptes', 2);
  const services: Services = { config: lireConfiguration({ MAILLAGE_SECRET: SECRET, NODE_ENV: 'test' }), db: ouvrirDb(pool), pool, poolComptes, actifs: { css: [], js: [] }, poste, maintenant: () => INSTANT, ...avec };
  return {
    services,
    partis,
    fermer: async () => {
      await Promise.all([pool.end(), poolComptes.end()]);
    },
  };
}

/** Signs a person in: the header that their browser would send. */
export async function cookieDe(proprietaire: Kysely<Schema>, personneId: PersonneId): Promise<{ Cookie: string }> {
  const jeton = randomBytes(24).toString('base64url');
  await proprietaire.insertInto('sessions').values({ personne_id: personneId, jeton, expire_le: new Date(Date.now() + 3_600_000), adresse_ip: null, agent: null }).execute();
  return { Cookie: `${nomDeCookie('http://localhost:3000', COOKIE_SESSION)}=${cookieDuJeton(jeton, SECRET)}` };
}
