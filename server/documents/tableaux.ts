import type { BlocTableau } from '#core/document.ts';

const LARGEUR_MIN = 6;
const LARGEUR_MAX = 40;

/** Relative widths of columns, from what they hold: a column of short numbers must not take the place of a column of names. */
export function largeursDeColonnes(b: Pick<BlocTableau, 'entetes' | 'lignes' | 'total'>): number[] {
  const lignes = b.total ? [...b.lignes, b.total] : b.lignes;
  return b.entetes.map((entete, i) => {
    const longueurs = lignes.map((l) => (l[i] ?? '').length).sort((x, y) => x - y);
    const usuelle = longueurs[Math.floor(longueurs.length * 0.9)] ?? 0;
    const motLePlusLong = Math.max(...entete.split(/\s+/).map((m) => m.length));
    return Math.min(LARGEUR_MAX, Math.max(LARGEUR_MIN, usuelle, motLePlusLong + 1));
  });
}
