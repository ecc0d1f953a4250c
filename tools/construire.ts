import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dossierConstruit, racine } from './racine.ts';

const DOSSIERS = ['core', 'modules', 'web', 'server', 'db', 'fhir', 'cli', 'tools'];
const FICHIERS = ['package-lock.json', 'vite.client.config.ts', 'vite.serveur.config.ts'];

/** The newest change among the sources, and their number: what a build is made from. */
function empreinte(): string {
  let plusRecent = 0;
  let nombre = 0;
  const noter = (chemin: string): void => {
    plusRecent = Math.max(plusRecent, statSync(chemin).mtimeMs);
    nombre++;
  };
  for (const d of DOSSIERS.map((x) => join(racine, x)).filter((x) => existsSync(x)))
    for (const e of readdirSync(d, { recursive: true, withFileTypes: true })) if (e.isFile()) noter(join(e.parentPath, e.name));
  for (const f of FICHIERS) noter(join(racine, f));
  return `${nombre} ${plusRecent}`;
}

/** The blind signatures ask Node for its chance, and take the browser's where there is none: what vite says of it at each build helps nobody. */
const ATTENDU = 'Module "crypto" has been externalized';

async function batir(): Promise<void> {
  const { build, createLogger } = await import('vite');
  const journal = createLogger('warn');
  const avertir = journal.warn;
  journal.warn = (message, options) => (message.includes(ATTENDU) ? undefined : avertir(message, options));
  for (const sorte of ['client', 'serveur']) await build({ root: racine, configFile: join(racine, `vite.${sorte}.config.ts`), customLogger: journal, configLoader: 'native' });
}

/**
 * Builds the client and the server when a source has changed since the last build. Returns whether it did. In a process of its own: a build
 * takes 700 MB, which the platform that it starts would keep for ever.
 */
export async function construire(): Promise<boolean> {
  const temoin = join(dossierConstruit(), '.empreinte');
  const voulue = empreinte();
  if (existsSync(temoin) && readFileSync(temoin, 'utf8') === voulue) return false;
  const [code] = await once(spawn(process.execPath, ['--disable-warning=ExperimentalWarning', fileURLToPath(import.meta.url)], { stdio: 'inherit' }), 'exit');
  if (code !== 0) throw new Error('La construction a échoué : son message est ci-dessus.');
  mkdirSync(dossierConstruit(), { recursive: true });
  writeFileSync(temoin, voulue);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await batir();
