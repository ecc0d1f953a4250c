import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { construire } from './construire.ts';
import { dossierConstruit, racine } from './racine.ts';

/** `npm run bench [-- nom]`: each benchmark prints its figure and what it is compared with, on the machine named first. */
const demandes = process.argv.slice(2);
const bancs = readdirSync(join(racine, 'bench'))
  .filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts'))
  .map((f) => f.replace('.ts', ''))
  .filter((n) => demandes.length === 0 || demandes.includes(n));
if (bancs.length === 0) {
  console.error(`Aucun banc de ce nom : ${demandes.join(', ')}.`);
  process.exit(2);
}
console.log(`Machine : ${cpus().length} cœurs (${cpus()[0]?.model.trim() ?? '?'}), ${Math.round(totalmem() / 2 ** 30)} Go, Node ${process.versions.node}\n`);
await construire();
await build({
  root: racine,
  configFile: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    ssr: true,
    outDir: join(dossierConstruit(), 'bancs'),
    emptyOutDir: true,
    target: 'node24',
    rolldownOptions: { input: Object.fromEntries(bancs.map((n) => [n, join(racine, 'bench', `${n}.ts`)])), output: { entryFileNames: '[name].js' } },
  },
});
let echecs = 0;
for (const nom of bancs) {
  console.log(`— ${nom}`);
  const fichier = pathToFileURL(join(dossierConstruit(), 'bancs', `${nom}.js`)).href;
  // Each benchmark has its process: its memory is its own.
  const r = spawnSync(process.execPath, ['--input-type=module', '-e', `import(${JSON.stringify(fichier)}).then((m) => m.mesurer())`], { stdio: 'inherit', cwd: racine });
  if (r.status !== 0) echecs++;
  console.log('');
}
process.exit(echecs > 0 ? 1 : 0);
