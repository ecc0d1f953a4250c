import { createOTP } from '@better-auth/utils/otp';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { adresseCpts, essaiNavigateur } from './essai.ts';
import { cheminChromium, entrerComme, lancerDemonstration } from './plateforme.ts';

describe.runIf(cheminChromium)('se connecter, dans un vrai navigateur', () => {
  const maison = essaiNavigateur(lancerDemonstration);

  async function parCourriel(page: Page, adresse: string, precedent = ''): Promise<string> {
    await page.goto(`${maison.url}/connexion`);
    await page.getByLabel('Adresse électronique').fill(adresse);
    await page.getByRole('button', { name: 'Recevoir un code' }).click();
    await page.waitForURL(/\/connexion\/code$/);
    const code = await maison.codeRecu(adresse, precedent);
    await page.getByLabel('Code à six chiffres').fill(code);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    return code;
  }

  test('une session terminée pendant que l’on écrit : rien n’est enregistré, on le dit, et le texte attend à la même page', async () => {
    const page = await maison.entrer('Coordination');
    const section = `${adresseCpts(page)}/projet/lettre/porteur`;
    await page.goto(section);
    await page.getByLabel('Téléphone').fill('05 55 00 00 00');
    await expect.poll(() => page.evaluate(() => Object.values(localStorage).join(' '))).toContain('05 55 00 00 00');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Enregistrer la section' }).click();
    await page.getByText('Votre session était terminée').waitFor();
    expect(new URL(page.url()).searchParams.get('retour')).toBe(new URL(section).pathname);

    await entrerComme(page, maison.url, 'Coordination');
    await page.goto(section);
    await page.getByRole('button', { name: 'Reprendre le brouillon' }).click();
    expect(await page.getByLabel('Téléphone').inputValue()).toBe('05 55 00 00 00');
    await page.getByRole('button', { name: 'Enregistrer la section' }).click();
    await page.waitForURL(/\/projet\/lettre/);
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((c) => c.startsWith('brouillon:')))).toEqual([]);
  });

  test('sur un poste partagé, un brouillon n’est proposé qu’à qui l’a écrit, et part avec sa déconnexion', async () => {
    const page = await maison.entrer('Coordination');
    const brouillons = () => page.evaluate(() => Object.entries(localStorage).filter(([cle]) => cle.startsWith('brouillon:')).map(([, v]) => v).join(' '));
    const section = `${adresseCpts(page)}/projet/lettre/porteur`;
    await page.goto(section);
    await page.getByLabel('Téléphone').fill('05 55 11 11 11');
    await expect.poll(brouillons).toContain('05 55 11 11 11');
    await page.context().clearCookies();
    await entrerComme(page, maison.url, 'Présidence');
    await page.goto(section);
    await page.getByLabel('Téléphone').waitFor();
    expect(await page.getByRole('button', { name: 'Reprendre le brouillon' }).count()).toBe(0);
    await page.getByLabel('Téléphone').fill('05 55 22 22 22');
    await expect.poll(brouillons).toContain('05 55 22 22 22');
    await page.getByRole('banner').locator('details summary').last().click();
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.waitForURL(/\/connexion/);
    await expect.poll(brouillons).not.toContain('05 55 22 22 22');
    expect(await brouillons()).toContain('05 55 11 11 11');
  });

  test('un clic sur une personne inventée', async () => {
    const page = await maison.entrer('Coordination');
    await expect.poll(() => page.getByRole('heading', { level: 1 }).count()).toBe(1);
  });

  test('un code par courriel, au clavier seul', async () => {
    const page = await maison.nouvelle();
    await page.goto(`${maison.url}/connexion`);
    const champ = page.getByLabel('Adresse électronique');
    for (let i = 0; i < 12 && !(await champ.evaluate((e) => e === document.activeElement)); i++) await page.keyboard.press('Tab');
    await page.keyboard.type('secretariat@exemple.invalid');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/connexion\/code$/);
    const code = await maison.codeRecu('secretariat@exemple.invalid');
    const champCode = page.getByLabel('Code à six chiffres');
    for (let i = 0; i < 20 && !(await champCode.evaluate((e) => e === document.activeElement)); i++) await page.keyboard.press('Tab');
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/cpts\//);
    await expect.poll(() => page.getByRole('heading', { level: 1 }).count()).toBe(1);
  });

  test('sans JavaScript : le lien du courriel, le compte, la déconnexion', async () => {
    const page = await maison.nouvelle({ javaScriptEnabled: false });
    await page.goto(`${maison.url}/connexion`);
    await page.getByLabel('Adresse électronique').fill('tresorerie@exemple.invalid');
    await page.getByRole('button', { name: 'Recevoir un code' }).click();
    await maison.codeRecu('tresorerie@exemple.invalid');
    await page.goto(`${maison.url}/boite-aux-lettres`);
    await page.locator('li', { hasText: 'tresorerie@exemple.invalid' }).first().getByRole('link').click();
    await page.getByRole('link', { name: /\/connexion\/lien/ }).click();
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.waitForURL(/\/cpts\//);
    await page.goto(`${maison.url}/compte`);
    await page.getByLabel('Sombre').check();
    await page.getByRole('button', { name: 'Appliquer' }).click();
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('sombre');
    await page.locator('summary', { hasText: 'Votre compte' }).click();
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.waitForURL(/\/connexion$/);
    await page.goto(`${maison.url}/compte`);
    expect(page.url()).toContain('/connexion?retour=');
  });

  test('le second facteur : mis en place, demandé, arrêté', async () => {
    const page = await maison.entrer('Présidence');
    await page.goto(`${maison.url}/compte/second-facteur`);
    await page.getByRole('button', { name: 'Commencer' }).click();
    const cle = (await page.locator('.font-mono').innerText()).replace(/\s/g, '');
    const totp = createOTP(lireBase32(cle));
    await page.getByLabel('Code affiché par l’application').fill(await totp.totp());
    await page.getByRole('button', { name: 'Mettre en service' }).click();
    await page.getByRole('heading', { name: 'Vos codes de secours' }).waitFor();
    expect(await page.locator('.font-mono').count()).toBe(10);

    const ailleurs = await maison.nouvelle();
    await parCourriel(ailleurs, 'presidence@exemple.invalid');
    await ailleurs.waitForURL(/second-facteur$/);
    await ailleurs.goto(`${maison.url}/`);
    expect(ailleurs.url()).toContain('/connexion');
    await ailleurs.goto(`${maison.url}/connexion/second-facteur`);
    await ailleurs.getByLabel('Code de l’application').fill(await totp.totp());
    await ailleurs.getByRole('button', { name: 'Continuer' }).click();
    await ailleurs.waitForURL(/\/cpts\//);

    await page.goto(`${maison.url}/compte/second-facteur`);
    await page.locator('form[action$="/arret"]').getByLabel('Code affiché par l’application').fill(await totp.totp());
    await page.getByRole('button', { name: 'Arrêter le second facteur' }).click();
    await page.getByText('Le second facteur est arrêté.').waitFor();
  });

  test('une clé d’accès : ajoutée, puis seule pour entrer', async () => {
    const page = await maison.nouvelle();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } as const;
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options });
    await entrerComme(page, maison.url, 'Trésorerie');
    await page.goto(`${maison.url}/compte`);
    await page.getByLabel(/Nom de la nouvelle clé/).fill('PC du cabinet');
    await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
    await page.getByText('PC du cabinet', { exact: true }).waitFor();

    await page.context().clearCookies();
    await page.goto(`${maison.url}/connexion?retour=/compte`);
    await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).click();
    await page.waitForURL(/\/compte$/);
    expect(await page.getByLabel('Prénom et nom').inputValue()).toBe('Ombeline Fictif');

    // Where the instance requires a second factor of her role, the key is one; a letter alone is not.
    const exploitation = await maison.nouvelle();
    await exploitation.goto(`${maison.url}/connexion`);
    await exploitation.getByRole('button', { name: 'Exploitation' }).first().click();
    await exploitation.waitForURL((url) => url.pathname !== '/connexion');
    await exploitation.goto(`${maison.url}/exploitation/second-facteur`);
    await exploitation.getByLabel('Trésorerie').check();
    await exploitation.getByRole('button', { name: 'Enregistrer les rôles' }).click();
    await exploitation.getByText('Exigé de : Trésorerie.').waitFor();
    await page.goto(`${maison.url}/cpts/trois-rivieres/territoire`);
    expect(new URL(page.url()).pathname).toBe('/cpts/trois-rivieres/territoire');
    const sansCle = await maison.nouvelle();
    await sansCle.goto(`${maison.url}/connexion`);
    await sansCle.getByRole('button', { name: 'Trésorerie' }).first().click();
    await sansCle.getByText('Votre rôle demande un second facteur').waitFor();
    await sansCle.goto(`${maison.url}/cpts/trois-rivieres/territoire`);
    expect(new URL(sansCle.url()).pathname).toBe('/compte/second-facteur');

    // Without its gesture, the device proves one factor only: it is not enough.
    await page.context().clearCookies();
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await page.goto(`${maison.url}/connexion`);
    await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).click();
    await page.getByText(/La clé n’a pas été utilisée|n’a pas été reconnue/).waitFor();
    expect((await page.context().cookies()).some((c) => c.name === 'maillage.session_token')).toBe(false);

    // A page that would ask its device for less is refused by the server itself.
    const statut = await page.evaluate(async () => {
      const octets = (t: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(t.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
      const texte = (b: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(b))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
      const options: { challenge: string } = await (await fetch('/api/auth/passkey/generate-authenticate-options')).json();
      const cle = await navigator.credentials.get({ publicKey: { challenge: octets(options.challenge), rpId: 'localhost', userVerification: 'discouraged' } });
      if (!(cle instanceof PublicKeyCredential) || !(cle.response instanceof AuthenticatorAssertionResponse)) return 0;
      const { authenticatorData, clientDataJSON, signature } = cle.response;
      const response = { id: cle.id, rawId: texte(cle.rawId), type: cle.type, clientExtensionResults: {}, response: { authenticatorData: texte(authenticatorData), clientDataJSON: texte(clientDataJSON), signature: texte(signature) } };
      return (await fetch('/api/auth/passkey/verify-authentication', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ response }) })).status;
    });
    expect(statut).toBe(401);
    expect((await page.context().cookies()).some((c) => c.name === 'maillage.session_token')).toBe(false);
  });

  test('Pro Santé Connect : une nouvelle venue a son compte et son RPPS, une connue retrouve le sien', async () => {
    const page = await maison.nouvelle();
    const parPsc = async (qui: RegExp): Promise<void> => {
      await page.context().clearCookies();
      await page.goto(`${maison.url}/connexion`);
      await page.getByRole('button', { name: 'Se connecter avec Pro Santé Connect' }).click();
      await page.waitForURL(/\/interaction\//);
      await page.getByRole('button', { name: qui }).click();
    };
    await parPsc(/Violaine Conjecture/);
    await page.getByText('Vous n’êtes encore membre d’aucune CPTS').waitFor();
    await page.goto(`${maison.url}/compte`);
    expect(await page.getByLabel('Prénom et nom').inputValue()).toBe('Violaine Conjecture');
    await page.getByText('Orthophoniste').waitFor();
    expect(await page.locator('main').innerText()).toMatch(/99700002\d{3}/);
    await parPsc(/Anselme Exemple/);
    await page.waitForURL(/\/cpts\/trois-rivieres/);
    await parPsc(/Renoncer/);
    await page.waitForURL(/\/connexion\?/);
    await page.getByText('Vous avez renoncé à vous identifier').waitFor();
  });
});

/** @source RFC 4648 §6 */
function lireBase32(texte: string): string {
  const bits = [...texte].map((l) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(l).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((o) => Number.parseInt(o, 2))).toString('utf8');
}
