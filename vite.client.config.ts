import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';

const dist = process.env['MAILLAGE_DIST'] ?? 'dist';

const favicon: Plugin = {
  name: 'favicon',
  buildStart() {
    this.emitFile({ type: 'asset', name: 'favicon.svg', originalFileName: 'web/favicon.svg', source: readFileSync('web/favicon.svg') });
  },
};

/** What the browser receives: one style sheet, one small script, islands in lazy chunks, hashed names and their manifest. */
export default defineConfig({
  plugins: [tailwindcss(), favicon],
  publicDir: false,
  base: '/actifs/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: join(dist, 'client'),
    emptyOutDir: true,
    manifest: 'manifeste.json',
    assetsDir: '.',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { input: { entree: 'web/client/entree.ts', style: 'web/styles/app.css' } },
  },
});
