import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { baseASoi } from '#db/essais-base.ts';
import { unFichier, unProfessionnel } from '#modules/annuaire/builders.ts';
import { principal } from '../principal.ts';

const base = baseASoi('cli_annuaires');
const dossier = mkdtempSync(join(tmpdir(), 'cli-annuaires-'));
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(dossier, { recursive: true, force: true }));

const adresse = (): string => ('url' in base.adresse ? base.adresse.url : `postgresql://postgres@/${base.adresse.base}?host=${encodeURIComponent(base.adresse.hote)}&port=${base.adresse.port}`);

/** The command as it is typed: its code and what it says. */
async function maillage(...args: readonly string[]): Promise<{ readonly code: number; readonly dit: string }> {
  const dites: string[] = [];
  vi.stubEnv('DATABASE_URL', adresse());
  vi.stubEnv('MAILLAGE_SECRET', 'secret-des-essais-secret-des-essais-secret');
  const noter = (t: string): void => void dites.push(t);
  const code = await principal([...args], { ecrire: noter, dire: noter });
  return { code, dit: dites.join('\n').replaceAll(/[\u00a0\u202f]/g, ' ') };
}

let numero = 0;
const importer = (genre: 'annuaire' | 'finess', contenu: string | Uint8Array) => {
  const chemin = join(dossier, `extrait-${++numero}.txt`);
  writeFileSync(chemin, contenu);
  return maillage(genre, 'importer', chemin);
};

/** Rows and a hash of their content, for each table of the open directory. */
async function etat(): Promise<unknown> {
  const { rows: tables } = await sql<{ nom: string }>`select tablename as nom from pg_tables where schemaname = 'annuaire' order by 1`.execute(base.proprietaire);
  return Promise.all(tables.map(async ({ nom }) => [nom, (await sql`select count(*)::int as lignes, md5(string_agg(t::text, '|' order by t::text)) as contenu from ${sql.table(`annuaire.${nom}`)} t`.execute(base.proprietaire)).rows[0]]));
}

const ANNUAIRE = unFichier([1, 2, 3].map((n) => unProfessionnel(n)));
const FINESS = ['finess_et;raison_sociale;code_insee;departement', '010000024;HÔPITAL INVENTÉ;01451;01', '010000032;MAISON NOUVELLE;01053;01', ''].join('\n');
const CLASSEUR = zipSync({ '[Content_Types].xml': Buffer.from('<Types/>'), 'xl/workbook.xml': Buffer.from('<a/>') });

describe('un mauvais fichier, par la ligne de commande', () => {
  let avant: unknown;
  beforeAll(async () => {
    expect([(await importer('annuaire', ANNUAIRE)).code, (await importer('finess', FINESS)).code]).toEqual([0, 0]);
    avant = await etat();
  });

  test.each<readonly ['annuaire' | 'finess', string, string | Uint8Array, string]>([
    ['annuaire', 'vide', '', 'Ce fichier est vide.'],
    ['annuaire', 'une page web', '\n<!DOCTYPE html><html></html>', 'une page web (HTML), pas l’extraction nationale des professionnels'],
    ['annuaire', 'en UTF-16', Buffer.from(`\ufeff${ANNUAIRE}`, 'utf16le'), 'Ce fichier semble être en UTF-16 : l’extraction nationale des professionnels'],
    ['annuaire', 'en Windows-1252', Buffer.from(ANNUAIRE, 'latin1'), 'Ce fichier semble être en Windows-1252'],
    ['annuaire', 'sans la colonne des professions', ANNUAIRE.replace('Code profession|', 'Autre chose|'), 'Une colonne manque à ce fichier : « Code profession »'],
    ['annuaire', 'séparé par des points-virgules', ANNUAIRE.replaceAll('|', ';'), 'colonnes séparées par « | »'],
    ['annuaire', 'gzip coupé', gzipSync(unFichier(Array.from({ length: 3000 }, (_, n) => unProfessionnel(n)))).subarray(0, 9000), 'incomplet ou abîmé : la lecture s’arrête après'],
    ['annuaire', 'un texte coupé au milieu d’une ligne', ANNUAIRE.slice(0, -90), 'Ce fichier s’arrête au milieu de sa ligne 4'],
    ['annuaire', 'zip coupé', zipSync({ 'a_Personne_activite.txt': Buffer.from(ANNUAIRE) }).subarray(0, 200), 'Cette archive zip est incomplète ou abîmée'],
    ['annuaire', 'un classeur', CLASSEUR, 'Ce fichier est un classeur'],
    ['annuaire', 'une extraction FINESS', FINESS, 'importez-le comme établissements (par la commande : maillage finess importer)'],
    ['annuaire', 'les titres seuls', unFichier([]), 'Ce fichier n’a que sa ligne de titres'],
    ['finess', 'vide', '', 'Ce fichier est vide.'],
    ['finess', 'une page web', '<html></html>', 'une page web (HTML), pas l’extraction FINESS'],
    ['finess', 'en UTF-16', Buffer.from(`\ufeff${FINESS}`, 'utf16le'), 'est en UTF-8 ou en Windows-1252'],
    ['finess', 'sans la raison sociale', FINESS.replace('raison_sociale', 'autre'), 'Une colonne manque à ce fichier : « raison_sociale ». Vérifiez que c’est bien l’extraction FINESS'],
    ['finess', 'gzip coupé', gzipSync(FINESS.repeat(400)).subarray(0, 60), 'Ce fichier compressé est incomplet ou abîmé. Téléchargez-le'],
    ['finess', 'un texte coupé au milieu d’une ligne', FINESS.slice(0, -7), 'Ce fichier s’arrête au milieu de sa ligne 3'],
    ['finess', 'zip coupé', zipSync({ 'finess.csv': Buffer.from(FINESS) }).subarray(0, 60), 'Cette archive zip est incomplète ou abîmée'],
    ['finess', 'un classeur', CLASSEUR, 'Ce fichier est un classeur'],
    ['finess', 'l’extraction des professionnels', ANNUAIRE, 'importez-le comme professionnels (par la commande : maillage annuaire importer)'],
    ['finess', 'l’extraction des professionnels, compressée', gzipSync(ANNUAIRE), 'importez-le comme professionnels'],
    ['finess', 'les titres seuls', FINESS.split('\n')[0] ?? '', 'Ce fichier n’a que sa ligne de titres'],
  ])('%s importer : %s', async (genre, _, contenu, phrase) => {
    const { code, dit } = await importer(genre, contenu);
    expect(dit).toContain(phrase);
    expect(dit.split('\n').at(-1)).toMatch(/[Rr]ien n’a été changé\.$/);
    expect([code, await etat()]).toEqual([1, avant]);
  });
});

test('des établissements qui ferment presque tous : importé, et dit', async () => {
  const beaucoup = (n: number): string => ['finess_et;raison_sociale', ...Array.from({ length: n }, (_, k) => `0100${10_000 + k};MAISON ${k}`), ''].join('\n');
  expect((await importer('finess', beaucoup(5))).code).toBe(0);
  expect((await importer('finess', beaucoup(3))).dit).not.toContain('Attention');
  const { code, dit } = await importer('finess', beaucoup(1));
  expect([code, dit.includes('Attention : plus de fermetures que d’établissements restants')]).toEqual([0, true]);
});
