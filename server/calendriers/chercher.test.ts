import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { chercherCalendrier, estPublique } from './chercher.ts';

const serveurs: Server[] = [];
afterAll(() => Promise.all(serveurs.map((s) => { s.closeAllConnections(); return new Promise((f) => s.close(f)); })));
async function servir(repondre: RequestListener): Promise<number> {
  const s = createServer(repondre);
  serveurs.push(s);
  await new Promise<void>((f) => { s.listen(0, '127.0.0.1', f); });
  const a = s.address();
  return (typeof a === 'object' && a !== null ? a : ({ port: 0 } satisfies Partial<AddressInfo>)).port;
}
/** The local server stands for a public one: only these tests may say so. */
const ICI = { resoudre: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]), permise: (a: string) => a === '127.0.0.1', delaiMs: 30_000 };
const code = async (r: ReturnType<typeof chercherCalendrier>): Promise<string> => { const x = await r; return x.ok ? 'lu' : x.refus.code; };

test.each(['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '::1', 'fd00::1', 'fe80::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::a00:1', 'localhost', ''])('%s n’est pas une adresse publique', (a) => expect(estPublique(a)).toBe(false));
test.each(['8.8.8.8', '93.184.216.34', '2a00:1450:4007::200e'])('%s est publique', (a) => expect(estPublique(a)).toBe(true));

describe('chercher un calendrier', () => {
  test.each(['http://127.0.0.1/a.ics', 'https://[::1]/', 'http://[::ffff:127.0.0.1]/', 'http://2130706433/', 'http://0x7f.1/', 'http://169.254.169.254/latest/'])('%s est refusée avant toute connexion', async (u) => expect(await code(chercherCalendrier(u))).toBe('adresse_privee'));
  test.each(['ftp://exemple.fr/a', 'file:///etc/passwd', 'bonjour', 'https://moi:secret@exemple.fr/'])('%s n’est pas une adresse de calendrier', async (u) => expect(await code(chercherCalendrier(u))).toBe('adresse_refusee'));

  test('un nom dont une seule adresse est privée est refusé', async () => {
    const resoudre = () => Promise.resolve([{ address: '93.184.216.34', family: 4 }, { address: '10.0.0.1', family: 4 }]);
    expect(await code(chercherCalendrier('https://calendrier.exemple/', { resoudre }))).toBe('adresse_privee');
  });

  test('la connexion va à l’adresse vérifiée, sans redemander le nom', async () => {
    const port = await servir((q, r) => r.end(`BEGIN:VCALENDAR ${q.headers.host}`));
    let demandes = 0;
    const resoudre = () => Promise.resolve([{ address: ++demandes === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }]);
    expect(await chercherCalendrier(`http://calendrier.exemple:${port}/`, { ...ICI, resoudre })).toEqual({ ok: true, valeur: `BEGIN:VCALENDAR calendrier.exemple:${port}` });
    expect(demandes).toBe(1);
  });

  test('un détour vers le réseau privé est refusé, des détours sans fin aussi', async () => {
    const prive = await servir((_, r) => r.writeHead(302, { location: 'http://192.168.0.1/a.ics' }).end());
    expect(await code(chercherCalendrier(`http://a.exemple:${prive}/`, ICI))).toBe('adresse_privee');
    const rond = await servir((q, r) => r.writeHead(302, { location: `${q.url}a` }).end());
    expect(await code(chercherCalendrier(`http://a.exemple:${rond}/`, ICI))).toBe('trop_de_detours');
  });

  test('50 Mo annoncés sont refusés sans être lus ; 50 Mo non annoncés sont coupés, sans que la mémoire grandisse', async () => {
    const annonce = await servir((_, r) => { r.writeHead(200, { 'content-length': 50_000_000 }); r.write('BEGIN'); });
    expect(await code(chercherCalendrier(`http://a.exemple:${annonce}/`, ICI))).toBe('trop_grand');
    let envoyes = 0;
    const muet = await servir((_, r) => {
      const morceau = Buffer.alloc(64 * 1024, 88);
      const ecrire = (): void => { while (envoyes < 50_000_000 && !r.destroyed && r.write(morceau)) envoyes += morceau.length; };
      r.on('drain', ecrire);
      ecrire();
    });
    const avant = process.memoryUsage().arrayBuffers;
    expect(await code(chercherCalendrier(`http://a.exemple:${muet}/`, ICI))).toBe('trop_grand');
    expect(envoyes).toBeLessThan(30_000_000);
    expect(process.memoryUsage().arrayBuffers - avant).toBeLessThan(40_000_000);
  });

  test('un flux qui ne finit jamais est coupé à l’heure', async () => {
    const port = await servir((_, r) => { r.writeHead(200); const i = setInterval(() => r.write('X'), 20); r.on('close', () => clearInterval(i)); });
    expect(await code(chercherCalendrier(`http://a.exemple:${port}/`, { ...ICI, delaiMs: 400 }))).toBe('trop_long');
  });

  test('un serveur absent ou qui refuse est dit injoignable', async () => {
    expect(await code(chercherCalendrier('http://a.exemple/', { ...ICI, resoudre: () => Promise.reject(new Error('ENOTFOUND')) }))).toBe('injoignable');
    const port = await servir((_, r) => r.writeHead(404).end());
    expect(await code(chercherCalendrier(`http://a.exemple:${port}/`, ICI))).toBe('injoignable');
  });
});
