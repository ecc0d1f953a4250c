// A misspelt option. cspell:ignore comunes
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { commande } from './territoire-resumer.ts';

const donnees = process.env['MAILLAGE_DONNEES'];
const csvCommunes = donnees ? join(donnees, 'communes/communes.csv.gz') : '';
const dossier = mkdtempSync(join(tmpdir(), 'resumer-'));
const sortie: string[] = [];
const erreurs: string[] = [];

const executer = (...args: string[]) => commande.executer(args, { ecrire: (t) => void sortie.push(t), dire: (t) => void erreurs.push(t) });

beforeEach(() => void vi.stubEnv('MAILLAGE_DATA', dossier));
afterEach(() => {
  sortie.length = erreurs.length = 0;
  vi.unstubAllEnvs();
});
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

const json = async (...args: string[]) => ({ code: await executer(...args, '--json'), corps: JSON.parse(sortie.join('\n')) });

describe('maillage territoire resumer', () => {
  // Populations written by hand from the INSEE table of municipal populations 2023.
  test('donne la population, la taille et les limites', async () => {
    const { code, corps } = await json('--communes', '94003,94038');
    expect(code).toBe(0);
    expect(corps.communes.map((c: { code: string; nom: string; population: number }) => [c.code, c.nom, c.population])).toEqual([['94003', 'Arcueil', 22_200], ['94038', "L'Haÿ-les-Roses", 31_188]]);
    expect(corps).toMatchObject({ population: 53_388, taille: 2, departements: [{ code: '94', nom: 'Val-de-Marne' }], regions: [{ code: '11' }] });
    expect(corps.epci[0]).toMatchObject({ siren: '200054781', nom: 'Métropole du Grand Paris', communes: 2, entier: false });
    expect(corps.ept[0]).toMatchObject({ nom: 'Grand-Orly Seine Bièvre', communesEnTout: 24 });
    expect(corps.sources.population).toMatchObject({ millesime: '2023', nature: 'officielle' });
  });

  test('accepte les espaces après les virgules', async () => {
    expect((await json('--communes', '94003,', '94038')).corps.population).toBe(53_388);
  });

  test('un code fusionné nomme la commune actuelle et sort en erreur', async () => {
    const { code, corps } = await json('--communes', '01091,94003');
    expect(code).toBe(1);
    expect(corps.erreurs).toMatchObject([{ code: 'commune_ancienne', commune: '01091', devenue: '01033' }]);
    expect(erreurs.join(' ')).toContain('Châtillon-en-Michaille (01091)');
    expect(erreurs.join(' ')).toContain('Valserhône (01033)');
  });

  test.each([[['--communes', '99999'], 1, 'Aucune commune ne porte le code 99999'], [['--communes', ''], 1, 'Le territoire est vide'], [[], 2, 'Il manque la liste'], [['--communes', '94003', '--siege', '1'], 1, 'n’est pas un code INSEE']])('%j sort avec le code %i et s’explique', async (args, code, phrase) => {
    expect(await executer(...args)).toBe(code);
    expect(erreurs.join(' ')).toContain(phrase);
    expect(sortie).toEqual([]);
  });

  test('sans --json, écrit un tableau', async () => {
    expect(await executer('--communes', '75101,94003')).toBe(0);
    expect(sortie.join('\n')).toMatch(/75101 {2}Paris 1er Arrondissement .*15\s114/);
    expect(sortie.join('\n')).toContain('caisse primaire d’assurance maladie du siège signe');
  });
});

if (!existsSync(csvCommunes)) console.info('MAILLAGE_DONNEES absent : la comparaison avec le fichier des communes n’a pas tourné.');

describe.runIf(existsSync(csvCommunes))('maillage territoire resumer, comparé au fichier des communes', () => {
  test.each(['94', '15', '2A', '974'])('le département %s entier', async (departement) => {
    const lignes = gunzipSync(readFileSync(csvCommunes)).toString('utf8').trim().split('\n').slice(1).map((l) => l.split(','));
    const siennes = lignes.filter((l) => l[2] === departement);
    const attendue = siennes.reduce((s, l) => s + Number(l[5]), 0);
    const { corps } = await json('--communes', siennes.map((l) => l[0]).join(','));
    expect(corps.communes).toHaveLength(siennes.length);
    expect(corps.population).toBe(attendue);
    expect(new Set(corps.communes.map((c: { epci: string | null }) => c.epci ?? ''))).toEqual(new Set(siennes.map((l) => l[4] ?? '')));
    expect(corps.departements.map((d: { code: string }) => d.code)).toEqual([departement]);
  });
});
