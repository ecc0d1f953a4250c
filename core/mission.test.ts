import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MISSIONS_SOCLES } from '#modules/projet/constants.ts';
import { libellePoste } from '#modules/aci/labels.ts';
import { libelleMission, Mission } from './mission.ts';

const racine = join(import.meta.dirname, '..');
/** Of these a file keeps a list of its own: `crise: '…'` in an object of words, or the keys of the six one after the other. */
const LISTE_A_SOI = /\bcrise: '[A-ZÀ-Ý]|'parcours', 'prevention', 'crise', 'qualite'/;

describe('les six missions, à un seul endroit', () => {
  test('chacune a son nom, et le contrat les paie sous ce nom', () => {
    expect(Object.keys(libelleMission)).toEqual(Mission.options);
    expect(libellePoste).toEqual({ fonctionnement: 'Fonctionnement', ...libelleMission });
  });
  test('les missions socles du projet en sont quatre, dans le même ordre', () => {
    expect(MISSIONS_SOCLES).toEqual(Mission.options.slice(0, 4));
  });
  test('aucun module ne tient sa propre liste de missions ni leurs noms', () => {
    const siens = globSync(['modules/**/*.ts', 'modules/**/*.tsx', 'server/**/*.ts', 'cli/**/*.ts'], { cwd: racine }).filter((f) => !/test\.tsx?$/.test(f) && LISTE_A_SOI.test(readFileSync(join(racine, f), 'utf8')));
    // What each mission is for, in a sentence: the letter's own words.
    expect(siens).toEqual(['modules/projet/labels.ts']);
    expect(LISTE_A_SOI.test(readFileSync(join(racine, 'core/mission.ts'), 'utf8'))).toBe(true);
  });
});
