import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { phraseDuDisque } from '#server/processus/disque.ts';
import { construire } from './construire.ts';
import { dossierConstruit, dossierDonnees } from './racine.ts';

/** `npm run maillage -- <commande>`: the command line, built if sources changed. */
try {
  await construire();
  const { principal } = await import(pathToFileURL(join(dossierConstruit(), 'serveur', 'cli.js')).href);
  process.exitCode = await principal(process.argv.slice(2));
} catch (e) {
  // What the language itself refuses is a fault of the program, and keeps its trace.
  const defaut = e instanceof TypeError || e instanceof ReferenceError || e instanceof RangeError;
  console.error(phraseDuDisque(e, dossierDonnees()) ?? (e instanceof Error && !defaut ? e.message : e));
  process.exit(1);
}
