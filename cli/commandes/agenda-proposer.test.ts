import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { commande } from './agenda-proposer.ts';

const dossier = mkdtempSync(join(tmpdir(), 'agenda-'));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));
let sortie = '';
beforeEach(() => {
  sortie = '';
});
const lancer = (...args: string[]): Promise<number> => commande.executer(args, { ecrire: (t) => (sortie += t), dire: () => undefined });
const fichier = (contenu: string): string => {
  const chemin = join(dossier, 'd.json');
  writeFileSync(chemin, contenu);
  return chemin;
};

test('l’exemple écrit par la commande est accepté et donne des dates, en JSON et en phrases', async () => {
  await lancer('--exemple');
  const d = fichier(sortie);
  sortie = '';
  expect(await lancer('--demande', d, '--json')).toBe(0);
  expect(JSON.parse(sortie)).toMatchObject({ creneauxExamines: 750, dates: [{ rang: 1 }, { rang: 2 }, { rang: 3 }] });
  sortie = '';
  expect(await lancer('--demande', d)).toBe(0);
  expect(sortie).toContain('personnes peuvent venir');
});

test('le schéma de l’entrée dit chaque champ ; seules les personnes sont exigées', async () => {
  expect(await lancer('--schema')).toBe(0);
  expect(JSON.parse(sortie)).toMatchObject({ required: ['personnes'], additionalProperties: false, properties: { dureeMinutes: { default: 120 }, personnes: { items: { required: ['id'] } } } });
});

test('aucune date : code 1, et les contraintes qui bloquent en JSON', async () => {
  expect(await lancer('--demande', fichier('{"fenetre":{"du":"2027-01-11","au":"2027-01-11"},"quorum":{"presents":2},"personnes":[{"id":"a"}]}'), '--json')).toBe(1);
  expect(JSON.parse(sortie)).toMatchObject({ erreurs: [{ code: 'aucune_date', faits: { blocages: [{ contrainte: 'quorum.presents', auMieux: 1 }] } }] });
});
