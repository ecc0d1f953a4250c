import { cleDeRecherche } from '#core/texte.ts';
import { lireCellule, titresDe } from '#modules/diagnostic/moteur/import-chiffres.ts';
import type { Contenu, Correspondance } from '../model-valeurs.ts';

export type RaisonRejet = 'vide' | 'masquee' | 'illisible';
export type Ligne = { readonly id: string; readonly libelle: string; readonly unite: string | null; /** A value already known, to tell shares from percentages. */ readonly connue: number | undefined };
export type RangeeLue = { readonly rang: number; readonly nom: string; readonly brut: string; readonly valeur: number | undefined; readonly rejet: RaisonRejet | undefined; readonly enPart: boolean; readonly ligne: string };

const texteDe = (c: string | number | null | undefined): string => (c === null || c === undefined ? '' : String(c).trim());
const estNombre = (c: string | number | null | undefined): boolean => lireCellule(c).genre === 'nombre';

/** The column of names is the one with the most written in it (codes are short), that of values the last with the most numbers. */
export function proposerColonnes({ lignes, rang }: Contenu): { readonly libelle: number; readonly valeur: number } {
  const corps = lignes.slice(rang + 1);
  const largeur = Math.max(0, ...lignes.map((l) => l.length));
  const sommer = (de: (c: string | number | null | undefined) => number): number[] => Array.from({ length: largeur }, (_, j) => corps.reduce((s, l) => s + de(l[j]), 0));
  const lettres = sommer((c) => (estNombre(c) ? 0 : texteDe(c).length));
  const nombres = sommer((c) => (estNombre(c) ? 1 : 0));
  const plus = Math.max(0, ...nombres);
  return { libelle: Math.max(0, lettres.indexOf(Math.max(0, ...lettres))), valeur: plus === 0 ? Math.min(1, Math.max(0, largeur - 1)) : nombres.lastIndexOf(plus) };
}

const MOTS_VIDES = new Set(['de', 'du', 'des', 'la', 'le', 'les', 'en', 'et', 'un', 'une', 'par', 'pour', 'sur', 'au', 'aux', 'd', 'l', 'nombre', 'taux', 'part']);
const motsDe = (t: string): ReadonlySet<string> => new Set(cleDeRecherche(t).split(' ').filter((m) => m.length > 1 && !MOTS_VIDES.has(m)));
/** Share of words in common, between 0 and 1. */
export function ressemblance(a: string, b: string): number {
  const [x, y] = [motsDe(a), motsDe(b)];
  if (x.size === 0 || y.size === 0) return 0;
  const communs = [...x].filter((m) => y.has(m)).length;
  return (2 * communs) / (x.size + y.size);
}
const ASSEZ = 0.6;

/** The line that a name of the file is: the one remembered, else the one of nearly the same name, each once. */
function proposerLignes(noms: readonly string[], lignes: readonly Ligne[], retenue: Correspondance | undefined): readonly string[] {
  const parNom = new Map(lignes.map((l) => [cleDeRecherche(l.libelle), l.id]));
  const prises = new Set<string>();
  const prendre = (id: string | undefined): string => { if (id === undefined || prises.has(id)) return ''; prises.add(id); return id; };
  const connues = noms.map((n) => prendre(parNom.get(retenue?.lignes[cleDeRecherche(n)] ?? '')));
  return noms.map((n, i) => {
    if (connues[i] !== '' || retenue?.lignes[cleDeRecherche(n)] === '') return connues[i] ?? '';
    const [meilleure] = lignes.filter((l) => !prises.has(l.id)).map((l) => ({ l, note: ressemblance(n, l.libelle) })).filter((x) => x.note >= ASSEZ).toSorted((a, b) => b.note - a.note);
    return prendre(meilleure?.l.id);
  });
}

type Lu = Pick<RangeeLue, 'valeur' | 'rejet' | 'enPart'>;
/** A spreadsheet keeps 69 % as 0.69: read as a share when the line counts in percents and is known to be above 2. */
function lireValeur(c: string | number | null | undefined, ligne: Ligne | undefined): Lu {
  const lu = lireCellule(c);
  if (lu.genre === 'masque') return { valeur: undefined, rejet: 'masquee', enPart: false };
  if (lu.genre !== 'nombre') return { valeur: undefined, rejet: lu.genre === 'vide' ? 'vide' : 'illisible', enPart: false };
  const enPart = ligne?.unite === '%' && typeof c === 'number' && c > 0 && c <= 1 && (ligne.connue ?? 0) >= 2;
  return { valeur: enPart ? Number((lu.valeur * 100).toFixed(6)) : lu.valeur, rejet: undefined, enPart };
}

type Options = { readonly colonnes: { readonly libelle: number; readonly valeur: number }; readonly lignes: readonly Ligne[]; readonly retenue?: Correspondance | undefined; /** What the person said of each row, by its rank; absent, what is proposed. */ readonly choix?: ReadonlyMap<number, string> | undefined };
export const RANGEES_AU_PLUS = 200;

/** The rows of a file with a name, and what each would note. */
export function lireRangees(contenu: Contenu, { colonnes, lignes, retenue, choix }: Options): readonly RangeeLue[] {
  const rangees = contenu.lignes.map((l, rang) => ({ rang, nom: texteDe(l[colonnes.libelle]), brut: l[colonnes.valeur] })).filter((r) => r.rang > contenu.rang && r.nom !== '').slice(0, RANGEES_AU_PLUS);
  const proposees = proposerLignes(rangees.map((r) => r.nom), lignes, retenue);
  const parId = new Map(lignes.map((l) => [l.id, l]));
  return rangees.map((r, i) => {
    const ligne = choix ? (choix.get(r.rang) ?? '') : (proposees[i] ?? '');
    return { rang: r.rang, nom: r.nom, brut: texteDe(r.brut), ligne, ...lireValeur(r.brut, parId.get(ligne)) };
  });
}

/** What is remembered for the next file with the same titles: names of lines, not their ids, that change each year. */
export const aRetenir = (rangees: readonly RangeeLue[], lignes: readonly Ligne[], colonnes: Options['colonnes']): Correspondance => ({
  ...colonnes, lignes: Object.fromEntries(rangees.map((r) => [cleDeRecherche(r.nom), cleDeRecherche(lignes.find((l) => l.id === r.ligne)?.libelle ?? '')])),
});

export const titresDuContenu = (c: Contenu): readonly string[] => titresDe(c, c.rang);
