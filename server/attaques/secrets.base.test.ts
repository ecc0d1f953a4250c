import { randomBytes } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { PersonneId } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { signerLien } from '#server/liens/jeton-lien.ts';
import { creerApplication } from '../application.tsx';
import { FENETRE_MINUTES, type Porte, PORTES } from '../authentification/limites.ts';
import { DERRIERE_UN_MANDATAIRE, navigateurEssai } from '../authentification/navigateur-essai.ts';
import { lireConfiguration } from '../configuration.ts';
import { cookieDe, SANS_DIRECT, SECRET, servicesEssai } from '../essais.ts';

/*
 * Each door that takes a secret, tried until it closes: by one address that guesses for many people, and by many addresses that guess
 * for one person. The number of tries is the one that the house declares, neither more nor less.
 */
const base = essaiAvecBase();
let maintenant = new Date('2026-11-23T09:00:00Z');
const { services, fermer } = servicesEssai(base.adresse, { config: lireConfiguration({ MAILLAGE_SECRET: SECRET, NODE_ENV: 'test', ...DERRIERE_UN_MANDATAIRE }), maintenant: () => maintenant });
const app = creerApplication(services, SANS_DIRECT);
afterAll(fermer);
// The library of the accounts tells each refusal to the log of the operator.
vi.spyOn(console, 'error').mockImplementation(() => undefined);

type Nav = ReturnType<typeof navigateurEssai>;
type Essai = { readonly porte: Porte; readonly page?: string; readonly tenter: (nav: Nav, n: number, sujet: string) => Promise<{ readonly statut: number }> };

const hasard = (): string => randomBytes(24).toString('base64url');
const attente = (courriel: string): string => Buffer.from(JSON.stringify({ courriel, retour: '/' })).toString('base64url');
const lien = (objet: string): string => signerLien({ usage: 'sondage', cptsId: cpts.id, objet, expire: new Date(maintenant.getTime() + 86_400_000) }, SECRET);
const cpts = await base.uneCpts();

const SANS_COMPTE: Readonly<Record<string, Essai>> = {
  'demander un code': { porte: 'envoi', page: '/connexion', tenter: (nav, _n, sujet) => nav.envoyer('/connexion', { courriel: sujet, retour: '/' }) },
  'en demander un autre': { porte: 'envoi', page: '/connexion', tenter: (nav, _n, sujet) => { nav.pot.set('maillage.attente', attente(sujet)); return nav.envoyer('/connexion/renvoi'); } },
  'essayer un code': { porte: 'code', page: '/connexion', tenter: (nav, n, sujet) => { nav.pot.set('maillage.attente', attente(sujet)); return nav.envoyer('/connexion/code', { code: String(100_000 + n) }); } },
  'essayer un lien de connexion': { porte: 'lien', page: '/connexion/lien', tenter: (nav) => nav.envoyer('/connexion/lien', { secret: hasard() }) },
  'essayer un code d’application': { porte: 'facteur', page: '/connexion/second-facteur', tenter: (nav, n) => nav.envoyer('/connexion/second-facteur', { code: String(100_000 + n) }) },
  'essayer un code de secours': { porte: 'facteur', page: '/connexion/second-facteur', tenter: (nav) => nav.envoyer('/connexion/second-facteur', { code: hasard().slice(0, 10) }) },
  'essayer de reprendre une adresse': { porte: 'lien', page: '/compte/adresse/reprise', tenter: (nav) => nav.envoyer('/compte/adresse/reprise', { secret: hasard() }) },
  'lire une invitation': { porte: 'invitation', tenter: (nav) => nav.voir(`/invitation?secret=${hasard()}`) },
  'accepter une invitation': { porte: 'invitation', page: '/connexion', tenter: (nav) => nav.envoyer('/invitation', { secret: hasard(), nom: 'Camille Essai' }) },
  'ouvrir un fournisseur d’identité': { porte: 'fournisseur', page: '/connexion', tenter: (nav) => nav.envoyer('/connexion/fournisseur', { fournisseur: 'psc', retour: '/' }) },
  'demander un défi de clé d’accès': { porte: 'cle', tenter: (nav) => nav.voir('/api/auth/passkey/generate-authenticate-options') },
  'demander le code d’un lien': { porte: 'code_lien', tenter: (nav, n) => nav.envoyer(`/lien/sondage/${lien(`essai${n}`)}/code`) },
  'essayer le code d’un lien': { porte: 'code', tenter: (nav, n) => nav.envoyer(`/lien/sondage/${lien('essai')}`, { code: String(100_000 + n) }) },
};

