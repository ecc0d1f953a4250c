import { type ChildProcess, spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { racine } from './racine.ts';

/** `npm run dev`: as `npm start`, and again at each change of a source. */
const DOSSIERS = ['core', 'modules', 'web', 'server', 'db', 'fhir', 'cli'];
let enfant: ChildProcess | undefined;
let attente: NodeJS.Timeout | undefined;

const lancer = (): void => {
  enfant = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(racine, 'tools', 'demarrer.ts')], { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'development' } });
};

const relancer = (): void => {
  clearTimeout(attente);
  attente = setTimeout(() => {
    const ancien = enfant;
    if (!ancien || ancien.exitCode !== null) return lancer();
    ancien.once('exit', lancer);
    ancien.kill('SIGTERM');
  }, 200);
};

lancer();
for (const d of DOSSIERS) watch(join(racine, d), { recursive: true }, relancer).on('error', () => undefined);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    clearTimeout(attente);
    if (!enfant || enfant.exitCode !== null || enfant.signalCode !== null) process.exit(0);
    enfant.removeListener('exit', lancer);
    enfant.once('exit', () => process.exit(0));
    enfant.kill(signal);
  });
