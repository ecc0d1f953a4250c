import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Compte, Provider } from 'oidc-provider';
import type { FournisseurIdentite } from '../configuration.ts';

/** A professional that the simulator may present, all invented. */
export type ProfessionnelSimule = { readonly sujet: string; readonly prenom: string; readonly nom: string; readonly rpps: string; readonly profession: string; readonly metier: string };

export type SimulateurPsc = { readonly fournisseur: FournisseurIdentite; readonly arreter: () => Promise<void> };

/**
 * The claims of one professional, with the names and shapes that Pro Santé Connect gives them.
 * @source userinfo of Pro Santé Connect: SubjectNameID, SubjectRole, SubjectRefPro, otherIds
 */
const revendications = (p: ProfessionnelSimule) => ({
  sub: p.sujet,
  SubjectNameID: `8${p.rpps}`,
  preferred_username: `8${p.rpps}`,
  given_name: p.prenom,
  family_name: p.nom,
  Secteur_Activite: 'SA07^1.2.250.1.71.4.2.4',
  SubjectRole: [`${p.profession}^1.2.250.1.213.1.1.5.5`],
  SubjectOrganization: 'Cabinet inventé',
  Palier_Authentification: 'APPPRIP3^1.2.250.1.213.1.5.1.1.1',
  otherIds: [{ identifiant: `8${p.rpps}`, origine: 'RPPS', qualite: 1 }],
  SubjectRefPro: {
    codeCivilite: 'M',
    exercices: [
      {
        codeProfession: p.profession,
        codeCategorieProfessionnelle: 'C',
        nomDexercice: p.nom,
        prenomDexercice: p.prenom,
        activities: [{ codeModeExercice: 'L', codeSecteurDactivite: 'SA07', raisonSocialeSite: 'Cabinet inventé', codeCommune: '94081' }],
      },
    ],
  },
});

const SCOPE_ALL = ['SubjectNameID', 'preferred_username', 'given_name', 'family_name', 'Secteur_Activite', 'SubjectRole', 'SubjectOrganization', 'Palier_Authentification', 'otherIds', 'SubjectRefPro'];

const echapper = (t: string): string => t.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const pageChoix = (uid: string, gens: readonly ProfessionnelSimule[]): string => `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simulateur de Pro Santé Connect</title><style>
body{font:17px/1.55 'Atkinson Hyperlegible Next',Verdana,sans-serif;background:#faf8f3;color:#1b1f1e;max-width:30rem;margin:0 auto;padding:2rem 1rem}
button{font:inherit;display:block;width:100%;text-align:left;padding:.75rem 1rem;margin:.5rem 0;border:1px solid #85806f;border-radius:.375rem;background:#fffefb;color:inherit;cursor:pointer}
button:hover,button:focus{background:#dfecea;outline:3px solid #0e5154}small{color:#4d5451;display:block}.marque{border:1px dashed #85806f;border-radius:.25rem;padding:.1rem .5rem;font-size:.85rem}
@media (prefers-color-scheme: dark){body{background:#151918;color:#ece9e0}button{background:#1a1f1e}button:hover,button:focus{background:#173836;outline-color:#86cbc4}small{color:#b9beb8}}
</style></head><body><main><p><span class="marque">Simulateur · personnes inventées</span></p><h1>Pro Santé Connect</h1><p>Choisissez le professionnel qui présente sa carte.</p>
<form method="post" action="/interaction/${echapper(uid)}">${gens.map((p) => `<button name="sujet" value="${echapper(p.sujet)}">${echapper(`${p.prenom} ${p.nom}`)}<small>${echapper(p.metier)}, RPPS ${p.rpps}</small></button>`).join('')}
<button name="sujet" value="">Renoncer</button></form></main></body></html>`;

async function lireSujet(req: IncomingMessage): Promise<string> {
  let corps = '';
  for await (const morceau of req) corps += String(morceau).slice(0, 2000);
  return new URLSearchParams(corps).get('sujet') ?? '';
}

type Lancement = { readonly port: number; readonly hote: string; readonly retours: readonly string[]; readonly professionnels: readonly ProfessionnelSimule[] };

/**
 * Stands in for Pro Santé Connect where the real one cannot be reached: a true OpenID Connect provider, whose card reader is a list
 * of invented professionals. `port` 0 takes a free one.
 */
