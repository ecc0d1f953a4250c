import type { C } from '../vue-page.ts';
import type { Routes } from '../routes.ts';
import { entetesPour } from './appels.ts';
import { authDe } from './auth.ts';
import { ditParLeFournisseur, type Revendications } from './fournisseurs.ts';
import { passer } from './limites.ts';
import { adresseDe } from './sessions.ts';

/** What to do with what an identity provider said of the person who just came back from it. */
export type ApresFournisseur = (c: C, fournisseur: string, revendications: Revendications) => Promise<void>;

/**
 * The few addresses of the accounts library that a browser needs: passkeys, and the return from an identity provider.
 * Every other gesture goes through a page of ours; an address that is not here does not exist.
 */
const OUVERTES = [
  ['GET', '/api/auth/passkey/generate-authenticate-options'],
  ['POST', '/api/auth/passkey/verify-authentication'],
  ['GET', '/api/auth/passkey/generate-register-options'],
  ['POST', '/api/auth/passkey/verify-registration'],
] as const;

export function routesAuthentification(app: Routes, apres: ApresFournisseur): void {
  for (const [methode, adresse] of OUVERTES)
    app.on(methode, adresse, async (c) => {
      const passage = await passer(c.var.services, 'cle', { ip: adresseDe(c, c.var.services.config) });
      if (!passage.admis) return c.json({ attendreSecondes: passage.attendreSecondes }, 429, { 'Retry-After': String(passage.attendreSecondes) });
      return transmettre(c);
    });
  app.get('/api/auth/callback/:fournisseur', async (c) => {
    const boite: { revendications?: Revendications } = {};
    const reponse = await ditParLeFournisseur.run(boite, () => transmettre(c));
    if (boite.revendications) await apres(c, c.req.param('fournisseur'), boite.revendications);
    return reponse;
  });
}

/** The request as the library may see it: our own address, and no header that its sender could have forged. */
async function transmettre(c: C): Promise<Response> {
  const { services } = c.var;
  const auth = await authDe(services);
  const vue = new URL(c.req.url);
  const headers = entetesPour(c, services);
  const type = c.req.header('content-type');
  if (type) headers.set('content-type', type);
  const corps = c.req.method === 'POST' ? { body: await c.req.text() } : {};
  return auth.handler(new Request(`${services.config.url}${vue.pathname}${vue.search}`, { method: c.req.method, headers, ...corps }));
}
