import { parseArgs } from 'node:util';
import { tableauDeSimulation } from '#modules/agenda/moteur/simulation.ts';
import type { Commande } from '../commande.ts';

export const commande: Commande = {
  resume: 'une année simulée de 60 réunions : le moteur des dates face à « la date qui a le plus de voix »',
  aide: `Usage : maillage agenda simuler [--graines 10] [--depuis 101]

Simule une année de 60 réunions et 80 personnes inventées, vécue trois fois, et écrit la moyenne sur plusieurs graines.
Chiffres simulés : les hypothèses sont dans docs/agenda.md.`,
  executer: (args, sortie) => {
    const { values } = parseArgs({ args: [...args], options: { graines: { type: 'string', default: '10' }, depuis: { type: 'string', default: '101' } } });
    const n = Number(values.graines);
    const depuis = Number(values.depuis);
    if (!Number.isSafeInteger(depuis) || !Number.isInteger(n) || n < 1 || n > 1000) {
      sortie.dire('Le nombre de graines est un entier de 1 à 1000, la première graine un entier.');
      return Promise.resolve(2);
    }
    sortie.ecrire(tableauDeSimulation(Array.from({ length: n }, (_, i) => depuis + i)));
    return Promise.resolve(0);
  },
};
