import { createAuthMiddleware } from 'better-auth/api';
import { deleteSessionCookie } from 'better-auth/cookies';
import { generateRandomString } from 'better-auth/crypto';
import type { BetterAuthPlugin } from 'better-auth/types';

const DUREE_SECONDES = 600;
/** The names under which the library's own verification looks for the challenge. */
const COOKIE_DEFI = 'two_factor';

/**
 * Doors that already prove two factors: a passkey (possession, and the gesture or code of the device, which is required), and
 * Pro Santé Connect (card or application with its code, level eIDAS substantial), and the second factor itself.
 */
const dejaDeuxFacteurs = (chemin: string, fournisseur: unknown): boolean => chemin.startsWith('/passkey/') || chemin.startsWith('/two-factor/') || (chemin.startsWith('/callback/') && fournisseur === 'psc');

/**
 * The library asks its second factor after a password only. Here every other door asks it: the session just opened is taken
 * back and becomes a challenge of ten minutes, which the second factor alone turns into a session again.
 */
export const secondFacteurAChaquePorte = (): BetterAuthPlugin => ({
  id: 'second-facteur-a-chaque-porte',
  hooks: {
    after: [
      {
        matcher: () => true,
        handler: createAuthMiddleware(async (ctx) => {
          const ouverte = ctx.context.newSession;
          if (!ouverte || !('twoFactorEnabled' in ouverte.user) || !ouverte.user.twoFactorEnabled) return;
          if (dejaDeuxFacteurs(ctx.path, ctx.params?.['id'])) return;
          deleteSessionCookie(ctx, true);
          await ctx.context.internalAdapter.deleteSession(ouverte.session.token);
          ctx.context.setNewSession(null);
          const cookie = ctx.context.createAuthCookie(COOKIE_DEFI, { maxAge: DUREE_SECONDES });
          const identifier = `2fa-${generateRandomString(20)}`;
          const expiresAt = new Date(Date.now() + DUREE_SECONDES * 1000);
          await ctx.context.internalAdapter.createVerificationValue({ identifier, value: ouverte.user.id, expiresAt });
          await ctx.context.internalAdapter.createVerificationValue({ identifier: `2fa-attempts-${identifier}`, value: '0', expiresAt });
          await ctx.setSignedCookie(cookie.name, identifier, ctx.context.secret, cookie.attributes);
          return ctx.json({ twoFactorRedirect: true });
        }),
      },
    ],
  },
});
