import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Commune, DonneesPaquet } from '#modules/territoire/model.ts';
import { dossierDonnees } from '#tools/racine.ts';
import { FICHIERS_DU_DOSSIER, lireDossier } from './dossier.ts';
import { ecrirePaquet, lirePaquet, VERSION_DU_FORMAT } from './format.ts';
import { dossierEtalab, fichierGeonames, lireDecoupage, lirePoints, PROVENANCE_POINTS } from './integre.ts';
import { placer } from './positions.ts';
import { voisinageDe } from './voisinage.ts';
import { FICHIERS_DE_ZONES } from './zones.ts';

export type Emplacement = {
  /** Data folder of the instance; `MAILLAGE_DATA`, else `./.maillage`. */
  readonly donnees?: string;
  /** Folder of official files, or `null` for the built-in pack alone; `MAILLAGE_DONNEES` when not said. */
  readonly dossier?: string | null;
};

const dossierDe = (e: Emplacement): string | undefined => {
  const dossier = e.dossier === undefined ? process.env['MAILLAGE_DONNEES'] : e.dossier;
  return dossier && existsSync(dossier) ? resolve(dossier) : undefined;
};

function signature(fichier: string): string {
  if (!existsSync(fichier)) return `${fichier} absent`;
  const { size, mtimeMs } = statSync(fichier);
  return `${fichier} ${size} ${Math.round(mtimeMs)}`;
}

/** Changes when the format, a package or a file of the folder changes: names the file of the pack and decides whether to build it again. */
export function empreinteDesSources(e: Emplacement = {}): string {
  const etalab = dossierEtalab();
  const dossier = dossierDe(e);
  const sources = [
    `format ${VERSION_DU_FORMAT}`, signature(join(etalab, 'package.json')), signature(join(etalab, 'data', 'communes.json')), signature(join(etalab, 'data', 'epci.json')), signature(fichierGeonames()),
    ...(dossier ? [...FICHIERS_DU_DOSSIER, ...FICHIERS_DE_ZONES].map((f) => signature(join(dossier, f))) : []),
  ];
  return createHash('sha256').update(sources.join('\n')).digest('hex').slice(0, 16);
}

/** Two packs may live side by side: the built-in one, and the one enriched by a folder. */
export const fichierDuPaquet = (e: Emplacement = {}): string =>
  join(e.donnees ?? dossierDonnees(), 'paquet', dossierDe(e) ? 'reference-enrichie.bin' : 'reference.bin');

export function construirePaquet(e: Emplacement = {}): DonneesPaquet {
  const d = lireDecoupage();
  const rangs = new Map(d.communes.map((c, i) => [c.code as string, i]));
  const dossier = dossierDe(e);
  const plus = dossier ? lireDossier(dossier, rangs, { devenues: new Map(d.anciennes.map((a) => [a.code, a.devenue])), regions: new Map(d.departements.map((x) => [x.code, x.region])) }) : undefined;
  const positions = placer(d.communes, new Map([...lirePoints(d.communes), ...(plus?.points ?? [])]));
  const communes = d.communes.map(({ arrondissement: _, ...c }, rang): Commune => {
    const position = positions.get(c.code);
    return { ...c, rang, ...(position && { position }) };
  });
  return {
    empreinte: empreinteDesSources(e),
    communes, anciennes: d.anciennes, groupements: d.groupements, departements: d.departements, regions: d.regions,
    provenances: { ...d.provenances, positions: PROVENANCE_POINTS, ...plus?.provenances },
    voisinage: voisinageDe(communes, plus?.trace),
    colonnes: plus?.colonnes ?? [],
    zones: plus?.zones ?? [],
    ...(plus?.trace && { trace: plus.trace }),
  };
}

function ecrire(fichier: string, contenu: Buffer): void {
  const provisoire = `${fichier}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(fichier), { recursive: true });
    writeFileSync(provisoire, contenu);
    // Another process may have built the same file meanwhile: the rename leaves one whole file, whoever wins.
    renameSync(provisoire, fichier);
  } catch (erreur) {
    rmSync(provisoire, { force: true });
    console.warn(`Paquet de référence non conservé (${erreur instanceof Error ? erreur.message : String(erreur)}) : il sera reconstruit au prochain démarrage.`);
  }
}

export type Preparation = { readonly donnees: DonneesPaquet; readonly fichier: string; readonly construit: boolean };

/** Reads the pack of the data folder, building it first when it is missing or when its sources have changed (a few seconds, once). */
export function preparerPaquet(e: Emplacement = {}): Preparation {
  const fichier = fichierDuPaquet(e);
  const lu = existsSync(fichier) ? lirePaquet(readFileSync(fichier)) : undefined;
  if (lu && lu.empreinte === empreinteDesSources(e)) return { donnees: lu, fichier, construit: false };
  const donnees = construirePaquet(e);
  ecrire(fichier, ecrirePaquet(donnees));
  return { donnees, fichier, construit: true };
}
