import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import tailwindcss from '@tailwindcss/vite';
import subsetFont from 'subset-font';
import { defineConfig, type Plugin } from 'vite';

const dist = process.env['MAILLAGE_DIST'] ?? 'dist';

const favicon: Plugin = {
  name: 'favicon',
  buildStart() {
    this.emitFile({ type: 'asset', name: 'favicon.svg', originalFileName: 'web/favicon.svg', source: readFileSync('web/favicon.svg') });
  },
};

const POLICES = {
  latin: import.meta.resolve('@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2'),
  'latin-ext': import.meta.resolve('@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2'),
};
/** The weights that `police.css` declares: the others of the family, two fifths of its bytes, are never drawn. */
const GRAISSES = { min: 400, max: 700, default: 400 };

/** The family cut to its weights, every sign kept, under `@police/`: written before the build, so that the name of each file follows its content. */
const police: Plugin = {
  name: 'police',
  async config() {
    const dossier = resolve(dist, 'police');
    mkdirSync(dossier, { recursive: true });
    for (const [signes, entiere] of Object.entries(POLICES)) {
      const coupee = await subsetFont(readFileSync(new URL(entiere)), undefined, { keepAllGlyphs: true, targetFormat: 'woff2', variationAxes: { wght: GRAISSES } });
      writeFileSync(join(dossier, `${signes}.woff2`), coupee);
    }
    return { resolve: { alias: { '@police': dossier } } };
  },
};

const FEUILLE_DE_TURBO = 'this.installStylesheetElement();';

/** Turbo writes a style element for its progress bar as soon as it is loaded, which `style-src 'self'` refuses; ours is in composants.css. */
const turboSansStyle: Plugin = {
  name: 'turbo-sans-style',
  transform(code, id) {
    if (!id.includes('@hotwired/turbo/')) return undefined;
    if (!code.includes(FEUILLE_DE_TURBO)) throw new Error('Turbo has changed how it installs its style: see turboSansStyle.');
    return { code: code.replace(FEUILLE_DE_TURBO, ''), map: null };
  },
};

/** Compressed once here rather than at each request; fonts and images are compressed already. */
const compression: Plugin = {
  name: 'compression',
  writeBundle({ dir = '.' }) {
    for (const f of readdirSync(dir).filter((nom) => /\.(js|css|svg)$/.test(nom))) {
      const octets = readFileSync(join(dir, f));
      writeFileSync(join(dir, `${f}.br`), brotliCompressSync(octets));
      writeFileSync(join(dir, `${f}.gz`), gzipSync(octets, { level: 9 }));
    }
  },
};

/** What the browser receives: one style sheet, one small script, islands in lazy chunks, hashed names and their manifest. */
export default defineConfig({
  plugins: [tailwindcss(), police, favicon, turboSansStyle, compression],
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
    rolldownOptions: {
      checks: { pluginTimings: false },
      input: { entree: 'web/client/entree.ts', style: 'web/styles/app.css' },
    },
  },
});
