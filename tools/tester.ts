import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { construire } from './construire.ts';
import { dossierDonnees, racine } from './racine.ts';

/** `npm test [-- filtre…]`: builds, then runs every test, the browser ones included. Ends with a line `N passed, N failed, N skipped`. */
const args = process.argv.slice(2);
const guetter = args.includes('--guetter');
const suite = args.filter((a) => a !== '--guetter');

await construire();
mkdirSync(dossierDonnees(), { recursive: true });
const rapport = join(dossierDonnees(), 'rapport-essais.json');
rmSync(rapport, { force: true });
const vitest = join(racine, 'node_modules', 'vitest', 'vitest.mjs');
const options = guetter ? ['watch', '--project', 'unit', '--project', 'longs', '--project', 'base'] : ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${rapport}`];
const r = spawnSync(process.execPath, [vitest, ...options, ...suite], { cwd: racine, stdio: 'inherit', env: { ...process.env, TZ: 'UTC' } });
if (guetter) process.exit(r.status ?? 1);

if (!existsSync(rapport)) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}
const bilan: { numPassedTests: number; numFailedTests: number; numPendingTests: number; numFailedTestSuites: number; success: boolean } = JSON.parse(readFileSync(rapport, 'utf8'));
const echecs = Math.max(bilan.numFailedTests, r.status === 0 ? 0 : 1);
console.log(`${bilan.numPassedTests} passed, ${echecs} failed, ${bilan.numPendingTests} skipped`);
process.exit(r.status ?? 1);
