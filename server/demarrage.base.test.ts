import { afterAll, expect, test } from 'vitest';
import { ouvrirPool } from '#db/connexion.ts';
import { essaiAvecBase } from '#db/essais.ts';
import { preparerSchema, refuserLaDemo, refuserLesVraies } from './demarrage.ts';

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
