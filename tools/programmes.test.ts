import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { racine } from './racine.ts';

/** The settings of the programs of others, tried on deliberate faults: a setting that no longer bites goes red here. */

let dossier = '';

const FAUTES: Readonly<Record<string, string>> = {
  'core/defaut.ts': 'export default 1;\n',
  'core/quelconque.ts': 'export const x = (y: any): string => y;\n',
  'core/promesse.ts': 'const f = async (): Promise<void> => undefined;\nexport function g(): void {\n  f();\n}\n',
  'core/force.ts': 'export const x = (y: string | undefined): number => y!.length;\n',
  'core/aveugle.ts': 'export const x = (y: unknown): string => y as string;\n',
  'core/seul.test.ts': "import { expect, test } from 'vitest';\ntest.only('un', () => {\n  expect(1).toBe(1);\n});\n",
  'core/statut.ts': "export function f(s: 'a' | 'b'): number {\n  switch (s) {\n    case 'a':\n      return 1;\n  }\n  return 0;\n}\n",
  'core/juste.ts': 'export const double = (n: number): number => n * 2;\n',
  'core/systeme.ts': 'export const x = (): string => process.cwd();\n',
  'core/navigateur.ts': 'export const x = (): string => document.title;\n',
  'tools/entree.ts': "import { double } from '../core/juste.ts';\nconsole.log(double(2));\n",
  'package.json': '{ "name": "fautes", "type": "module", "dependencies": { "zod": "*" } }',
  'core/mots.ts': "export const echeanse = 'tresorrier';\nexport const echeance = 'tresorier';\n",
};

beforeAll(() => {
  dossier = mkdtempSync(join(tmpdir(), 'maillage-fautes-'));
  for (const f of ['.oxlintrc.json', 'tsconfig.json', 'tsconfig.pure.json', 'cspell.json', 'knip.json', 'tools/mots.txt']) cpSync(join(racine, f), join(dossier, f));
  for (const [chemin, contenu] of Object.entries(FAUTES)) {
    mkdirSync(dirname(join(dossier, chemin)), { recursive: true });
    writeFileSync(join(dossier, chemin), contenu);
  }
  symlinkSync(join(racine, 'node_modules'), join(dossier, 'node_modules'));
});

afterAll(() => rmSync(dossier, { recursive: true, force: true }));

/** What a program says, whether it accepts or refuses. */
const dire = (bin: string, ...args: string[]): Promise<string> =>
  new Promise((resoudre) => {
    execFile(process.execPath, [join(dossier, 'node_modules', bin), ...args], { cwd: dossier, env: { ...process.env, NO_COLOR: '1' } }, (_, sortie, erreurs) => resoudre(`${sortie}${erreurs}`));
  });

describe('oxlint', () => {
  let sortie = '';
  beforeAll(async () => {
    sortie = await dire('oxlint/bin/oxlint', '--type-aware', '--format=unix');
  });

  test.each([
    ['core/defaut.ts', 'no-default-export'],
    ['core/quelconque.ts', 'no-explicit-any'],
    ['core/promesse.ts', 'no-floating-promises'],
    ['core/force.ts', 'no-non-null-assertion'],
    ['core/aveugle.ts', 'no-unsafe-type-assertion'],
    ['core/seul.test.ts', 'no-focused-tests'],
    ['core/statut.ts', 'switch-exhaustiveness-check'],
  ])('%s : %s', (chemin, regle) => {
    expect(sortie.split('\n').filter((l) => l.startsWith(chemin)).join('\n')).toContain(regle);
  });

  test('un fichier juste passe', () => {
    expect(sortie).not.toContain('core/juste.ts');
  });
});

test('un fichier pur ne compile ni avec Node ni avec le navigateur', async () => {
  const sortie = await dire('typescript/bin/tsc', '-p', 'tsconfig.pure.json', '--pretty', 'false');
  expect(sortie).toContain("core/systeme.ts(1,32): error TS2591: Cannot find name 'process'");
  expect(sortie).toMatch(/core\/navigateur\.ts\(1,32\): error TS\d+: Cannot find name 'document'/);
  expect(sortie).not.toContain('core/juste.ts');
});

test('un fichier, un export, un paquet que rien n’utilise', async () => {
  const sortie = await dire('knip/bin/knip.js', '--no-progress', '--no-config-hints', '--reporter=compact');
  expect(sortie).toContain('core/systeme.ts');
  expect(sortie).toMatch(/package\.json: zod/);
  expect(sortie).not.toContain('core/juste.ts');
});

test('un nom français sans accent se vérifie comme un mot', async () => {
  const sortie = await dire('cspell/bin.mjs', '--no-progress', '--no-summary', '--words-only', 'core/mots.ts');
  expect(sortie.trim().split('\n')).toEqual(['echeanse', 'tresorrier']);
});
