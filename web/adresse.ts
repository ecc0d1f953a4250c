/**
 * The same address with some query parameters changed; `undefined` removes one. Order is kept, so that links are stable.
 * @param adresse path and query, without origin: `/cpts/x/annuaire?page=2`
 */
export function avecParametres(adresse: string, changements: Readonly<Record<string, string | number | undefined>>): string {
  const [chemin = '', requete = ''] = adresse.split('?');
  const parametres = new URLSearchParams(requete);
  for (const [cle, valeur] of Object.entries(changements)) {
    if (valeur === undefined) parametres.delete(cle);
    else parametres.set(cle, String(valeur));
  }
  const texte = parametres.toString();
  return texte ? `${chemin}?${texte}` : chemin;
}

/** The query as pairs, to be repeated by a GET form as hidden fields. */
export const parametresDe = (adresse: string, sauf: readonly string[]): [string, string][] =>
  [...new URLSearchParams(adresse.split('?')[1] ?? '')].filter(([cle]) => !sauf.includes(cle));
