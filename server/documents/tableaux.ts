import type { BlocTableau } from '#core/document.ts';

const LARGEUR_MIN = 6;
const LARGEUR_MAX = 40;
/** Of a whole line of about a hundred signs: six centimetres on A4. */
const LARGEUR_SIGNATURE = 36;

/** Letters that a line of text holds at the size of a table, and those that the margins of a cell take. */
const LETTRES_DE_LA_PAGE = 84;
const LETTRES_DE_MARGE = 2;
/** A longer word is cut: kept whole it would leave nothing to the other columns. */
const MOT_MAX = 18;

export type Disposition = { readonly largeurs: readonly number[]; /** Whole words do not fit at the usual size: the table is written smaller. */ readonly serree: boolean };

const motLePlusLong = (textes: readonly string[]): number => Math.min(MOT_MAX, Math.max(0, ...textes.flatMap((t) => t.split(/[\s-]+/).map((m) => m.length))));

/**
 * Relative widths of columns, from what they hold: a column of short numbers must not take the place of a column of names. When all does not fit, what
 * exceeds the longest word of each column shrinks, so that no word is cut.
 */
export function disposer(b: Pick<BlocTableau, 'entetes' | 'lignes' | 'total' | 'aSigner'>): Disposition {
  const lignes = b.total ? [...b.lignes, b.total] : b.lignes;
  const colonnes = b.entetes.map((entete, i) => {
    if (b.aSigner && i === b.entetes.length - 1) return { mot: LARGEUR_SIGNATURE, voulue: LARGEUR_SIGNATURE };
    const textes = lignes.map((l) => l[i] ?? '');
    const longueurs = textes.map((t) => t.length).sort((x, y) => x - y);
    const mot = Math.max(motLePlusLong([entete]) + 1, motLePlusLong(textes)) + LETTRES_DE_MARGE;
    return { mot, voulue: Math.max(mot, Math.min(LARGEUR_MAX, Math.max(LARGEUR_MIN, longueurs[Math.floor(longueurs.length * 0.9)] ?? 0))) };
  });
  const somme = (f: (c: (typeof colonnes)[number]) => number): number => colonnes.reduce((n, c) => n + f(c), 0);
  const [mots, voulues] = [somme((c) => c.mot), somme((c) => c.voulue)];
  const place = Math.max(0, LETTRES_DE_LA_PAGE - mots);
  const part = voulues <= LETTRES_DE_LA_PAGE || voulues === mots ? 1 : place / (voulues - mots);
  return { largeurs: colonnes.map((c) => c.mot + (c.voulue - c.mot) * part), serree: mots > LETTRES_DE_LA_PAGE };
}
