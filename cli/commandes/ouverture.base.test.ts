import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { ouvrirPool } from '#db/connexion.ts';
import { adresseEssais } from '#db/essais.ts';
import { baseAPart } from '#db/essais-a-part.ts';
import { principal } from '../principal.ts';

const base = await baseAPart(adresseEssais());
const proprietaire = ouvrirPool(base.adresse, undefined, 1);

afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await proprietaire.end();
  await base.supprimer();
});

const url = 'url' in base.adresse ? base.adresse.url : `postgresql://postgres@/${base.adresse.base}?host=${encodeURIComponent(base.adresse.hote)}&port=${base.adresse.port}`;
async function maillage(...args: string[]) {
  vi.stubEnv('DATABASE_URL', url);
  vi.stubEnv('MAILLAGE_SECRET', 'secret-des-essais-secret-des-essais-secret');
  const [ecrites, dites]: [string[], string[]] = [[], []];
  const code = await principal(args, { ecrire: (t) => void ecrites.push(t), dire: (t) => void dites.push(t) });
  return { code, texte: ecrites.join('\n'), dit: dites.join('\n') };
}
const compter = async (table: string): Promise<number> => Number((await proprietaire.query(`select count(*) as n from ${table}`)).rows[0].n);

test('une CPTS s’ouvre avec sa coordination, et son journal le dit', async () => {
  expect(await maillage('cpts', 'creer', '--nom', 'CPTS de la Vallée', '--adresse', 'vallee', '--coordination', 'Camille@Exemple.fr')).toMatchObject({ code: 0, texte: expect.stringContaining('/cpts/vallee') });
  const { rows } = await proprietaire.query("select p.courriel, r.role, c.demo, j.evenement from cpts c join roles_tenus r on r.cpts_id = c.id join personnes p on p.id = r.personne_id join journal j on j.cpts_id = c.id where c.slug = 'vallee'");
  expect(rows).toEqual([{ courriel: 'camille@exemple.fr', role: 'coordination', demo: false, evenement: 'cpts_ouverte' }]);
});

test.each([
  [['--adresse', 'ailleurs', '--coordination', 'a@exemple.fr'], 2, 'Indiquez le nom'],
  [['--nom', 'CPTS', '--adresse', 'Vallée', '--coordination', 'a@exemple.fr'], 2, 'en minuscules sans accent'],
  [['--nom', 'CPTS', '--adresse', 'ailleurs', '--coordination', 'pas un courriel'], 2, 'Indiquez le courriel'],
  [['--nom', 'CPTS', '--adresse', 'ailleurs', '--coordination', 'a@exemple.fr', '--fuseau', 'Mars/Olympus'], 2, 'fuseau horaire'],
  [['--nom', 'N'.repeat(201), '--adresse', 'ailleurs', '--coordination', 'a@exemple.fr'], 2, 'au plus 200'],
  [['--nom', 'CPTS', '--adresse', 'vallee', '--coordination', 'a@exemple.fr'], 1, 'déjà prise'],
])('une demande fausse est refusée et ne change rien : %j', async (args, code, phrase) => {
  const avant = [await compter('cpts'), await compter('personnes')];
  expect(await maillage('cpts', 'creer', ...args)).toMatchObject({ code, dit: expect.stringContaining(phrase) });
  expect([await compter('cpts'), await compter('personnes')]).toEqual(avant);
});

test('nommer deux fois le même exploitant ne fait qu’un exploitant', async () => {
  await maillage('exploitant', 'nommer', '--courriel', 'sacha@exemple.fr', '--personne', 'Sacha Maquette');
  expect(await maillage('exploitant', 'nommer', '--courriel', 'sacha@exemple.fr')).toMatchObject({ code: 0 });
  expect(await compter('exploitants')).toBe(1);
  expect(await maillage('exploitant', 'nommer')).toMatchObject({ code: 2, dit: expect.stringContaining('--courriel') });
});
