import type { Paquet } from '#modules/territoire/model.ts';
import { creerPaquet } from './consultation.ts';
import { type Emplacement, fichierDuPaquet, preparerPaquet } from './preparer.ts';

const charges = new Map<string, Paquet>();

/** The reference pack, read once per process. */
export function chargerPaquet(e: Emplacement = {}): Paquet {
  const cle = fichierDuPaquet(e);
  const connu = charges.get(cle);
  if (connu) return connu;
  const paquet = creerPaquet(preparerPaquet(e).donnees);
  charges.set(cle, paquet);
  return paquet;
}
