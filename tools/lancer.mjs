// The first thing that runs, under whatever Node started npm (20.17 or later): installs the locked packages when they
// are missing, then hands over to the pinned Node 24. Plain JavaScript, no dependency.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const racine = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(racine, 'node_modules');
const temoin = join(modules, '.maillage-verrou');

function installer() {
  const verrou = createHash('sha256').update(readFileSync(join(racine, 'package-lock.json'))).digest('hex');
  // A linked node_modules belongs to another checkout: that one installs.
  if (existsSync(modules) && lstatSync(modules).isSymbolicLink()) return;
  if (existsSync(temoin) && readFileSync(temoin, 'utf8') === verrou) return;
  console.log('Installation des paquets verrouillés (une à deux minutes la première fois)…');
  const npm = process.env.npm_execpath;
  const [cmd, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  // Not `npm ci`: it refuses a lock file made where the registry lacks the builds of other systems. `install` follows the lock all
  // the same, and `--no-save` leaves it as it is.
  const r = spawnSync(cmd, [...args, 'install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: racine, stdio: ['ignore', 'inherit', 'inherit'] });
  if (r.status !== 0) {
    console.error('Les paquets n’ont pas pu être installés : vérifiez l’accès au registre npm, puis relancez la même commande.');
    process.exit(r.status ?? 1);
  }
  writeFileSync(temoin, verrou);
}

/** The pinned Node from npm; where npm has none for this system, the one that runs, if it is recent enough. */
function noeud() {
  const chemin = join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(chemin)) return chemin;
  const [majeur = 0, mineur = 0] = process.versions.node.split('.').map(Number);
  if (majeur > 22 || (majeur === 22 && mineur >= 18)) return process.execPath;
  console.error(`Maillage demande Node 24. npm n’en fournit pas pour ${process.platform}-${process.arch} : installez Node 24, puis relancez.`);
  process.exit(1);
}

installer();
const [commande = 'demarrer', ...suite] = process.argv.slice(2);
const enfant = spawn(noeud(), ['--disable-warning=ExperimentalWarning', join(racine, 'tools', `${commande}.ts`), ...suite], {
  stdio: 'inherit',
  env: { ...process.env, MAILLAGE_RACINE: racine },
});
// `exec` in package.json: the shell between npm and us would keep to itself what npm hands on. When npm is killed outright, nothing is
// handed on at all: we have another parent, and stop as well.
if (process.env.npm_lifecycle_event) {
  const { ppid } = process;
  setInterval(() => process.ppid !== ppid && enfant.kill('SIGTERM'), 500).unref();
}
// Ctrl-C in a terminal reaches the whole group, and npm hands it on once more; a signal sent to npm alone stops here. The platform hears
// the same one twice without harm, so it always gets it; the test runner would take the second for "at once".
const deuxFois = ['demarrer', 'developper'].includes(commande);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (deuxFois || signal !== 'SIGINT') && enfant.kill(signal));
enfant.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
