import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { construire } from './construire.ts';
import { dossierDonnees, racine } from './racine.ts';

/** Vitest's JSON report, what we read of it. */
type Bilan = { readonly numFailedTests: number; readonly testResults: readonly Fichier[] };
type Fichier = { readonly name: string; readonly status: string; readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[] };

/** More files than that do not fail by chance. */
const INSTABLES_MAX = 2;

/** `npm test [-- filtre…]`: builds, then runs every test, the browser ones included. Ends with a line `N passed, N failed, N skipped`. */
const args = process.argv.slice(2);
const guetter = args.includes('--guetter');
const suite = args.filter((a) => a !== '--guetter');

await construire();
mkdirSync(dossierDonnees(), { recursive: true });

const vitest = (options: readonly string[]): number =>
  spawnSync(process.execPath, [join(racine, 'node_modules', 'vitest', 'vitest.mjs'), ...options], { cwd: racine, stdio: 'inherit', env: { ...process.env, TZ: 'UTC' } }).status ?? 1;

function essayer(filtres: readonly string[], rapport: string): { readonly code: number; readonly bilan: Bilan | undefined } {
  const fichier = join(dossierDonnees(), rapport);
  rmSync(fichier, { force: true });
  const code = vitest(['run', '--reporter=default', '--reporter=json', `--outputFile.json=${fichier}`, ...filtres]);
  return { code, bilan: existsSync(fichier) ? JSON.parse(readFileSync(fichier, 'utf8')) : undefined };
}

const compter = (fichiers: readonly Fichier[], statut: string): number => fichiers.reduce((n, f) => n + f.assertionResults.filter((t) => t.status === statut).length, 0);

/**
 * In CI, the files that failed beside everything else are tried once more, alone (decision 64): a failure that does not come back is told by
 * its name, UNSTABLE, and leaves the run green; more files than `INSTABLES_MAX`, or a failure of no file, is no chance.
 * Returns the results to count.
 */
function reessayer(fichiers: readonly Fichier[]): readonly Fichier[] {
  const rouges = fichiers.filter((f) => f.status === 'failed');
  if (!process.env['CI'] || rouges.length === 0 || rouges.length > INSTABLES_MAX) return fichiers;
  const noms = rouges.map((f) => relative(racine, f.name));
  console.log(`\nTried again, alone: ${noms.join(', ')}`);
  const { code, bilan } = essayer(noms, 'rapport-reprise.json');
  if (code !== 0 || !bilan) return fichiers;
  for (const f of rouges) {
    const essais = f.assertionResults.filter((t) => t.status === 'failed').map((t) => t.fullName);
    console.log(`UNSTABLE ${relative(racine, f.name)}: ${essais.join(' ; ') || 'before its tests'}. Failed once, passed alone: a fault to mend.`);
  }
  return [...fichiers.filter((f) => f.status !== 'failed'), ...bilan.testResults];
}

if (guetter) process.exit(vitest(['watch', '--project', 'unit', '--project', 'longs', '--project', 'base', ...suite]));
const { code, bilan } = essayer(suite, 'rapport-essais.json');
if (!bilan) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}
const comptes = code === 0 ? bilan.testResults : reessayer(bilan.testResults);
const repris = comptes !== bilan.testResults;
const echecs = code === 0 || repris ? 0 : Math.max(1, bilan.numFailedTests);
console.log(`${compter(comptes, 'passed')} passed, ${echecs} failed, ${compter(comptes, 'pending') + compter(comptes, 'skipped') + compter(comptes, 'todo')} skipped`);
process.exit(echecs > 0 ? 1 : 0);
