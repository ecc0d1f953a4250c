import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout, whether the code runs from its sources or from `dist/`. */
export const racine = process.env.MAILLAGE_RACINE ?? join(dirname(fileURLToPath(import.meta.url)), '..');

/** Where the running platform keeps its database, its files and its reference pack. */
export const dossierDonnees = (): string => resolve(racine, process.env.MAILLAGE_DATA ?? '.maillage');

/** Where the build goes. */
export const dossierConstruit = (): string => resolve(racine, process.env.MAILLAGE_DIST ?? 'dist');
