import { expect, test } from 'vitest';
import { lireConfiguration } from '../configuration.ts';

const production = { MAILLAGE_MODE: 'production', MAILLAGE_SECRET: 's'.repeat(32), MAILLAGE_URL: 'https://maillage.exemple.fr' };

test('la production refuse de démarrer sans serveur de courrier, à moins qu’on dise s’en passer', () => {
  expect(() => lireConfiguration(production)).toThrow(/SMTP_URL.*MAILLAGE_COURRIEL=aucun/);
  expect(lireConfiguration({ ...production, SMTP_URL: 'smtps://courrier.exemple.fr' }).smtpUrl).toBe('smtps://courrier.exemple.fr');
  expect(lireConfiguration({ ...production, MAILLAGE_COURRIEL: 'aucun' }).smtpUrl).toBeUndefined();
  expect(lireConfiguration({ MAILLAGE_SECRET: 's'.repeat(32) }).mode, 'la démonstration garde ses lettres').toBe('demo');
});

test.each([
  [{ ...production, MAILLAGE_SECRET: undefined }, /MAILLAGE_SECRET/],
  [{ ...production, MAILLAGE_URL: undefined }, /MAILLAGE_URL/],
  [{ ...production, MAILLAGE_COURRIEL: 'pigeon' }, /MAILLAGE_COURRIEL/],
])('et sans le reste : %j', (env, dit) => expect(() => lireConfiguration(env as NodeJS.ProcessEnv)).toThrow(dit));
