import type { BetterAuthOptions } from 'better-auth';
import { getSessionFromCtx } from 'better-auth/api';

type Regarder = NonNullable<NonNullable<BetterAuthOptions['user']>['validateUserInfo']>;

/**
 * An identity is linked to the account of whoever comes back from its provider, and is still signed in. The library would link it to the
 * account that had asked: planted in the browser of somebody else, that request would have given their professional card to another account.
 */
export const lierChezSoi: Regarder = async ({ user, source }, ctx) => {
  if (source.action !== 'link-account') return undefined;
  const seance = await getSessionFromCtx(ctx);
  return seance?.user.id === user.id ? undefined : { error: 'demande_d_un_autre' };
};
