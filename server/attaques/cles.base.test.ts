import { describe, expect, test, vi } from 'vitest';
import type { PersonneId } from '#core/tenancy.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { cleEssai } from '../authentification/cle-essai.ts';
import { DERRIERE_UN_MANDATAIRE, navigateurEssai } from '../authentification/navigateur-essai.ts';
import { lireConfiguration } from '../configuration.ts';
import { cookieDe, ouvrirSite, SECRET, SITE } from '../essais.ts';
import { jetonDuCookie } from '../jetons.ts';

/*
 * Passkeys, attacked with a device in software: each ceremony (adding a key, signing in with one) has its own challenge, for one person, one
 * browser, one use and five minutes. @source W3C Web Authentication Level 3 §7.1, §7.2, §13.4.3 (cryptographic challenges)
 */
const base = essaiAvecBase();
const { app } = ouvrirSite(base, { config: lireConfiguration({ MAILLAGE_SECRET: SECRET, NODE_ENV: 'test', ...DERRIERE_UN_MANDATAIRE }) });
// The library of the accounts tells each refusal to the log of the operator.
vi.spyOn(console, 'error').mockImplementation(() => undefined);

const SESSION = 'maillage.session_token';
const AJOUT = '/api/auth/passkey/generate-register-options';
const AJOUTER = '/api/auth/passkey/verify-registration';
const ENTREE = '/api/auth/passkey/generate-authenticate-options';
const ENTRER = '/api/auth/passkey/verify-authentication';
const DOMAINE = new URL(SITE).hostname;

type Nav = ReturnType<typeof navigateurEssai>;
const valeurDe = async (personneId: PersonneId): Promise<string> => { const { Cookie } = await cookieDe(base.proprietaire, personneId); return Cookie.slice(Cookie.indexOf('=') + 1); };
const defiDe = async (nav: Nav, chemin: string): Promise<string> => {
  const defi: unknown = JSON.parse((await nav.voir(chemin)).texte).challenge;
  if (typeof defi !== 'string') throw new Error('no challenge');
  return defi;
};
/** The cookie that ties a challenge to the browser that asked for it. */
const cookieDuDefi = (nav: Nav): [string, string] => [...nav.pot].find(([nom]) => nom.includes('passkey')) ?? ['', ''];
const clesDe = async (personneId: PersonneId): Promise<number> => (await base.proprietaire.selectFrom('cles_acces').select('id').where('personne_id', '=', personneId).execute()).length;
const sessionsDe = async (personneId: PersonneId): Promise<number> => (await base.proprietaire.selectFrom('sessions').select('id').where('personne_id', '=', personneId).execute()).length;

async function uneConnectee(nom = 'Camille Visée') {
  const cpts = await base.uneCpts();
  const moi = await base.unePersonne(cpts.id, ['secretariat'], nom);
  const session = await valeurDe(moi.id);
  return { cpts, moi, session, nav: navigateurEssai(app, { [SESSION]: session }) };
}
async function avecCle() {
  const elle = await uneConnectee();
  const cle = cleEssai(DOMAINE, SITE);
  const r = await elle.nav.envoyerJson(AJOUTER, { name: 'Clé d’essai', response: cle.creer(await defiDe(elle.nav, AJOUT)) });
  expect(r.statut, r.texte).toBe(200);
  return { ...elle, cle };
}