export async function lancerSimulateurPsc({ port, hote, retours, professionnels }: Lancement): Promise<SimulateurPsc> {
  const http = createServer();
  await new Promise<void>((pret, echec) => http.once('error', echec).listen(port, hote, () => pret()));
  const ecoute = http.address();
  const emetteur = `http://localhost:${ecoute && typeof ecoute === 'object' ? ecoute.port : port}`;
  const fournisseur: FournisseurIdentite = { decouverte: `${emetteur}/.well-known/openid-configuration`, client: 'maillage', secret: randomBytes(24).toString('base64url') };
  const provider = creerFournisseur(emetteur, fournisseur, retours, professionnels);
  const suite = provider.callback();
  http.on('request', (req, res) => void repondre(provider, professionnels, req, res).then((traite) => (traite ? undefined : suite(req, res)), (e: Error) => finir(res, 400, `Simulateur : ${e.message}`)));
  return {
    fournisseur,
    arreter: () =>
      new Promise((fini) => {
        http.close(() => fini());
        http.closeAllConnections();
      }),
  };
}

function creerFournisseur(emetteur: string, f: FournisseurIdentite, retours: readonly string[], gens: readonly ProfessionnelSimule[]): Provider {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const provider: Provider = new Provider(emetteur, {
    clients: [{ client_id: f.client, client_secret: f.secret, redirect_uris: retours, response_types: ['code'], grant_types: ['authorization_code'], token_endpoint_auth_method: 'client_secret_post' }],
    adapter: memoireDe(),
    jwks: { keys: [privateKey.export({ format: 'jwk' })] },
    cookies: { keys: [randomBytes(24).toString('hex')] },
    scopes: ['openid', 'scope_all'],
    claims: { openid: ['sub'], scope_all: SCOPE_ALL },
    acrValues: ['eidas1'],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 60, Grant: 600 },
    interactions: { url: (_ctx: unknown, i: { uid: string }) => `/interaction/${i.uid}` },
    findAccount: (_ctx: unknown, sujet: string): Compte | undefined => {
      const p = gens.find((g) => g.sujet === sujet);
      return p && { accountId: p.sujet, claims: async () => revendications(p) };
    },
    loadExistingGrant: async (ctx: { oidc: { session: { accountId: string }; client: { clientId: string } } }) => {
      const grant = new provider.Grant({ accountId: ctx.oidc.session.accountId, clientId: ctx.oidc.client.clientId });
      grant.addOIDCScope('openid scope_all');
      await grant.save();
      return grant;
    },
  });
  provider.on('server_error', (_ctx, e) => console.error(`Simulateur de Pro Santé Connect : ${e.message}`));
  return provider;
}

type Charge = Record<string, unknown> & { uid?: string; grantId?: string };

/** The simulator forgets everything with its process: what it hands out is kept in memory, by kind. */
function memoireDe(): (sorte: string) => Readonly<Record<string, unknown>> {
  const tout = new Map<string, { charge: Charge; fin: number }>();
  const lire = (cle: string): Charge | undefined => {
    const trouve = tout.get(cle);
    return trouve && trouve.fin > Date.now() ? trouve.charge : undefined;
  };
  return (sorte) => ({
    upsert: async (id: string, charge: Charge, secondes = 600) => void tout.set(`${sorte}:${id}`, { charge, fin: Date.now() + secondes * 1000 }),
    find: async (id: string) => lire(`${sorte}:${id}`),
    findByUid: async (uid: string) => [...tout.keys()].map((cle) => (cle.startsWith(`${sorte}:`) ? lire(cle) : undefined)).find((charge) => charge?.uid === uid),
    findByUserCode: async () => undefined,
    consume: async (id: string) => void Object.assign(lire(`${sorte}:${id}`) ?? {}, { consumed: Math.floor(Date.now() / 1000) }),
    destroy: async (id: string) => void tout.delete(`${sorte}:${id}`),
    revokeByGrantId: async (octroi: string) => {
      for (const [cle, { charge }] of tout) if (charge.grantId === octroi) tout.delete(cle);
    },
  });
}

const finir = (res: ServerResponse, statut: number, corps: string, type = 'text/plain'): void => void res.writeHead(statut, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' }).end(corps);

/** The card reader: shows the list, then goes back with the one chosen. Answers whether the request was its own. */
async function repondre(provider: Provider, gens: readonly ProfessionnelSimule[], req: IncomingMessage, res: ServerResponse): Promise<boolean> {
  if (!req.url?.startsWith('/interaction/')) return false;
  const { uid } = await provider.interactionDetails(req, res);
  if (req.method !== 'POST') {
    finir(res, 200, pageChoix(uid, gens), 'text/html');
    return true;
  }
  const sujet = await lireSujet(req);
  const choisi = gens.find((g) => g.sujet === sujet);
  await provider.interactionFinished(req, res, choisi ? { login: { accountId: choisi.sujet, acr: 'eidas1', remember: false } } : { error: 'access_denied', error_description: 'The professional gave up.' });
  return true;
}
