import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { ouvrirPool } from '#db/connexion.ts';
import { baseASoi } from '#db/essais-base.ts';
import { unFichier, unProfessionnel } from '../builders.ts';
import { phraseRefusFichier } from '../labels.ts';
import { deLambert93 } from '../moteur/finess.ts';
import { importerFiness } from './importer-finess.ts';

const base = baseASoi('finess');
const dossier = mkdtempSync(join(tmpdir(), 'finess-'));
const pool = ouvrirPool(base.adresse, 'maillage_donnees', 2);
afterAll(async () => {
  await pool.end();
  rmSync(dossier, { recursive: true, force: true });
});
let numero = 0;
const importer = (contenu: string | Uint8Array) => {
  const chemin = join(dossier, `finess-${++numero}.csv`);
  writeFileSync(chemin, contenu);
  return importerFiness(pool, chemin);
};
/** All that a reader can see of establishments and of their imports, in one value. */
const visible = async (): Promise<unknown> => (await sql`select (select jsonb_agg(to_jsonb(e) order by e.finess) from annuaire.etablissements e) e, (select count(*) from annuaire.imports) i`.execute(base.db)).rows[0];
const lus = async (): Promise<unknown[]> => (await sql`select finess, raison_sociale, commune, departement, lat from annuaire.etablissements order by finess`.execute(base.db)).rows;

/** A row of the old national file, invented. */
const structure = (finess: string, nom: string, departement: string, commune: string): string =>
  ['structureet', finess, '010780054', nom, `${nom} LONG`, '', '', '12', 'R', 'DE LA GARE', '', '', commune, departement, 'AIN', '01440 VIRIAT', '0400000000', '', '355', 'Centre hospitalier', '1102', '', '', '8610Z'].join(';');
const national = [
  'finess;etalab;94;2026-09-01', structure('010000024', 'HÔPITAL INVENTÉ', '01', '451'), structure('970100011', 'CLINIQUE FICTIVE', '9A', '101'),
  'geolocalisation;010000024;700000.0;6600000.0;1,ATLASANTE,100,IGN,BD_ADRESSE,V2.1,LAMBERT_93;2026-09-01', '',
].join('\n');

test('Lambert 93 : le méridien d’origine est à 3° et le parallèle d’origine à 46,5° par définition', () => {
  expect(deLambert93(700_000, 6_600_000)).toEqual({ lat: 46.5, lon: 3 });
});

test('Lambert 93 : l’est et l’ouest du méridien d’origine se répondent', () => {
  const [est, ouest] = [deLambert93(900_000, 6_800_000), deLambert93(500_000, 6_800_000)];
  expect(est.lat).toBeCloseTo(ouest.lat, 6);
  expect(est.lon - 3).toBeCloseTo(3 - ouest.lon, 6);
});

describe('import de FINESS', () => {
  test('l’ancien fichier national, en Windows-1252, avec sa géolocalisation et l’outre-mer', async () => {
    expect(await importer(Buffer.from(national, 'latin1'))).toMatchObject({ ok: true, valeur: { etablissements: 2, fautes: [] } });
    expect(await lus()).toEqual([
      { finess: '010000024', raison_sociale: 'HÔPITAL INVENTÉ', commune: '01451', departement: '01', lat: 46.5 },
      { finess: '970100011', raison_sociale: 'CLINIQUE FICTIVE', commune: '97101', departement: '971', lat: null },
    ]);
  });

  test('le même contenu en UTF-8 et compressé ne change rien', async () => {
    expect(await importer(gzipSync(national))).toMatchObject({ ok: true, valeur: { differences: undefined } });
  });

  test('entier, seule la dernière fin de ligne manquant, il est pris', async () => {
    expect(await importer(national.trimEnd())).toMatchObject({ ok: true, valeur: { etablissements: 2, fautes: [], differences: undefined } });
  });

  test('une ouverture, une fermeture, un changement de commune', async () => {
    const suivant = ['finess;etalab;94;2026-10-01', structure('010000024', 'HÔPITAL INVENTÉ', '01', '004'), structure('010000032', 'MAISON NOUVELLE', '01', '053')].join('\n');
    expect(await importer(suivant)).toMatchObject({ ok: true, valeur: { differences: { arrivees: 1, departs: 1, demenagements: 1 } } });
  });

  test.each([
    ['page web', '<html></html>', 'page_web'],
    ['vide', '', 'vide'],
    ['autre tableau', 'a,b,c\n1,2,3\n', 'colonnes_absentes'],
    ['lignes fautives', ['finess;etalab;94;2026', structure('010000024', 'H', '01', '451'), 'n;importe;quoi', 'encore;autre'].join('\n'), 'trop_de_lignes_fautives'],
    ['gzip coupé', gzipSync(national.repeat(50)).subarray(0, 200), 'compression_tronquee'],
    ['zip coupé', zipSync({ 'finess.csv': Buffer.from(national.repeat(50)) }).subarray(0, 200), 'archive_illisible'],
    ['UTF-16', Buffer.from(`\ufeff${national}`, 'utf16le'), 'encodage'],
    ['extraction des professionnels', unFichier([unProfessionnel(1)]), 'autre_fichier'],
    ['classeur', zipSync({ '[Content_Types].xml': Buffer.from('<Types/>'), 'xl/workbook.xml': Buffer.from('<a/>') }), 'autre_fichier'],
    ['sans la raison sociale', 'finess_et;categorie_code;code_insee\n010000024;355;01451\n', 'colonnes_absentes'],
    ['national coupé dans une structure', national.slice(0, national.indexOf('geolocalisation') - 60), 'texte_coupe'],
    ['national coupé dans une géolocalisation', `${national}geolocalisation;970100011;7000`, 'texte_coupe'],
    ['national coupé dans le nom du genre', national.slice(0, national.indexOf('geolocalisation') + 6), 'texte_coupe'],
    ['tableau coupé', `finess_et;raison_sociale;categorie_code;code_insee\n${Array.from({ length: 20 }, (_, n) => `01000${1000 + n};NOM;355;01451\n`).join('')}010002000;NO`, 'texte_coupe'],
    ['titres seuls', 'finess_et;raison_sociale;code_insee\n', 'aucune_ligne'],
  ])('un fichier refusé (%s) ne change rien, et sa phrase le dit', async (_, contenu, code) => {
    const avant = await visible();
    const r = await importer(contenu);
    expect(r).toMatchObject({ ok: false, refus: { code } });
    if (!r.ok) expect(phraseRefusFichier(r.refus, 'finess')).toMatch(/^[A-ZÀ-Ý0-9].*[Rr]ien n’a été changé\.$/s);
    expect(await visible()).toEqual(avant);
  });
});

const donnees = process.env.MAILLAGE_DONNEES;
const occitanie = `${donnees}/finess_occitanie/finess_occitanie.csv.gz`;
describe.runIf(donnees && existsSync(occitanie))('FINESS d’Occitanie (MAILLAGE_DONNEES)', () => {
  test('10 004 établissements, dont 82 CPTS, comme le dit sa notice', async () => {
    expect(await importerFiness(pool, occitanie)).toMatchObject({ ok: true, valeur: { etablissements: 10_004, fautes: [] } });
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from annuaire.etablissements where categorie = '604'`.execute(base.db);
    expect(rows[0]?.n).toBe(82);
  });
});
