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

test.each([
  ['PORT', 'abc', 'PORT, écrivez un nombre entier de 0 à 65535.'],
  ['PORT', '65536', 'PORT, écrivez un nombre entier de 0 à 65535.'],
  ['MAILLAGE_MODE', 'prod', 'MAILLAGE_MODE, écrivez demo ou production.'],
  ['MAILLAGE_URL', 'maillage.fr', 'MAILLAGE_URL, écrivez une adresse entière'],
  ['MAILLAGE_SECRET', 'court', 'MAILLAGE_SECRET, il doit compter au moins 32 caractères.'],
  ['MAILLAGE_CONNEXIONS', '1', 'MAILLAGE_CONNEXIONS, écrivez un nombre entier de 2 à 200.'],
  ['DATABASE_URL', 'truc', 'DATABASE_URL, écrivez l’adresse d’un serveur PostgreSQL'],
])('%s=%s : la variable est nommée, et la phrase dit quoi écrire', (nom, valeur, dit) => {
  expect(() => lireConfiguration({ MAILLAGE_SECRET: 's'.repeat(32), [nom]: valeur })).toThrow(`Configuration : ${dit}`);
});
