import { serve } from '@hono/node-server';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { configuration, ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import { chargerDemo } from '#db/demo/charger.ts';
import { professionnelsSimules } from '#db/demo/comptes.ts';
import { dossierDonnees } from '#tools/racine.ts';
import { attraperCourriels } from './attrape-courriel.ts';
import { creerApplication } from './application.tsx';
import { type Configuration, lireConfiguration } from './configuration.ts';
import { ouvrirPoste } from './courriel.ts';
import { avecPort, baseVide, ouvrirBase, plateformeVivante, portLibre, preparerSchema, refuserLaDemo, temoinDePlateforme } from './demarrage.ts';
import { ecouter } from './direct.ts';
import { tachesDesModules } from './modules.ts';
import type { Services } from './services.ts';
import { lancerSimulateurPsc, type SimulateurPsc } from './simulateurs/psc.ts';
import { lireActifs } from './statique.ts';
import { installerFile } from './taches/file.ts';
import { lancerTaches } from './taches/moteur.ts';

const dire = (ligne: string): void => console.log(ligne);

/** A running platform: its address, and how to stop it cleanly. */
export type Plateforme = { readonly url: string; readonly arreter: () => Promise<void> };

/** Pro Santé Connect cannot be reached from a demo on one's own machine: a simulator stands in for it. */
async function simulerPsc(config: Configuration): Promise<SimulateurPsc | undefined> {
  if (config.mode !== 'demo' || config.psc || new URL(config.url).hostname !== 'localhost') return undefined;
  const voisin = config.port + 1;
  const port = voisin < 65_536 && (await portLibre(voisin, config.hote)) ? voisin : 0;
  return lancerSimulateurPsc({ port, hote: config.hote, retours: [`${config.url}/api/auth/callback/psc`], professionnels: professionnelsSimules() });
}

/**
 * Starts the platform: database, schema, demo on an empty database, HTTP. Throws a French sentence when it cannot.
 * `port` 0 takes a free one.
 */
export async function demarrer(): Promise<Plateforme> {
  const lue = await avecPort(lireConfiguration());
  const temoin = temoinDePlateforme();
  const autre = await plateformeVivante();
  if (autre) throw new Error(`Maillage tourne déjà ici (processus ${autre.pid}) : ouvrez ${autre.url}, ou arrêtez-le d’abord.`);
  if (!(await portLibre(lue.port, lue.hote))) throw new Error(`Le port ${lue.port} est pris par un autre programme : choisissez-en un autre, par exemple PORT=3001 npm start.`);
  mkdirSync(dossierDonnees(), { recursive: true });

  const base = await ouvrirBase(lue, dire);
  const appliquees = await preparerSchema(base.adresse);
  if (appliquees.length > 0) dire(`Base à jour : ${appliquees.length} migration${appliquees.length > 1 ? 's' : ''} appliquée${appliquees.length > 1 ? 's' : ''}.`);

  if (lue.mode === 'production')
    await refuserLaDemo(base.adresse).catch((e: Error) => {
      base.fermer();
      throw e;
    });
  const simulateur = await simulerPsc(lue);
  const config = simulateur ? { ...lue, psc: simulateur.fournisseur } : lue;
  const pool = ouvrirPool(base.adresse, 'maillage_app', config.connexions);
  const attrape = config.mode === 'demo' && !config.smtpUrl ? await attraperCourriels(() => new Date()) : undefined;
  const sansTaches: Services = {
    config,
    db: ouvrirDb(pool),
    pool,
    poolComptes: ouvrirPool(base.adresse, 'maillage_comptes', 5),
    actifs: lireActifs(),
    maintenant: () => new Date(),
    poste: ouvrirPoste(config.smtpUrl ?? attrape?.url, config.expediteur),
    ...(attrape ? { attrape } : {}),
  };
  if (config.mode === 'demo' && (await baseVide(base.adresse))) {
    dire('Base vide : chargement de la démonstration (données fictives)…');
    await chargerDemo(base.adresse, sansTaches.maintenant());
  }
  await installerFile(base.adresse);
  const taches = await lancerTaches(sansTaches, base.adresse, tachesDesModules(base.adresse));
  const services: Services = { ...sansTaches, taches };
  const direct = ecouter(configuration(base.adresse, 'maillage_app'));
  const app = creerApplication(services, direct);
  const http = serve({ fetch: app.fetch, port: config.port, hostname: config.hote });
  await new Promise<void>((pret, echec) => http.once('listening', pret).once('error', echec));
  const { url } = config;
  writeFileSync(temoin, `${process.pid}\n${url}\n`);

  const arreter = async (): Promise<void> => {
    rmSync(temoin, { force: true });
    await direct.fermer();
    await new Promise<void>((fini) => {
      http.close(() => fini());
      if ('closeAllConnections' in http) http.closeAllConnections();
    });
    await taches.arreter();
    services.poste.fermer();
    await simulateur?.arreter();
    await attrape?.fermer();
    await Promise.all([pool.end(), services.poolComptes.end()]);
    base.fermer();
  };
  return { url, arreter };
}
