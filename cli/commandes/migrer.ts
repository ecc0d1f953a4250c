import { lireConfiguration } from '#server/configuration.ts';
import { ouvrirBase, preparerSchema } from '#server/demarrage.ts';
import type { Commande } from '../commande.ts';

export const commande: Commande = {
  resume: 'met le schéma de la base à jour',
  aide: 'Applique les migrations manquantes, dans l’ordre, en tant que propriétaire de la base (DATABASE_URL, ou la base embarquée).',
  executer: async (_args, sortie) => {
    const base = await ouvrirBase(lireConfiguration(), sortie.dire);
    try {
      const appliquees = await preparerSchema(base.adresse);
      sortie.ecrire(appliquees.length === 0 ? 'La base est à jour.' : `Migrations appliquées : ${appliquees.join(', ')}.`);
      return 0;
    } finally {
      base.fermer();
    }
  },
};
