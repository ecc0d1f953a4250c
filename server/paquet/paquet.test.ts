// What people type. cspell:ignore villejuiff vilejuif villejiuf marseile
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { uneCommune, unPays } from '#modules/territoire/builders.ts';
import { CodeCommune, type DonneesPaquet } from '#modules/territoire/model.ts';
import { lireCommunes, resumer } from '#modules/territoire/rules.ts';
import { creerPaquet } from './consultation.ts';
import { lireTopologie } from './dossier.ts';
import { ecrirePaquet, lirePaquet } from './format.ts';
import { placer } from './positions.ts';
import { preparerPaquet } from './preparer.ts';
import { distance } from './recherche.ts';
import { voisinageDe } from './voisinage.ts';

const dossier = mkdtempSync(join(tmpdir(), 'paquet-'));
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

const code = (c: string) => CodeCommune.parse(c);

describe('le fichier du paquet', () => {
  const donnees: DonneesPaquet = unPays(
    [uneCommune({ code: '2A901', nom: 'L’Île-d’Œuvre', position: { lat: 41.5, lon: 9.25, approximative: true } }), uneCommune({ code: '01902', codesPostaux: ['01000', '01010'], ept: '200000009' })],
    [[0, 1]],
    {
      anciennes: [{ code: code('01903'), genre: 'ancien_code', devenue: code('01902') }, { code: code('01904'), nom: 'Jadis', genre: 'associee', devenue: code('01902') }],
      colonnes: [{ cle: 'apl_mg_2023', decimales: 3, valeurs: Float32Array.from([2.557, Number.NaN]) }],
    },
  );

  test('rend ce qu’on y a mis', () => {
    expect(lirePaquet(ecrirePaquet(donnees))).toEqual(donnees);
  });

  test('d’une autre version, ou d’autre chose, n’est pas lu', () => {
    const fichier = ecrirePaquet(donnees);
    fichier.writeUInt32LE(999, 4);
    expect(lirePaquet(fichier)).toBeUndefined();
    expect(lirePaquet(Buffer.from('bonjour'))).toBeUndefined();
  });

  test('garde un chiffre absent absent', () => {
    const p = creerPaquet(lirePaquet(ecrirePaquet(donnees)) ?? donnees);
    expect(p.indicateur('apl_mg_2023', '2A901')).toBe(2.557);
    expect(p.indicateur('apl_mg_2023', '01902')).toBeUndefined();
    expect(p.indicateur('taux_pauvrete', '01902')).toBeUndefined();
  });
});

describe('les contours', () => {
  // Two unit squares side by side: the arc 0 is their common border, walked upwards by the left one.
  const topo = {
    transform: { scale: [0.5, 1], translate: [10, 40] },
    arcs: [[[2, 0], [0, 1]], [[2, 1], [-2, 0], [0, -1], [2, 0]], [[2, 0], [2, 0], [0, 1], [-2, 0]]],
    objects: { x: { geometries: [
      { type: 'Polygon', arcs: [[0, 1]], properties: { code: '01901' } },
      { type: 'MultiPolygon', arcs: [[[2, ~0]]], properties: { code: '01902' } },
      { type: null, properties: { code: '01903' } },
    ] } },
  };
  const donnees = unPays(['01901', '01902', '01903'].map((c) => uneCommune({ code: c })));
  const trace = lireTopologie(topo, new Map(donnees.communes.map((c) => [c.code, c.rang])));
  const paquet = creerPaquet({ ...donnees, trace, voisinage: voisinageDe(donnees.communes, trace) });

  test('se lisent en degrés, anneau fermé', () => {
    expect(paquet.contour('01901')).toEqual([[[[11, 40], [11, 41], [10, 41], [10, 40], [11, 40]]]]);
    expect(paquet.contour('01902')).toEqual([[[[11, 40], [12, 40], [12, 41], [11, 41], [11, 40]]]]);
  });

  test('une commune sans contour n’en a pas', () => {
    expect(paquet.contour('01903')).toBeUndefined();
  });

  test('une frontière commune fait deux voisines', () => {
    expect(paquet.voisines('01901').map((c) => c.code)).toEqual(['01902']);
    expect(paquet.voisines('01903')).toEqual([]);
  });
});

