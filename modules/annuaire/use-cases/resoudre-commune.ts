import { cleDeRecherche } from '#core/texte.ts';
import type { Paquet } from '#modules/territoire/model.ts';
import type { Resolution } from '../moteur/lieux.ts';

/** `09140 AULUS-LES-BAINS CEDEX 2` → `aulus les bains`; `ST` and `STE` as La Poste writes them become words. */
const cleDuBureau = (bureau: string): string =>
  cleDeRecherche(bureau.replace(/^\d{5}\s*/, ''))
    .replace(/\bcedex\b.*$/, '')
    .replace(/\bst\b/g, 'saint')
    .replace(/\bste\b/g, 'sainte')
    .trim();

const sansLiaison = (cle: string): string => cle.replace(/^(l|la|le|les) /, '');

/**
 * The present commune of an address: the code given, or what it has become; else the one that the postal code and the name
 * of the office designate. A postal code shared by several communes and no name decides nothing.
 */
export const resoudreCommune =
  (paquet: Paquet) =>
  (commune: string, codePostal: string, bureau: string): Resolution | undefined => {
    if (commune !== '') {
      if (paquet.commune(commune)) return { commune, deduite: false };
      const devenue = paquet.anciennes(commune)[0]?.devenue;
      if (devenue) return { commune: devenue, deduite: false };
    }
    const possibles = paquet.communesDuCodePostal(codePostal);
    if (possibles.length === 1 && possibles[0]) return { commune: possibles[0].code, deduite: true };
    const cle = cleDuBureau(bureau);
    const nommee = cle === '' ? undefined : possibles.find((c) => sansLiaison(cleDeRecherche(c.nom)) === sansLiaison(cle));
    return nommee ? { commune: nommee.code, deduite: true } : undefined;
  };
