import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { VACANCES_SCOLAIRES, type ZoneScolaire } from './constants.ts';

const fichier = join(process.env['MAILLAGE_DONNEES'] ?? '', 'calendriers', 'vacances_scolaires_par_jour.csv.gz');
const present = process.env['MAILLAGE_DONNEES'] !== undefined && existsSync(fichier);
const ZONES = ['A', 'B', 'C'] as const satisfies readonly ZoneScolaire[];

test.runIf(present)('les vacances vérifiées sont, jour pour jour, celles du fichier du ministère', () => {
  const lignes = gunzipSync(readFileSync(fichier)).toString('utf8').trim().split('\n').slice(1).map((l) => l.split(','));
  for (const annee of VACANCES_SCOLAIRES.filter((a) => a.verifie)) {
    for (const [i, zone] of ZONES.entries()) {
      const [du, au] = [annee.zones[zone][0]?.du ?? '', annee.zones[zone].at(-1)?.au ?? ''];
      for (const l of lignes.filter((x) => (x[0] ?? '') >= du && (x[0] ?? '') <= au)) {
        const jour = l[0] ?? '';
        expect([jour, zone, annee.zones[zone].some((v) => v.du <= jour && jour <= v.au)]).toEqual([jour, zone, l[1 + i] === 'True']);
      }
    }
  }
});
if (!present) console.log('MAILLAGE_DONNEES absent : les vacances scolaires ne sont pas comparées au fichier du ministère.');

test('une année non vérifiée le dit, et chaque zone finit par l’été', () => {
  for (const annee of VACANCES_SCOLAIRES) {
    expect(annee.source.startsWith('à vérifier')).toBe(!annee.verifie);
    for (const zone of ZONES) expect(annee.zones[zone].at(-1)?.nom).toBe('été');
  }
});