/** Twenty at a time: the answer about a secret takes a quarter of a second, whatever it is. */
async function enVagues(fois: number, tenter: (n: number) => Promise<{ readonly statut: number }>): Promise<number[]> {
  const statuts: number[] = [];
  for (let fait = 0; fait < fois; fait += 20) statuts.push(...(await Promise.all(Array.from({ length: Math.min(20, fois - fait) }, async (_, i) => (await tenter(fait + i)).statut))));
  return statuts;
}
const refuses = (statuts: readonly number[]): number => statuts.filter((s) => s === 429).length;

describe('une adresse qui essaie pour tout le monde', () => {
  test.each(Object.entries(SANS_COMPTE))('%s', async (_quoi, { porte, page, tenter }) => {
    const nav = navigateurEssai(app);
    if (page) await nav.voir(page);
    const un = (n: number) => tenter(nav, n, `personne-${hasard().slice(0, 8)}@exemple.invalid`);
    expect(refuses(await enVagues(PORTES[porte].ip, un)), 'avant la limite').toBe(0);
    expect((await un(9999)).statut, 'au-delà').toBe(429);
    const ailleurs = navigateurEssai(app);
    if (page) await ailleurs.voir(page);
    expect((await tenter(ailleurs, 9999, `autre-${hasard().slice(0, 8)}@exemple.invalid`)).statut, 'une autre adresse n’en sait rien').not.toBe(429);
    maintenant = new Date(maintenant.getTime() + FENETRE_MINUTES * 60_000);
    expect((await un(9999)).statut, 'le quart d’heure passé').not.toBe(429);
  });
});

describe('beaucoup d’adresses qui essaient pour une personne', () => {
  test.each(['demander un code', 'en demander un autre', 'essayer un code', 'demander le code d’un lien'] as const)('%s', async (quoi) => {
    const { porte, page, tenter } = SANS_COMPTE[quoi] as Essai;
    const sujet = `visee-${hasard().slice(0, 8)}@exemple.invalid`;
    const objet = 7_000_000 + Math.floor(maintenant.getTime() / 1000);
    const un = async () => {
      const nav = navigateurEssai(app);
      if (page) await nav.voir(page);
      return tenter(nav, objet, sujet);
    };
    expect(refuses(await enVagues(PORTES[porte].courriel, un)), 'avant la limite').toBe(0);
    expect((await un()).statut, 'au-delà').toBe(429);
  });
});

describe('une personne connectée qui essaie un code', () => {
  // Asked of a session just opened: by the clock of the database.
  beforeEach(() => { maintenant = new Date(); });
  async function connectee() {
    const moi = await base.unePersonne(cpts.id, ['coordination']);
    const id = PersonneId.parse(moi.id);
    const unNavigateur = async () => {
      const { Cookie } = await cookieDe(base.proprietaire, id);
      const nav = navigateurEssai(app, { 'maillage.session_token': Cookie.slice(Cookie.indexOf('=') + 1) });
      await nav.voir('/compte');
      return nav;
    };
    return { unNavigateur };
  }
  test.each([
    ['de son application, pour l’arrêter', 'facteur', '/compte/second-facteur/arret', { code: '123456' }],
    ['de son application, pour voir ses codes de secours', 'facteur', '/compte/second-facteur/codes', { code: '123456' }],
    ['de son application, pour la mettre en service', 'facteur', '/compte/second-facteur/confirmation', { code: '123456' }],
    ['de sa nouvelle adresse', 'code', '/compte/adresse/confirmation', { code: '123456' }],
    ['en demandant une nouvelle adresse', 'envoi', '/compte/adresse', { courriel: 'ailleurs@exemple.invalid' }],
  ] as const)('%s : comptée par personne, de quelque appareil que ce soit', async (_quoi, porte, adresse, champs) => {
    const { unNavigateur } = await connectee();
    const un = async () => (await unNavigateur()).envoyer(adresse, champs);
    expect(refuses(await enVagues(PORTES[porte].courriel, un)), 'avant la limite').toBe(0);
    expect((await un()).statut, 'au-delà').toBe(429);
  });
});

test('une porte ouverte par une autre adresse que la sienne ne se rouvre pas en changeant l’en-tête du mandataire', async () => {
  // One proxy in front of us: the address it saw is the last one; what the caller wrote before it changes nothing.
  const tenter = (n: number) => app.request('/connexion/lien', { method: 'POST', headers: { 'X-Forwarded-For': `198.51.100.${n % 250}, 2001:db8::feed`, 'Content-Type': 'application/x-www-form-urlencoded', Cookie: nav.cookie }, body: new URLSearchParams({ jeton: nav.jeton, secret: hasard() }) });
  const page = await app.request('/connexion/lien');
  const nav = { cookie: (page.headers.get('set-cookie') ?? '').split(';')[0] ?? '', jeton: /name="jeton" value="([^"]+)"/.exec(await page.text())?.[1] ?? '' };
  await enVagues(PORTES.lien.ip, async (n) => ({ statut: (await tenter(n)).status }));
  expect((await tenter(9)).status).toBe(429);
});
