import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { phraseDuDisque } from '#server/processus/disque.ts';
import { construire } from './construire.ts';
import { dossierConstruit } from './racine.ts';

/** `npm run maillage -- <commande>`: the command line, built if sources changed. */
try {
  await construire();
  const { principal } = await import(pathToFileURL(join(dossierConstruit(), 'serveur', 'cli.js')).href);
  process.exitCode = await principal(process.argv.slice(2));
} catch (e) {
  // A fault of the program keeps its trace; what is wrong around it has a sentence.
  const defaut = e instanceof TypeError || e instanceof ReferenceError || e instanceof RangeError;
  console.error(phraseDuDisque(e) ?? (e instanceof Error && !defaut ? e.message : e));
  process.exitCode = 1;
}
