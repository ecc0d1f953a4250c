import { existsSync } from 'node:fs';
import { accord } from '#core/texte.ts';
import { libelleNature, phraseRefusFichier } from '#modules/annuaire/labels.ts';
import { comparerExtractions } from '#modules/annuaire/use-cases/comparer-extractions.ts';
import type { Commande } from '../commande.ts';

const AIDE = `Usage : maillage annuaire comparer ANCIEN NOUVEAU

Dit qui est arrivé, parti, ou a changé de commune entre deux éditions de l’extraction nationale
(.txt, .gz ou .zip), sans toucher à la base. Une ligne par personne, séparée par des tabulations :
nature, identifiant, nom, communes.

Code de sortie : 0 si les fichiers ont été comparés, 1 si l’un est refusé, 2 si la commande est mal écrite.`;

export const commande: Commande = {
  resume: 'compare deux éditions de l’extraction nationale',
  aide: AIDE,
  executer: async (args, sortie) => {
    const [ancien, nouveau, ...trop] = args;
    if (ancien === undefined || nouveau === undefined || trop.length > 0) {
      sortie.dire('Indiquez deux fichiers : maillage annuaire comparer ANCIEN NOUVEAU.');
      return 2;
    }
    const absent = [ancien, nouveau].find((f) => !existsSync(f));
    if (absent !== undefined) {
      sortie.dire(`Le fichier ${absent} n’existe pas.`);
      return 1;
    }
    const r = await comparerExtractions(ancien, nouveau);
    if (!r.ok) {
      sortie.dire(`${r.refus.fichier} : ${phraseRefusFichier(r.refus, 'annuaire')}`);
      return 1;
    }
    const { avant, apres, mouvements } = r.valeur;
    for (const m of mouvements) sortie.ecrire([libelleNature[m.nature], m.identifiant, m.nom, m.communes].join('\t'));
    const de = (nature: keyof typeof libelleNature): number => mouvements.filter((m) => m.nature === nature).length;
    sortie.dire(`${accord(avant, 'professionnel')} avant, ${accord(apres, 'professionnel')} après : ${accord(de('arrivee'), 'arrivée')}, ${accord(de('depart'), 'départ')}, ${accord(de('demenagement'), 'changement de lieu', 'changements de lieu')}.`);
    return 0;
  },
};
