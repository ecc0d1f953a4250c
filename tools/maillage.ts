import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { construire } from './construire.ts';
import { dossierConstruit } from './racine.ts';

/** `npm run maillage -- <commande>`: the command line, built if sources changed. */
await construire();
const { principal } = await import(pathToFileURL(join(dossierConstruit(), 'serveur', 'cli.js')).href);
process.exitCode = await principal(process.argv.slice(2));
