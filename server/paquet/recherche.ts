import { cleDeRecherche } from '#core/texte.ts';
import type { AncienneCommune, Commune, OptionsRecherche, Trouvaille } from '#modules/territoire/model.ts';

type Entree = { readonly commune: Commune; readonly ancienne?: AncienneCommune; readonly cle: string; readonly mots: readonly string[] };

const ABREGES: Readonly<Record<string, string>> = { st: 'saint', ste: 'sainte', sts: 'saints', s: 'sur' };
const VIDES = new Set(['l', 'd', 'le', 'la', 'les', 'de', 'du', 'des', 'et']);

/** Words of a name as people type them: `St` is `Saint`, articles do not count unless they are all there is. */
function motsDe(cle: string): readonly string[] {
  const mots = cle.split(' ').map((m) => ABREGES[m] ?? m);
  const pleins = mots.filter((m) => !VIDES.has(m));
  return pleins.length > 0 ? pleins : mots;
}

/** One edit for words of 4 to 7 letters, two from 8: below 4 letters a typo is another name. */
const tolerance = (mot: string): number => (mot.length < 4 ? 0 : mot.length < 8 ? 1 : 2);

/** Damerau–Levenshtein distance (optimal string alignment), cut as soon as it passes `max`; `prefixe` lets `b` go on after `a`. */
export function distance(a: string, b: string, max: number, prefixe = false): number {
  if (!prefixe && Math.abs(a.length - b.length) > max) return max + 1;
  let avant: number[] = [];
  let ligne = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const suivante = [i];
    for (let j = 1; j <= b.length; j++) {
      const cout = a[i - 1] === b[j - 1] ? 0 : 1;
      let d = Math.min((ligne[j] ?? 0) + 1, (suivante[j - 1] ?? 0) + 1, (ligne[j - 1] ?? 0) + cout);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, (avant[j - 2] ?? 0) + 1);
      suivante.push(d);
    }
    if (Math.min(...suivante) > max) return max + 1;
    [avant, ligne] = [ligne, suivante];
  }
  return prefixe ? Math.min(...ligne) : (ligne[b.length] ?? max + 1);
}

/** How far a typed word is from the words of a name: 0 same, 0.3 beginning of one, 1 and more with typos, `undefined` when unlike. */
function ecartDuMot(mot: string, mots: readonly string[], fautes: boolean): number | undefined {
  let meilleur: number | undefined;
  for (const m of mots) {
    if (m === mot) return 0;
    if (m.startsWith(mot)) meilleur = Math.min(meilleur ?? 9, 0.3);
    else if (fautes && meilleur === undefined) {
      const max = tolerance(mot);
      if (max === 0 || m[0] !== mot[0]) continue;
      const d = Math.min(distance(mot, m, max), distance(mot, m, max, true) + 0.5);
      if (d <= max + 0.5) meilleur = Math.min(meilleur ?? 9, d);
    }
  }
  return meilleur;
}

function ecart(tapes: readonly string[], cleTapee: string, e: Entree, fautes: boolean): number | undefined {
  let somme = 0;
  for (const mot of tapes) {
    const d = ecartDuMot(mot, e.mots, fautes);
    if (d === undefined) return undefined;
    somme += d;
  }
  if (e.cle === cleTapee) return 0;
  const reste = Math.max(0, e.mots.length - tapes.length);
  return somme + reste * 0.2 + (e.cle.startsWith(cleTapee) ? 0.05 : 0.1) + (e.ancienne ? 0.5 : 0);
}

function trier(trouvailles: Trouvaille[], limite: number): readonly Trouvaille[] {
  const triees = trouvailles.sort((a, b) => a.ecart - b.ecart || (b.commune.population ?? 0) - (a.commune.population ?? 0));
  const vues = new Set<string>();
  return triees.filter((t) => !vues.has(t.commune.code) && vues.add(t.commune.code)).slice(0, limite);
}

/**
 * Search of a commune by name (any order of words, accents, hyphens, small typos, old names), by INSEE code or by postal code.
 * Best first; communes of the same closeness by population.
 */
export function creerRecherche(communes: readonly Commune[], anciennes: readonly AncienneCommune[], parCode: ReadonlyMap<string, Commune>) {
  let index: readonly Entree[] | undefined;
  const entrees = (): readonly Entree[] => {
    if (index) return index;
    const liste: Entree[] = communes.map((commune) => {
      const cle = cleDeRecherche(commune.nom);
      return { commune, cle, mots: motsDe(cle) };
    });
    for (const ancienne of anciennes) {
      const commune = parCode.get(ancienne.devenue);
      if (!commune || ancienne.nom === undefined || ancienne.nom === commune.nom) continue;
      const cle = cleDeRecherche(ancienne.nom);
      liste.push({ commune, ancienne, cle, mots: motsDe(cle) });
    }
    return (index = liste);
  };

  const parNombre = (texte: string, limite: number): readonly Trouvaille[] => {
    const code = texte.toUpperCase();
    const trouvees: Trouvaille[] = [];
    for (const commune of communes) {
      if (commune.code.startsWith(code)) trouvees.push({ commune, ecart: commune.code === code ? 0 : 0.3 });
      else if (commune.codesPostaux.some((p) => p.startsWith(code))) trouvees.push({ commune, ecart: 0.2 });
    }
    for (const ancienne of anciennes) {
      const commune = parCode.get(ancienne.devenue);
      if (commune && ancienne.code === code && commune.code !== code) trouvees.push({ commune, ancienne, ecart: 0.1 });
    }
    return trier(trouvees, limite);
  };

  return (texte: string, { limite = 12, departement, sansFaute = false }: OptionsRecherche = {}): readonly Trouvaille[] => {
    // A name longer than any commune's is noise: cut before the distance work, which grows with the square.
    const cleTapee = cleDeRecherche(texte.slice(0, 80));
    if (cleTapee === '') return [];
    const dedans = (c: Commune): boolean => departement === undefined || c.departement === departement;
    if (/^(\d|2[ab]\d)[\dab]*$/.test(cleTapee)) return parNombre(cleTapee, communes.length).filter((t) => dedans(t.commune)).slice(0, limite);
    const tapes = motsDe(cleTapee).slice(0, 8);
    for (const fautes of sansFaute ? [false] : [false, true]) {
      const trouvees: Trouvaille[] = [];
      for (const e of entrees()) {
        if (!dedans(e.commune)) continue;
        const d = ecart(tapes, cleTapee, e, fautes);
        if (d !== undefined) trouvees.push({ commune: e.commune, ...(e.ancienne && { ancienne: e.ancienne }), ecart: d });
      }
      if (trouvees.length > 0) return trier(trouvees, limite);
    }
    return [];
  };
}
