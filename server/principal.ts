import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { accord } from '#core/texte.ts';
import { ouvrirAcces } from '#db/acces.ts';
import { type Adresse, configuration, ouvrirDb, ouvrirPool } from '#db/connexion.ts';
import { chargerDemo } from '#db/demo/charger.ts';
import { professionnelsSimules } from '#db/demo/comptes.ts';
import { dossierDonnees } from '#tools/racine.ts';
import { attraperCourriels } from './boite/attrape-courriel.ts';
import { creerApplication } from './application.tsx';
import { type Configuration, lireConfiguration } from './configuration.ts';
import { ouvrirPoste } from './courriel.ts';
import { avecPort, baseVide, obstacleAuPort, ouvrirBase, phraseDeLaBase, phraseDuPort, plateformeVivante, preparerSchema, refuserLaDemo, refuserLesVraies, temoinDePlateforme } from './demarrage.ts';
import { ecouter } from './direct.ts';
import { tachesDesModules } from './modules.ts';
import type { Services } from './services.ts';
import { lancerSimulateurPsc, type SimulateurPsc } from './simulateurs/psc.ts';
import { ouvrirHttp } from './processus/http.ts';
import { type Pile, pile } from './processus/pile.ts';
import { tenir } from './processus/seul.ts';
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
  const port = voisin < 65_536 && (await obstacleAuPort(voisin, config.hote)) === undefined ? voisin : 0;
  return lancerSimulateurPsc({ port, hote: config.hote, retours: [`${config.url}/api/auth/callback/psc`], professionnels: professionnelsSimules() });
}

async function refuserDeuxFois(config: Configuration, p: Pile): Promise<void> {
  const autre = await plateformeVivante();
  if (autre) throw new Error(`Maillage tourne déjà ici (processus ${autre.pid}) : ouvrez ${autre.url}, ou arrêtez-le d’abord.`);
  const place = await tenir(dossierDonnees());
  if (!place.tenu) throw new Error(`Maillage démarre déjà ici, ou s’arrête encore (processus ${place.par ?? 'inconnu'}) : attendez qu’il ait fini, ou arrêtez-le d’abord.`);
  p.ajouter('le dossier des données', place.liberer);
  const obstacle = await obstacleAuPort(config.port, config.hote);
  if (obstacle) throw new Error(phraseDuPort(obstacle, config));
}

async function preparerBase(config: Configuration, p: Pile): Promise<Adresse> {
  mkdirSync(dossierDonnees(), { recursive: true });
  const base = await ouvrirBase(config, dire);
  // Whatever ends this process, an error that nobody caught included, its database does not outlive it.
  process.once('exit', base.fermer);
  p.ajouter('la base', () => {
    process.removeListener('exit', base.fermer);
    base.fermer();
  });
  const appliquees = await preparerSchema(base.adresse).catch((e: unknown) => {
    const phrase = config.databaseUrl && phraseDeLaBase(e);
    throw phrase ? new Error(phrase, { cause: e }) : e;
  });
  if (appliquees.length > 0) dire(`Base à jour : ${accord(appliquees.length, 'migration appliquée', 'migrations appliquées')}.`);
  if (config.mode === 'production') await refuserLaDemo(base.adresse);
  if (config.mode === 'demo') await refuserLesVraies(base.adresse, config);
  if (config.mode === 'demo' && (await baseVide(base.adresse))) {
    dire('Base vide : chargement de la démonstration (données fictives)…');
    await chargerDemo(base.adresse, new Date(), config.secret);
  }
  await installerFile(base.adresse);
  return ouvrirAcces(base.adresse, config.secret, config.acces);
}

async function ouvrirServices(config: Configuration, adresse: Adresse, p: Pile): Promise<Services> {
  const attrape = config.mode === 'demo' && !config.smtpUrl ? await attraperCourriels(() => new Date()) : undefined;
  if (attrape) p.ajouter('la boîte aux lettres', attrape.fermer);
  const pool = ouvrirPool(adresse, 'maillage_app', config.connexions);
  const poolComptes = ouvrirPool(adresse, 'maillage_comptes', 5);
  p.ajouter('les connexions à la base', () => Promise.all([pool.end(), poolComptes.end()]));
  const poste = ouvrirPoste(config.smtpUrl ?? attrape?.url, config.expediteur);
  p.ajouter('le courrier', poste.fermer);
  const sansTaches: Services = { config, db: ouvrirDb(pool), pool, poolComptes, actifs: lireActifs(), maintenant: () => new Date(), poste, ...(attrape ? { attrape } : {}) };
  const taches = await lancerTaches(sansTaches, adresse, tachesDesModules(adresse));
  p.ajouter('les tâches', taches.arreter);
  return { ...sansTaches, taches };
}

async function servir(services: Services, adresse: Adresse, p: Pile): Promise<void> {
  const direct = ecouter(configuration(adresse, 'maillage_app'));
  p.ajouter('le direct', direct.fermer);
  const { port, hote } = services.config;
  const http = await ouvrirHttp({ fetch: creerApplication(services, direct).fetch, port, hote }).catch((e: NodeJS.ErrnoException) => {
    throw new Error(phraseDuPort(e.code ?? e.message, { port, hote }), { cause: e });
  });
  p.ajouter(
    'les pages',
    () =>
      new Promise<void>((fini) => {
        http.close(() => fini());
        http.closeAllConnections();
      }),
  );
}

/**
 * Starts the platform: database, schema, demo on an empty database, mail, jobs, HTTP. When something fails half-way, what was
 * opened is closed, and a French sentence says why. Port 0 takes a free one. `arret` gives the start up at its next step.
 */
export async function demarrer(arret?: AbortSignal): Promise<Plateforme> {
  const lue = await avecPort(lireConfiguration());
  const p = pile({ ...(arret ? { arret } : {}), dire });
  try {
    await refuserDeuxFois(lue, p);
    const adresse = await preparerBase(lue, p);
    const simulateur = await simulerPsc(lue);
    if (simulateur) p.ajouter('le simulateur de Pro Santé Connect', simulateur.arreter);
    const config = simulateur ? { ...lue, psc: simulateur.fournisseur } : lue;
    await servir(await ouvrirServices(config, adresse, p), adresse, p);
    writeFileSync(temoinDePlateforme(), `${process.pid}\n${config.url}\n`);
    p.ajouter('le témoin', () => rmSync(temoinDePlateforme(), { force: true }));
    return { url: config.url, arreter: p.fermer };
  } catch (e) {
    await p.fermer();
    throw e;
  }
}
