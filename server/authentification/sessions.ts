import { randomBytes } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { PersonneId } from '#core/tenancy.ts';
import type { Configuration } from '../configuration.ts';
import { COOKIE_SESSION, cookieDuJeton, jetonDuCookie, nomDeCookie } from '../jetons.ts';
import type { Services } from '../services.ts';
import { DUREE_SESSION_JOURS } from './auth.ts';
import { baseDesComptes } from './base.ts';

const JOUR_MS = 86_400_000;

/** The session token that the browser presents, when its signature is ours. */
export const jetonPresente = (c: Context, config: Configuration): string | undefined => jetonDuCookie(getCookie(c, nomDeCookie(config.url, COOKIE_SESSION)), config.secret);

const attributs = (config: Configuration, duree: number): string => `Path=/; HttpOnly; SameSite=Lax; Max-Age=${duree}${config.url.startsWith('https:') ? '; Secure' : ''}`;

/** The address of the caller: the connection's, or the one that our own reverse proxies wrote last. */
export function adresseDe(c: Context, config: Configuration): string {
  const vues = (c.req.header('X-Forwarded-For') ?? '').split(',').map((a) => a.trim()).filter(Boolean);
  const parMandataire = config.mandataires > 0 ? vues.at(-config.mandataires) : undefined;
  if (parMandataire) return parMandataire.slice(0, 64);
  try {
    return getConnInfo(c).remote.address ?? 'inconnue';
  } catch {
    return 'inconnue';
  }
}

/** Opens a session for a person already known for sure, and hands its cookie to the browser. */
export async function ouvrirSession(c: Context, services: Services, personneId: PersonneId): Promise<string> {
  const jeton = randomBytes(24).toString('base64url');
  await inscrireSession(services, personneId, { jeton, ip: adresseDe(c, services.config), agent: c.req.header('User-Agent') ?? null });
  poserCookie(c, services.config, jeton);
  return jeton;
}

/** Writes a session in the database. */
export async function inscrireSession(services: Pick<Services, 'poolComptes' | 'maintenant'>, personneId: PersonneId, { jeton, ip, agent }: { jeton: string; ip: string | null; agent: string | null }): Promise<void> {
  const expire_le = new Date(services.maintenant().getTime() + DUREE_SESSION_JOURS * JOUR_MS);
  await baseDesComptes(services).insertInto('sessions').values({ personne_id: personneId, jeton, expire_le, adresse_ip: ip, agent: agent?.slice(0, 300) ?? null }).execute();
}

const poserCookie = (c: Context, config: Configuration, jeton: string): void =>
  c.header('Set-Cookie', `${nomDeCookie(config.url, COOKIE_SESSION)}=${cookieDuJeton(jeton, config.secret)}; ${attributs(config, DUREE_SESSION_JOURS * 86_400)}`, { append: true });

export const retirerCookie = (c: Context, config: Configuration): void => c.header('Set-Cookie', `${nomDeCookie(config.url, COOKIE_SESSION)}=; ${attributs(config, 0)}`, { append: true });

/** A session that is used lives on: at most once a day, its end moves to thirty days from now. */
export function prolonger(c: Context, services: Services, seance: { readonly jeton: string; readonly expire_le: Date }): void {
  const maintenant = services.maintenant().getTime();
  if (seance.expire_le.getTime() - maintenant > (DUREE_SESSION_JOURS - 1) * JOUR_MS) return;
  const expire_le = new Date(maintenant + DUREE_SESSION_JOURS * JOUR_MS);
  void baseDesComptes(services)
    .updateTable('sessions')
    .set({ expire_le, modifie_le: services.maintenant() })
    .where('jeton', '=', seance.jeton)
    .execute()
    .catch((e: Error) => console.error(`Session non prolongée : ${e.message}`));
  poserCookie(c, services.config, seance.jeton);
}
