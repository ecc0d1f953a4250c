import { APIError, createAuthMiddleware } from 'better-auth/api';
import type { BetterAuthPlugin } from 'better-auth/types';
import type { Services } from '../services.ts';
import { baseDesComptes } from './base.ts';

const CHEMIN = '/passkey/verify-authentication';

/** The requests whose device asked for its gesture or its code: what its signed answer says (WebAuthn, flag UV). */
const gestesVus = new WeakSet<Request>();

/** A passkey counts for two factors only when the device asked for its gesture or its code: without it, refused. */
export function exigerGeste(fait: boolean, requete?: Request): void {
  if (!fait) throw new APIError('UNAUTHORIZED', { code: 'USER_VERIFICATION_REQUIRED', message: 'user verification required' });
  if (requete) gestesVus.add(requete);
}

/** The session opened by such a key remembers it: no other second factor is asked of it, whatever the instance requires of a role. */
export const cleVautDeuxFacteurs = (services: Services): BetterAuthPlugin => ({
  id: 'cle-vaut-deux-facteurs',
  hooks: {
    after: [
      {
        matcher: (ctx) => ctx.path === CHEMIN,
        handler: createAuthMiddleware(async (ctx) => {
          const ouverte = ctx.context.newSession;
          if (!ouverte || !ctx.request || !gestesVus.has(ctx.request)) return;
          await baseDesComptes(services).updateTable('sessions').set({ par_cle_verifiee: true }).where('jeton', '=', ouverte.session.token).execute();
        }),
      },
    ],
  },
});
