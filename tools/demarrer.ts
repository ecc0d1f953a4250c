import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { phraseDuDisque } from '#server/processus/disque.ts';
import { construire } from './construire.ts';
import { dossierConstruit, dossierDonnees } from './racine.ts';

/**
 * `npm start`: builds if sources changed, starts everything, says where to go; Ctrl-C stops everything.
 * The signals are heard before anything is opened: one that comes during the start, or in the very moment the address is printed,
 * used to end this process at once and to leave its database behind.
 */
const arret = new AbortController();
const demande = new Promise<void>((stop) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (!arret.signal.aborted) console.log('\nArrêt…');
      arret.abort();
      stop();
    });
});
// A closed terminal takes no more lines: that must not prevent a clean stop.
for (const sortie of [process.stdout, process.stderr]) sortie.on('error', () => undefined);

try {
  if (await construire()) console.log('Construction terminée.');
  const { demarrer } = await import(pathToFileURL(join(dossierConstruit(), 'serveur', 'principal.js')).href);
  const plateforme = await demarrer(arret.signal);
  console.log(`\n  Maillage est prêt :  ${plateforme.url}\n  Ctrl-C pour tout arrêter.\n`);
  await demande;
  await plateforme.arreter();
  process.exit(0);
} catch (e) {
  if (arret.signal.aborted) process.exit(0);
  console.error(phraseDuDisque(e, dossierDonnees()) ?? (e instanceof Error ? e.message : e));
  process.exit(1);
}
