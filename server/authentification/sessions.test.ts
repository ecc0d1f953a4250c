import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { lireConfiguration } from '../configuration.ts';
import { adresseDe } from './sessions.ts';

const SECRET = 'secret-des-essais-secret-des-essais-secret';

async function adresseVue(mandataires: number, entete: string): Promise<string> {
  const config = lireConfiguration({ MAILLAGE_SECRET: SECRET, NODE_ENV: 'test', MAILLAGE_MANDATAIRES: String(mandataires) });
  const app = new Hono().get('/', (c) => c.text(adresseDe(c, config)));
  return (await app.request('/', { headers: { 'X-Forwarded-For': entete } })).text();
}

describe('l’adresse de qui appelle', () => {
  test.each([
    ['sans mandataire, ce que l’appelant écrit n’est pas cru', 0, '192.0.2.1', 'inconnue'],
    ['un mandataire : la dernière adresse, celle qu’il a vue', 1, '203.0.113.9, 192.0.2.1', '192.0.2.1'],
    ['deux mandataires : l’avant-dernière', 2, '203.0.113.9, 192.0.2.1, 10.0.0.1', '192.0.2.1'],
    ['moins d’adresses que de mandataires', 2, '192.0.2.1', 'inconnue'],
    ['aucune adresse', 1, '', 'inconnue'],
  ])('%s', async (_cas, mandataires, entete, attendue) => expect(await adresseVue(mandataires, entete)).toBe(attendue));
});
