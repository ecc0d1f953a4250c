import type { Adresse } from '#db/connexion.ts';
import { lireConfiguration } from '#server/configuration.ts';
import { ouvrirBase } from '#server/demarrage.ts';
import type { Sortie } from './commande.ts';

/** Runs a command on the database of this instance, and leaves it as it was found: a platform that runs keeps running. */
export async function surLaBase<T>(sortie: Sortie, faire: (adresse: Adresse) => Promise<T>): Promise<T> {
  const base = await ouvrirBase(lireConfiguration(), sortie.dire);
  try {
    return await faire(base.adresse);
  } finally {
    base.fermer();
  }
}
