import { ok, refuser, type Result } from '#core/result.ts';
import type { Commune } from '#modules/territoire/model.ts';
import { chargerPaquet } from './charger.ts';

const ECART_ADMIS = 0.3;
const enChamps = (c: Commune) => ok({ communeCode: c.code, communeNom: c.nom });

/** The commune that a person means by a name or a postal code (of several, the most populated); nothing typed means none. */
export function communeTapee(texte: string | undefined): Result<{ communeCode?: string; communeNom?: string }, string> {
  const lu = (texte ?? '').trim();
  if (lu === '') return ok({});
  const paquet = chargerPaquet();
  // Five digits are a postal code before they are a code of INSEE: that is what people know.
  if (/^\d{5}$/.test(lu)) {
    const [premiere] = paquet.communes.filter((c) => c.codesPostaux.includes(lu)).toSorted((a, b) => (b.population ?? 0) - (a.population ?? 0));
    if (premiere) return enChamps(premiere);
  }
  const trouvee = paquet.chercher(lu, { limite: 1 })[0];
  return trouvee && trouvee.ecart <= ECART_ADMIS ? enChamps(trouvee.commune) : refuser(`Aucune commune ne correspond à « ${lu} » : essayez son code postal.`);
}
