import { posix } from 'node:path';
import { estCode, estEssai } from './depot.ts';
import type { Controle, Fichier, Probleme } from './depot.ts';

export const LIGNES_AU_PLUS = 400;
export const LIGNES_CONSEILLEES = 250;
export const FICHIERS_PAR_DOSSIER = 25;

export const lignes = (f: Fichier): number => f.contenu.trimEnd().split('\n').length;
const mesurable = (f: Fichier): boolean => estCode(f.chemin) || f.chemin.endsWith('.css');

function dossiersPleins(fichiers: readonly Fichier[]): Probleme[] {
  const parDossier = new Map<string, number>();
  for (const f of fichiers) {
    if (!estCode(f.chemin) || estEssai(f.chemin) || f.chemin.endsWith('.galerie.tsx')) continue;
    const dossier = posix.dirname(f.chemin);
    parDossier.set(dossier, (parDossier.get(dossier) ?? 0) + 1);
  }
  return [...parDossier]
    .filter(([, n]) => n > FICHIERS_PAR_DOSSIER)
    .map(([chemin, n]) => ({ chemin, detail: 'dossier', message: `${n} fichiers dans un dossier (au plus ${FICHIERS_PAR_DOSSIER}) : regroupez par mot.` }));
}

/** Long files and crowded folders. Functions and their complexity are measured by oxlint. */
export const taille: Controle = (fichiers) => [
  ...fichiers
    .filter((f) => mesurable(f) && lignes(f) > LIGNES_AU_PLUS)
    .map((f) => ({ chemin: f.chemin, detail: 'fichier', message: `${lignes(f)} lignes (au plus ${LIGNES_AU_PLUS}) : séparez ce qui porte un autre mot.` })),
  ...dossiersPleins(fichiers),
];

/** Files that deserve a look before they are too long. */
export const longs = (fichiers: readonly Fichier[]): string[] =>
  fichiers.filter((f) => mesurable(f) && lignes(f) > LIGNES_CONSEILLEES && lignes(f) <= LIGNES_AU_PLUS).map((f) => `${f.chemin} (${lignes(f)} lignes)`);
