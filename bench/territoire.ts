import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Paquet } from '#modules/territoire/model.ts';
import { resumer } from '#modules/territoire/rules.ts';
import { carteDuTerritoire, presenterFond } from '#modules/territoire/view.ts';
import { creerPaquet } from '#server/paquet/consultation.ts';
import { type Emplacement, preparerPaquet } from '#server/paquet/preparer.ts';

const SEUILS = { constructionMs: 10_000, chargementMs: 300, memoireMo: 80, totauxMs: 50 };

function chronometrer<T>(faire: () => T): { valeur: T; ms: number } {
  const debut = performance.now();
  const valeur = faire();
  return { valeur, ms: performance.now() - debut };
}

/** The median of `fois` runs: the first ones pay for compilation, the last ones for the collector. */
function mediane(fois: number, faire: (i: number) => unknown): number {
  const temps = Array.from({ length: fois }, (_, i) => chronometrer(() => faire(i)).ms).sort((a, b) => a - b);
  return temps[Math.floor(fois / 2)] ?? 0;
}

/** What is held once the collector has passed: without a forced pass the figure would count garbage. */
const megaoctets = (): number => {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
};

/** 300 communes in one piece: the neighbours of the neighbours of a starting point. */
function troisCents(paquet: Paquet): Paquet['communes'] {
  const prises = new Map(paquet.communes.filter((c) => c.code === '19031').map((c) => [c.code, c]));
  for (const c of prises.values()) for (const v of paquet.voisines(c.code)) if (prises.size < 300) prises.set(v.code, v);
  return [...prises.values()];
}

function dire(nom: string, valeur: number, unite: string, seuil?: number): boolean {
  const tenu = seuil === undefined || valeur <= seuil;
  console.log(`  ${nom.padEnd(52)} ${valeur.toFixed(valeur < 10 ? 2 : 0).padStart(8)} ${unite}${seuil === undefined ? '' : ` (au plus ${seuil} ${unite}${tenu ? '' : ' : DÉPASSÉ'})`}`);
  return tenu;
}

function mesurerPaquet(titre: string, e: Emplacement): boolean {
  console.log(titre);
  const construction = chronometrer(() => preparerPaquet(e));
  const avant = megaoctets();
  const chargement = chronometrer(() => creerPaquet(preparerPaquet(e).donnees));
  const paquet = chargement.valeur;
  const tenus = [
    dire('construire le paquet, une fois', construction.ms, 'ms', SEUILS.constructionMs),
    dire('le charger', chargement.ms, 'ms', SEUILS.chargementMs),
    dire('mémoire gardée', megaoctets() - avant, 'Mo', SEUILS.memoireMo),
    dire('fichier', statSync(construction.valeur.fichier).size / 1e6, 'Mo'),
  ];
  const communes = troisCents(paquet);
  tenus.push(dire(`totaux, taille et avertissements de ${communes.length} communes`, mediane(200, (i) => resumer(paquet, { communes: communes.slice(0, 299 + (i % 2)) })), 'ms', SEUILS.totauxMs));
  const noms = ['villejuif', 'villejuiff', 'st germain', 'bellegarde sur valserine', '94240', 'saint-barthelemy'];
  chronometrer(() => paquet.chercher('premier appel'));
  dire('chercher une commune par son nom, fautes comprises', mediane(60, (i) => paquet.chercher(noms[i % noms.length] ?? '')), 'ms');
  dire('fond de carte d’un département', mediane(20, (i) => presenterFond(paquet, ['19', '94', '62', '31'][i % 4] ?? '')), 'ms');
  dire('carte SVG de 300 communes', mediane(20, () => carteDuTerritoire(paquet, communes.map((c) => c.code))), 'ms');
  // Used after the last measure, or the collector would empty what the memory line counts.
  return paquet.communes.length > 0 && tenus.every(Boolean);
}

/** Reference pack and totals of the composer: what a start and a click cost. */
export async function mesurer(): Promise<void> {
  const donnees = mkdtempSync(join(tmpdir(), 'banc-territoire-'));
  const dossier = process.env['MAILLAGE_DONNEES'];
  const tenus = [mesurerPaquet('Paquet intégré', { donnees, dossier: null })];
  if (dossier && existsSync(dossier)) tenus.push(mesurerPaquet('Paquet enrichi de MAILLAGE_DONNEES', { donnees, dossier }));
  else console.log('MAILLAGE_DONNEES absent : le paquet enrichi n’est pas mesuré.');
  rmSync(donnees, { recursive: true, force: true });
  if (tenus.includes(false)) process.exitCode = 1;
}
