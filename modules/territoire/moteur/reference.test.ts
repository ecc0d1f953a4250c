import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { deuxEtapes, deuxEtapesPonderees, offreAccessible, ratioFlottant, troisEtapes } from './aires.ts';
import { compresser, type TempsCreux } from './creux.ts';
import { agentsRationnels } from './raam.ts';

const donnees = process.env['MAILLAGE_DONNEES'];
if (!donnees) console.info('Comparaison avec PySAL « access » sautée : MAILLAGE_DONNEES n’indique pas le dossier de référence.');

const lire = (fichier: string): Record<string, string>[] => {
  const [entete, ...lignes] = gunzipSync(readFileSync(join(donnees ?? '', 'fca_chicago', fichier))).toString('utf8').trim().split('\n');
  const colonnes = entete!.split(',');
  return lignes.map((l) => Object.fromEntries(l.split(',').map((v, k) => [colonnes[k]!, v])));
};

/** All pairs within 20 km, distances rounded to the millimetre as in the reference run. */
function distances(x: Float64Array, y: Float64Array): TempsCreux {
  const origine: number[] = [];
  const destination: number[] = [];
  const km: number[] = [];
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < x.length; j++) {
      const d = i === j ? 0.001 : Math.round(Math.sqrt((x[i]! - x[j]!) ** 2 + (y[i]! - y[j]!) ** 2) * 1000) / 1e6;
      if (d > 20) continue;
      origine.push(i);
      destination.push(j);
      km.push(d);
    }
  }
  return compresser({ origine: Uint32Array.from(origine), destination: Uint32Array.from(destination), temps: Float64Array.from(km) }, x.length, x.length);
}

const PALIERS = { forme: 'paliers', paliers: [{ jusqua: 5, poids: 1 }, { jusqua: 10, poids: 0.68 }, { jusqua: 15, poids: 0.22 }] } as const;
// The published outputs have ten digits, hence 5e-10 at best. Coordinates in the folder are rounded to the millimetre, the
// reference run had all their digits: methods continuous in distance see a difference of one millimetre in kilometres.
const EXACT = 1e-9;
const AU_MILLIMETRE = 3e-7;

describe.runIf(donnees)('accord avec PySAL « access » sur Chicago (97 secteurs de référence)', () => {
  const secteurs = donnees ? lire('secteurs_chicago.csv.gz') : [];
  const reference = donnees ? lire('exemples_sorties_reference.csv.gz') : [];
  const colonne = (nom: string): Float64Array => Float64Array.from(secteurs, (s) => Number(s[nom]));
  const rang = new Map(secteurs.map((s, i) => [s['geoid'], i]));
  const demande = colonne('pop');
  let temps: TempsCreux;
  beforeAll(() => {
    temps = distances(colonne('x_m'), colonne('y_m'));
  });

  const ecart = (valeurs: Float64Array, nom: string): number =>
    Math.max(...reference.map((r) => Math.abs(valeurs[rang.get(r['geoid'])!]! / Number(r[nom]) - 1)));

  test('il y a bien 97 lignes à comparer', () => expect(reference.length).toBe(97));
  for (const profession of ['doc', 'dentist']) {
    const entrees = () => ({ demande, offre: colonne(profession), temps });
    const methodes: readonly [string, number, () => Float64Array][] = [
      ['fca10', EXACT, () => ratioFlottant(entrees(), temps, 10)],
      ['2sfca10', EXACT, () => deuxEtapes(entrees(), 10).valeurs],
      ['e2sfca', EXACT, () => deuxEtapesPonderees(entrees(), PALIERS).valeurs],
      ['3sfca', EXACT, () => troisEtapes(entrees(), PALIERS).valeurs],
      ['g2sfca', AU_MILLIMETRE, () => deuxEtapesPonderees(entrees(), { forme: 'gaussienne', sigma: 5, seuil: 15 }).valeurs],
      ['gravite', AU_MILLIMETRE, () => offreAccessible(entrees().offre, temps, { forme: 'gravite', echelle: 5, puissance: -1, seuil: 15 })],
      ['raam', AU_MILLIMETRE, () => agentsRationnels(entrees(), { tau: 15 })],
    ];
    for (const [nom, tolerance, calculer] of methodes) {
      test(`${nom}, ${profession} : à ${tolerance} près`, () => expect(ecart(calculer(), `${nom}_${profession}`)).toBeLessThan(tolerance));
    }
  }
});
