import { parseArgs } from 'node:util';
import paquet from '../../package.json' with { type: 'json' };
import { accord } from '#core/texte.ts';
import { sauvegarder } from '#db/sauvegarde.ts';
import { SauvegardeRefusee } from '#db/sauvegarde-format.ts';
import { formaterOctets } from '#server/exploitation/vues.ts';
import { surLaBase } from '../base.ts';
import { AIDE_SECRET, lireSecret } from '../secret.ts';
import type { Commande } from '../commande.ts';

export const commande: Commande = {
  resume: 'sauvegarde toute l’instance dans un fichier, plateforme en marche',
  aide: 'Toutes les tables au même instant, comptées et scellées, dans un fichier compressé que seul son propriétaire lit.\nLe fichier contient des données personnelles : gardez-le comme la base elle-même.\n\n  --vers FICHIER     où écrire (jamais par-dessus une autre sauvegarde)\n' + AIDE_SECRET,
  executer: async (args, sortie) => {
    const { values } = parseArgs({ args: [...args], options: { vers: { type: 'string' }, cle: { type: 'string' } } });
    const { vers, cle } = values;
    if (!vers) {
      sortie.dire('Il manque le fichier où écrire : maillage sauvegarder --vers FICHIER');
      return 2;
    }
    try {
      const secret = lireSecret(cle);
      const s = await surLaBase(sortie, (adresse) => sauvegarder(adresse, { fichier: vers, version: paquet.version, maintenant: new Date(), ...(secret ? { secret } : {}), suivre: (table, n) => sortie.dire(`  ${table} : ${accord(n, 'ligne')}`) }));
      sortie.ecrire(`Sauvegarde ${secret ? 'chiffrée ' : ''}faite : ${s.fichier}, ${accord(s.lignes, 'ligne')}, ${formaterOctets(s.octets)}.\nEmpreinte SHA-256 : ${s.empreinte}`);
      return 0;
    } catch (e) {
      if (!(e instanceof SauvegardeRefusee)) throw e;
      sortie.dire(e.message);
      return 1;
    }
  },
};
