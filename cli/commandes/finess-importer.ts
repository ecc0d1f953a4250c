import { existsSync } from 'node:fs';
import { accord } from '#core/texte.ts';
import { ouvrirPool } from '#db/connexion.ts';
import { phraseDejaImporte, phraseRefusFichier } from '#modules/annuaire/labels.ts';
import { importerFiness } from '#modules/annuaire/use-cases/importer-finess.ts';
import { reconnaitreFichier, retenirFichier } from '#modules/annuaire/use-cases/reconnaitre-fichier.ts';
import { lireConfiguration } from '#server/configuration.ts';
import { ouvrirBase, preparerSchema } from '#server/demarrage.ts';
import type { Commande } from '../commande.ts';

const AIDE = `Usage : maillage finess importer FICHIER

Remplace les établissements par ceux d’une extraction FINESS (data.gouv.fr, Licence Ouverte 2.0) :
l’ancien fichier national (« ; », sans en-tête, Windows-1252, géolocalisation à la fin), ou un tableau
avec en-tête (finess_et, raison_sociale, categorie_code, code_insee…). En clair, .gz ou .zip.

Code de sortie : 0 si les établissements sont à jour, 1 si le fichier est refusé, 2 si la commande est mal écrite.`;
const LIGNES_DITES = 20;

export const commande: Commande = {
  resume: 'importe les établissements de FINESS',
  aide: AIDE,
  executer: async (args, sortie) => {
    const [chemin, ...trop] = args;
    if (chemin === undefined || trop.length > 0 || chemin.startsWith('--')) {
      sortie.dire('Indiquez un fichier, et un seul : maillage finess importer FICHIER.');
      return 2;
    }
    if (!existsSync(chemin)) {
      sortie.dire(`Le fichier ${chemin} n’existe pas.`);
      return 1;
    }
    const base = await ouvrirBase(lireConfiguration(), sortie.dire);
    try {
      await preparerSchema(base.adresse);
      const pool = ouvrirPool(base.adresse, 'maillage_donnees', 1);
      try {
        const dejaLe = await reconnaitreFichier(pool, { source: 'finess', chemin });
        if (dejaLe) {
          sortie.ecrire(phraseDejaImporte(dejaLe));
          return 0;
        }
        const fait = await importerFiness(pool, chemin);
        if (!fait.ok) {
          sortie.dire(phraseRefusFichier(fait.refus, 'finess'));
          return 1;
        }
        await retenirFichier(pool, { source: 'finess', chemin });
        const f = fait.valeur;
        for (const { numero, faute } of f.fautes.slice(0, LIGNES_DITES)) sortie.dire(`Ligne ${numero} sautée : ${faute}.`);
        sortie.ecrire(`${accord(f.etablissements, 'établissement')} (${f.fichier}), ${accord(f.fautes.length, 'ligne sautée', 'lignes sautées')}.`);
        if (!f.differences) sortie.ecrire('Ce fichier dit exactement ce qui est déjà là : rien n’a été changé.');
        else if (!f.premier) sortie.ecrire(`Depuis l’édition précédente : ${accord(f.differences.arrivees, 'ouverture')}, ${accord(f.differences.departs, 'fermeture')}, ${accord(f.differences.demenagements, 'changement de commune', 'changements de commune')}.`);
        if (f.differences && f.differences.departs > f.etablissements) sortie.dire('Attention : plus de fermetures que d’établissements restants. Si le fichier a été coupé, importez-le de nouveau, entier.');
        return 0;
      } finally {
        await pool.end();
      }
    } finally {
      base.fermer();
    }
  },
};