describe('les communes sans point', () => {
  const lue = (c: string, plus = {}) => ({ ...uneCommune({ code: c, ...plus }), arrondissement: '011' });

  test('se tiennent près de celles de leur code postal, et se disent approximatives', () => {
    const positions = placer([lue('01901'), lue('01902'), lue('01903', { codesPostaux: ['01990'] })], new Map([['01901', { lat: 46, lon: 5 }], ['01903', { lat: 47, lon: 6 }]]));
    expect(positions.get('01901')).toEqual({ lat: 46, lon: 5, approximative: false });
    const p = positions.get('01902');
    expect(p?.approximative).toBe(true);
    expect(Math.hypot((p?.lat ?? 0) - 46, (p?.lon ?? 0) - 5)).toBeLessThan(0.03);
  });

  test('ne se cachent pas l’une l’autre', () => {
    const positions = placer([lue('01901'), ...Array.from({ length: 20 }, (_, i) => lue(String(1910 + i).padStart(5, '0')))], new Map([['01901', { lat: 46, lon: 5 }]]));
    expect(new Set([...positions.values()].map((p) => `${p.lat.toFixed(3)} ${p.lon.toFixed(3)}`)).size).toBe(21);
  });
});

describe('la distance entre deux mots', () => {
  test.each([['villejuif', 'villejuif', 0], ['villejuiff', 'villejuif', 1], ['vilejuif', 'villejuif', 1], ['villejiuf', 'villejuif', 1], ['brest', 'crest', 1], ['abc', 'xyz', 3]])('%s et %s : %i', (a, b, attendu) => {
    expect(Math.min(distance(a, b, 2), 3)).toBe(attendu);
  });
});

describe('le paquet intégré', () => {
  const premiere = preparerPaquet({ donnees: dossier, dossier: null });
  const p = creerPaquet(premiere.donnees);

  test('est construit une fois, puis relu', () => {
    expect(premiere.construit).toBe(true);
    expect(preparerPaquet({ donnees: dossier, dossier: null }).construit).toBe(false);
  });

  test('dit d’où viennent ses chiffres', () => {
    for (const cle of ['codes', 'population', 'epci', 'positions'] as const) expect(p.provenance(cle)?.nature).toBe('officielle');
    expect(p.provenance('population')?.millesime).toBe('2023');
    expect(p.provenance('apl_mg_2023')).toBeUndefined();
  });

  test('couvre la France, Corse et outre-mer compris', () => {
    expect(['2A004', '97411', '97302', '97611', '98818', '29155'].map((c) => p.commune(c)?.nom)).toEqual(['Ajaccio', 'Saint-Denis', 'Cayenne', 'Mamoudzou', 'Nouméa', 'Ouessant']);
    expect(p.communes.filter((c) => c.genre === 'arrondissement')).toHaveLength(45);
  });

  test('la population de Lyon est celle de ses neuf arrondissements', () => {
    const parts = p.arrondissements('69123');
    expect(parts).toHaveLength(9);
    expect(parts.reduce((s, c) => s + (c.population ?? 0), 0)).toBe(p.commune('69123')?.population);
  });

  test('Châtillon-en-Michaille est devenue Valserhône', () => {
    const lues = lireCommunes(p, ['01091']);
    expect(lues.ok ? undefined : lues.refus).toMatchObject({ refus: [{ code: 'commune_ancienne', ancienne: { nom: 'Châtillon-en-Michaille' }, devenue: { nom: 'Valserhône' } }] });
  });

  test.each([
    ['Bellegarde-sur-Valserine', '01033'], ['valserhone', '01033'], ['creteil', '94028'], ['villejuiff', '94076'], ['haÿ les roses', '94038'], ['L\'HAY LES ROSES', '94038'],
    ['roses hay', '94038'], ['st denis reunion', undefined], ['saint germain en laye', '78551'], ['91228', '91228'], ['2a004', '2A004'], ['Paris 11e', '75111'], ['marseile', '13055'],
  ])('chercher « %s » trouve %s', (texte, attendu) => {
    expect(p.chercher(texte)[0]?.commune.code).toBe(attendu);
  });

  test('un code postal trouve ses communes', () => {
    expect(p.chercher('94240').map((t) => t.commune.code)).toContain('94038');
    expect(p.communesDuCodePostal('94240').map((c) => c.nom)).toEqual(["L'Haÿ-les-Roses"]);
  });

  test('un département restreint la recherche', () => {
    expect(p.chercher('saint-denis', { departement: '93' }).map((t) => t.commune.code)[0]).toBe('93066');
  });

  test('chercher n’importe quoi ne casse rien', () => {
    for (const texte of ['', '   ', '%', '\u0000', 'x'.repeat(10_000), '🏥', '()[]*+']) expect(p.chercher(texte)).toEqual([]);
  });

  test('le voisinage est symétrique', () => {
    for (const c of p.communes.filter((x) => x.departement === '65')) for (const v of p.voisines(c.code)) expect(p.voisines(v.code)).toContain(c);
  });

  test('une intercommunalité entière se résume', () => {
    const g = p.groupement('246500482');
    const lues = lireCommunes(p, g?.membres ?? []);
    expect(g?.nom).toBe('CC de la Haute-Bigorre');
    expect(lues.ok && resumer(p, { communes: lues.valeur }).groupements[0]?.entier).toBe(true);
  });
});