describe('entrer avec une clé', () => {
  test('le témoin : une session neuve s’ouvre ; celle d’un autre, posée avant dans le navigateur, reste la sienne', async () => {
    const { cpts, cle } = await avecCle();
    const pirate = await uneConnectee('Pirate Essai');
    const nav = navigateurEssai(app, { [SESSION]: pirate.session });
    const r = await nav.envoyerJson(ENTRER, { response: cle.signer(await defiDe(nav, ENTREE)) });
    expect(r.statut, r.texte).toBe(200);
    expect(jetonDuCookie(nav.pot.get(SESSION), SECRET)).not.toBe(jetonDuCookie(pirate.session, SECRET));
    expect((await nav.voir('/compte')).texte).toContain('Camille Visée');
    const chezPirate = await navigateurEssai(app, { [SESSION]: pirate.session }).voir(`/cpts/${cpts.slug}`);
    expect(chezPirate.texte).not.toContain('Camille Visée');
    expect(chezPirate.statut).toBe(403);
  });

  test('le défi ne sert qu’une fois : la même réponse, copiée, n’ouvre rien de plus', async () => {
    const { moi, cle } = await avecCle();
    const nav = navigateurEssai(app);
    const response = cle.signer(await defiDe(nav, ENTREE));
    const pose = cookieDuDefi(nav);
    expect((await nav.envoyerJson(ENTRER, { response })).statut).toBe(200);
    const avant = await sessionsDe(moi.id);
    for (const copie of [nav, navigateurEssai(app, Object.fromEntries([pose]))]) expect((await copie.envoyerJson(ENTRER, { response })).statut).toBe(400);
    expect(await sessionsDe(moi.id)).toBe(avant);
  });

  test('un essai raté consomme aussi le défi', async () => {
    const { moi, cle } = await avecCle();
    const avant = await sessionsDe(moi.id);
    const nav = navigateurEssai(app);
    const defi = await defiDe(nav, ENTREE);
    expect((await nav.envoyerJson(ENTRER, { response: cleEssai(DOMAINE, SITE).signer(defi) })).statut).toBe(401);
    expect((await nav.envoyerJson(ENTRER, { response: cle.signer(defi) })).statut).toBe(400);
    expect(await sessionsDe(moi.id)).toBe(avant);
  });

  test('le défi vit cinq minutes', async () => {
    const { moi, cle } = await avecCle();
    const avant = await sessionsDe(moi.id);
    const nav = navigateurEssai(app);
    const defi = await defiDe(nav, ENTREE);
    const { id, expire_le } = await base.proprietaire.selectFrom('verifications').select(['id', 'expire_le']).where('valeur', 'like', `%${defi}%`).executeTakeFirstOrThrow();
    expect(expire_le.getTime() - Date.now()).toBeLessThanOrEqual(300_000);
    await base.proprietaire.updateTable('verifications').set({ expire_le: new Date(Date.now() - 1000) }).where('id', '=', id).execute();
    expect((await nav.envoyerJson(ENTRER, { response: cle.signer(defi) })).statut).toBe(400);
    expect(await sessionsDe(moi.id)).toBe(avant);
  });

  test('le défi reste dans le navigateur qui l’a demandé : sans son cookie, avec un faux, ou avec celui d’un autre, rien ne s’ouvre', async () => {
    const { moi, cle } = await avecCle();
    const avant = await sessionsDe(moi.id);
    const demandeur = navigateurEssai(app);
    const response = cle.signer(await defiDe(demandeur, ENTREE));
    const [nom, valeur] = cookieDuDefi(demandeur);
    const autre = navigateurEssai(app);
    await defiDe(autre, ENTREE);
    const forge = `${decodeURIComponent(valeur).split('.')[0]}.${Buffer.from('x'.repeat(32)).toString('base64')}`;
    for (const pot of [{}, { [nom]: forge }, { [nom]: encodeURIComponent(forge) }, Object.fromEntries([cookieDuDefi(autre)])]) expect((await navigateurEssai(app, pot).envoyerJson(ENTRER, { response })).statut).toBe(400);
    expect(await sessionsDe(moi.id)).toBe(avant);
  });

  test.each([
    ['signée pour un autre site', { origine: 'https://mechant.example' }],
    ['signée pour un autre domaine', { domaine: 'mechant.example' }],
    ['sans le geste ni le code de l’appareil', { sansGeste: true }],
    ['dont le compteur recule, comme celui d’une copie', { compteur: 0 }],
  ])('une réponse %s est refusée', async (_quoi, ecarts) => {
    const { moi, cle } = await avecCle();
    const nav = navigateurEssai(app);
    expect((await nav.envoyerJson(ENTRER, { response: cle.signer(await defiDe(nav, ENTREE), { compteur: 7 }) })).statut).toBe(200);
    const avant = await sessionsDe(moi.id);
    const ailleurs = navigateurEssai(app);
    const r = await ailleurs.envoyerJson(ENTRER, { response: cle.signer(await defiDe(ailleurs, ENTREE), { compteur: 8, ...ecarts }) });
    expect(r.statut).toBeGreaterThanOrEqual(400);
    expect(r.statut).toBeLessThan(500);
    expect(ailleurs.pot.has(SESSION)).toBe(false);
    expect(await sessionsDe(moi.id)).toBe(avant);
  });
});

