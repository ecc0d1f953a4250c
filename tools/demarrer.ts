import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { construire } from './construire.ts';
import { dossierConstruit } from './racine.ts';

/** `npm start`: builds if sources changed, starts everything, says where to go; Ctrl-C stops everything. */
try {
  if (await construire()) console.log('Construction terminée.');
  const { demarrer } = await import(pathToFileURL(join(dossierConstruit(), 'serveur', 'principal.js')).href);
  const plateforme = await demarrer();
  console.log(`\n  Maillage est prêt :  ${plateforme.url}\n  Ctrl-C pour tout arrêter.\n`);
  let enCours = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (enCours) return;
      enCours = true;
      console.log('\nArrêt…');
      void plateforme.arreter().then(() => process.exit(0));
    });
} catch (e) {
  console.error(e instanceof Error ? e.message : e);
  process.exit(1);
}