const donnees = process.env['MAILLAGE_DONNEES'];
const avecDossier = donnees !== undefined && existsSync(join(donnees, 'communes/communes.topo.json.gz'));
if (!avecDossier) console.info('MAILLAGE_DONNEES absent : le paquet enrichi n’est pas essayé.');

describe.runIf(avecDossier)('le paquet enrichi du dossier de référence', () => {
  const p = avecDossier ? creerPaquet(preparerPaquet({ donnees: dossier, dossier: donnees ?? null }).donnees) : creerPaquet(unPays([]));

  // Neighbours read on a map of the Val-de-Marne and of the Hauts-de-Seine.
  test('les voisines d’Arcueil sont celles de la carte', () => {
    expect(p.voisinage).toBe('contours');
    expect(p.voisines('94003').map((c) => c.nom).sort((a, b) => a.localeCompare(b, 'fr'))).toEqual(['Bagneux', 'Cachan', 'Gentilly', 'Le Kremlin-Bicêtre', 'Montrouge', 'Villejuif']);
  });

  test('34 867 communes ont un contour, chaque anneau est fermé', () => {
    const contours = p.communes.map((c) => p.contour(c.code)).filter((c) => c !== undefined);
    expect(contours).toHaveLength(34_867);
    expect(contours.flat(2).filter((anneau) => anneau[0]?.join() !== anneau.at(-1)?.join())).toEqual([]);
  });

  test('un chiffre vient avec son millésime, un chiffre absent reste absent', () => {
    const lignes = gunzipSync(readFileSync(join(donnees ?? '', 'apl/apl_mg_communes_2015_2023.csv.gz'))).toString('utf8').trimEnd().split('\n').slice(1).map((l) => l.split(','));
    for (const l of lignes.filter((_, i) => i % 97 === 0)) expect(p.indicateur('apl_mg_2023', l[0] ?? '')).toBe(l[9] === '' ? undefined : Number(l[9]));
    expect(p.provenance('apl_mg_2023')).toMatchObject({ millesime: '2023', nature: 'officielle' });
    expect(p.indicateur('apl_mg_2023', '75056')).toBeUndefined();
  });

  test('les populations restent celles du Code officiel géographique', () => {
    const lignes = gunzipSync(readFileSync(join(donnees ?? '', 'communes/communes.csv.gz'))).toString('utf8').trimEnd().split('\n').slice(1).map((l) => l.split(','));
    expect(lignes.filter((l) => (p.commune(l[0] ?? '')?.population ?? 0) !== Number(l[5]))).toEqual([]);
  });
});
