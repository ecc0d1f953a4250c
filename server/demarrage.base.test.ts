import { createServer } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { ouvrirPool } from '#db/connexion.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { obstacleAuPort, phraseDeLaBase, phraseDuPort, preparerSchema, refuserLaDemo, refuserLesVraies } from './demarrage.ts';

const base = essaiAvecBase();
const nom = `production_${process.pid}_${Date.now().toString(36)}`;
const adresse = 'url' in base.adresse ? { url: Object.assign(new URL(base.adresse.url), { pathname: `/${nom}` }).href } : { ...base.adresse, base: nom };

afterAll(async () => {
  const admin = ouvrirPool(base.adresse, undefined, 1);
  await admin.query(`drop database if exists ${nom} with (force)`);
  await admin.end();
});

test('la production refuse une base qui contient des personnes ou des CPTS inventées, et elles seules ; la démonstration ouverte à d’autres refuse une vraie CPTS', async () => {
  const admin = ouvrirPool(base.adresse, undefined, 1);
  await admin.query(`create database ${nom}`);
  await admin.end();
  await preparerSchema(adresse);
  const pool = ouvrirPool(adresse, undefined, 1);
  await pool.query("insert into personnes (nom, courriel) values ('Camille Durand', 'camille@exemple.invalid')");
  await pool.query("insert into cpts (slug, nom) values ('une-vraie', 'CPTS véritable')");
  await expect(refuserLaDemo(adresse)).resolves.toBeUndefined();
  for (const table of ['personnes', 'cpts']) {
    await pool.query(`update ${table} set demo = true`);
    await expect(refuserLaDemo(adresse)).rejects.toThrow(/la production refuse de démarrer/);
    await pool.query(`update ${table} set demo = false`);
  }
  await expect(refuserLaDemo(adresse)).resolves.toBeUndefined();

  const ici = { hote: '127.0.0.1', url: 'http://localhost:3000' };
  const dehors = [{ ...ici, url: 'https://maillage.exemple.fr' }, { ...ici, hote: '0.0.0.0' }];
  await expect(refuserLesVraies(adresse, ici), 'sur cette machine, chacun essaie ce qu’il veut').resolves.toBeUndefined();
  for (const ou of dehors) await expect(refuserLesVraies(adresse, ou)).rejects.toThrow(/CPTS véritable.*MAILLAGE_MODE=production/);
  await pool.query('update cpts set demo = true');
  for (const ou of dehors) await expect(refuserLesVraies(adresse, ou)).resolves.toBeUndefined();
  await pool.end();
});

test('un serveur qui ne peut pas servir se dit en français, sans mot de passe', async () => {
  const phrase = async (url: string): Promise<string | undefined> => preparerSchema({ url }).then(() => 'ouverte', phraseDeLaBase);
  expect(await phrase('postgres://camille:secret@127.0.0.1:1/maillage')).toMatch(/^La base de DATABASE_URL ne peut pas servir : personne n’y répond \(ECONNREFUSED\)/);
  expect(await phrase('postgres://camille:secret@127.0.0.1:1/maillage')).not.toContain('secret');
  expect(phraseDeLaBase(Object.assign(new Error('x'), { code: '3D000' }))).toContain('cette base n’existe pas');
  expect(phraseDeLaBase(new TypeError('un défaut du programme'))).toBeUndefined();
});

test('un port que l’on ne peut pas avoir dit pourquoi, et quoi faire', async () => {
  const occupant = createServer();
  await new Promise<void>((pret) => { occupant.listen(0, '127.0.0.1', pret); });
  const ici = occupant.address();
  const port = typeof ici === 'object' ? (ici?.port ?? 0) : 0;
  expect(await obstacleAuPort(port, '127.0.0.1')).toBe('EADDRINUSE');
  occupant.close();
  expect(await obstacleAuPort(0, '127.0.0.1')).toBeUndefined();
  // @source RFC 5737: 203.0.113.0/24 is nobody's.
  expect(await obstacleAuPort(0, '203.0.113.9')).toBe('EADDRNOTAVAIL');
  const chez = { port: 80, hote: '203.0.113.9' };
  expect(['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'EMFILE'].map((c) => phraseDuPort(c, chez))).toEqual([
    expect.stringMatching(/port 80 est pris.*PORT=3001 npm start/),
    expect.stringMatching(/port 80 est réservé.*au-dessus de 1023/),
    expect.stringMatching(/HOTE=203\.0\.113\.9 n’est pas une adresse de cette machine/),
    expect.stringContaining('(EMFILE)'),
  ]);
});
