import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vite';

const dist = process.env['MAILLAGE_DIST'] ?? 'dist';
const ENTREES = { principal: 'server/principal.ts', cli: 'cli/principal.ts', galerie: 'web/galerie.tsx', 'ouvrier-pdf': 'server/documents/ouvrier-pdf.ts' };

/** The server and the command line: our own files in one build (JSX and icons inlined), packages left in node_modules. */
export default defineConfig({
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  ssr: { target: 'node' },
  build: {
    ssr: true,
    outDir: join(dist, 'serveur'),
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: Object.fromEntries(Object.entries(ENTREES).filter(([, chemin]) => existsSync(chemin))),
      output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
    },
  },
});