describe('ajouter une clé', () => {
  test('la demande commencée par une personne ne s’achève pas sous le compte d’une autre, ni dans un sens ni dans l’autre', async () => {
    const [a, b] = [await uneConnectee('Personne A'), await uneConnectee('Personne B')];
    const cle = cleEssai(DOMAINE, SITE);
    const response = cle.creer(await defiDe(b.nav, AJOUT));
    const chezA = navigateurEssai(app, { [SESSION]: a.session, ...Object.fromEntries([cookieDuDefi(b.nav)]) });
    expect((await chezA.envoyerJson(AJOUTER, { response })).statut).toBe(401);
    expect([await clesDe(a.moi.id), await clesDe(b.moi.id)]).toEqual([0, 0]);
    expect((await b.nav.envoyerJson(AJOUTER, { response })).statut, 'elle a servi').toBe(400);
    expect(await clesDe(b.moi.id)).toBe(0);
  });

  test('elle ne s’achève pas sans session, ni deux fois', async () => {
    const { moi, session, nav } = await uneConnectee();
    const response = cleEssai(DOMAINE, SITE).creer(await defiDe(nav, AJOUT));
    const pose = cookieDuDefi(nav);
    expect((await navigateurEssai(app, Object.fromEntries([pose])).envoyerJson(AJOUTER, { response })).statut).toBe(401);
    expect((await nav.envoyerJson(AJOUTER, { response })).statut).toBe(200);
    expect((await navigateurEssai(app, { [SESSION]: session, ...Object.fromEntries([pose]) }).envoyerJson(AJOUTER, { response })).statut).toBe(400);
    expect(await clesDe(moi.id)).toBe(1);
  });

  test('le défi d’une entrée n’ajoute pas de clé, celui d’un ajout n’ouvre pas de session', async () => {
    const { moi, session, cle } = await avecCle();
    const nav = navigateurEssai(app, { [SESSION]: session });
    expect((await nav.envoyerJson(AJOUTER, { response: cleEssai(DOMAINE, SITE).creer(await defiDe(nav, ENTREE)) })).statut).toBe(400);
    const avant = await sessionsDe(moi.id);
    expect((await nav.envoyerJson(ENTRER, { response: cle.signer(await defiDe(nav, AJOUT)) })).statut).toBe(400);
    expect([await clesDe(moi.id), await sessionsDe(moi.id)]).toEqual([1, avant]);
  });

  test('une session de plus d’un jour ne suffit pas : un écran resté ouvert n’ajoute rien', async () => {
    const { moi, nav } = await uneConnectee();
    await base.proprietaire.updateTable('sessions').set({ cree_le: new Date(Date.now() - 25 * 3_600_000) }).where('personne_id', '=', moi.id).execute();
    expect((await nav.voir(AJOUT)).statut).toBe(403);
  });

  test('une clé qui n’a demandé ni geste ni code n’est pas gardée', async () => {
    const { moi, nav } = await uneConnectee();
    expect((await nav.envoyerJson(AJOUTER, { response: cleEssai(DOMAINE, SITE).creer(await defiDe(nav, AJOUT), { sansGeste: true }) })).statut).toBe(401);
    expect(await clesDe(moi.id)).toBe(0);
  });

  test('une clé retirée n’ouvre plus rien', async () => {
    const { moi, nav, cle } = await avecCle();
    const page = await nav.voir('/compte');
    const { id } = await base.proprietaire.selectFrom('cles_acces').select('id').where('personne_id', '=', moi.id).executeTakeFirstOrThrow();
    expect(page.texte).toContain(id);
    expect((await nav.envoyer('/compte/cle/oubli', { id })).statut).toBe(303);
    const ailleurs = navigateurEssai(app);
    expect((await ailleurs.envoyerJson(ENTRER, { response: cle.signer(await defiDe(ailleurs, ENTREE)) })).statut).toBe(401);
  });
});
