import { parseArgs } from 'node:util';
import { accord, formaterInstant } from '#core/texte.ts';
import { restaurer } from '#db/restauration.ts';
import { SauvegardeRefusee } from '#db/sauvegarde-format.ts';
import { preparerSchema } from '#server/demarrage.ts';
import { surLaBase } from '../base.ts';
import { AIDE_SECRET, lireSecret } from '../secret.ts';
import type { Commande } from '../commande.ts';

export const commande: Commande = {
  resume: 'restaure une sauvegarde dans une base vide',
  aide: 'Tout est relu et comparé à la sauvegarde avant d’être gardé : tout, ou rien. La base doit être vide et du même schéma.\n\n  --depuis FICHIER   la sauvegarde\n  --base-vide        vous savez que la base doit être vide\n' + AIDE_SECRET,
  executer: async (args, sortie) => {
    const { values } = parseArgs({ args: [...args], options: { depuis: { type: 'string' }, cle: { type: 'string' }, 'base-vide': { type: 'boolean', default: false } } });
    const { depuis, cle } = values;
    if (!depuis || !values['base-vide']) {
      sortie.dire('Une restauration se fait dans une base vide : maillage restaurer --depuis FICHIER --base-vide');
      return 2;
    }
    try {
      const secret = lireSecret(cle);
      const r = await surLaBase(sortie, async (adresse) => {
        await preparerSchema(adresse);
        return restaurer(adresse, { fichier: depuis, secret });
      });
      sortie.ecrire(`Restauration faite : ${accord(r.lignes, 'ligne')} de ${accord(r.tables, 'table')}, relues et conformes à la sauvegarde du ${formaterInstant(new Date(r.faiteLe), 'Europe/Paris')}.`);
      return 0;
    } catch (e) {
      if (!(e instanceof SauvegardeRefusee)) throw e;
      sortie.dire(e.message);
      return 1;
    }
  },
};
