import { chargerDemo } from '#db/demo/charger.ts';
import { baseVide, preparerSchema } from '#server/demarrage.ts';
import { surLaBase } from '../base.ts';
import type { Commande } from '../commande.ts';

export const commande: Commande = {
  resume: 'charge la démonstration dans une base vide',
  aide: 'Trois CPTS et leurs personnes, inventées, sur de vraies communes. Refuse une base où il y a déjà une CPTS.\nLe mode production refuse ensuite de démarrer sur cette base.',
  executer: (_args, sortie) =>
    surLaBase(sortie, async (adresse) => {
      await preparerSchema(adresse);
      if (!(await baseVide(adresse))) {
        sortie.dire('Cette base contient déjà une CPTS : la démonstration se charge dans une base vide. Rien n’a été changé.');
        return 1;
      }
      await chargerDemo(adresse, new Date());
      sortie.ecrire('La démonstration est chargée.');
      return 0;
    }),
};
