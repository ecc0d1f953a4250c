import type { BlocTableau } from '#core/document.ts';

const LARGEUR_MIN = 6;
const LARGEUR_MAX = 40;
/** Of a whole line of about a hundred signs: six centimetres on A4. */
const LARGEUR_SIGNATURE = 36;

/** Relative widths of columns, from what they hold: a column of short numbers must not take the place of a column of names. */
export function largeursDeColonnes(b: Pick<BlocTableau, 'entetes' | 'lignes' | 'total' | 'aSigner'>): number[] {
  const lignes = b.total ? [...b.lignes, b.total] : b.lignes;
  const derniere = b.entetes.length - 1;
  return b.entetes.map((entete, i) => {
    if (b.aSigner && i === derniere) return LARGEUR_SIGNATURE;
    const longueurs = lignes.map((l) => (l[i] ?? '').length).sort((x, y) => x - y);
    const usuelle = longueurs[Math.floor(longueurs.length * 0.9)] ?? 0;
    const motLePlusLong = Math.max(...entete.split(/\s+/).map((m) => m.length));
    return Math.min(LARGEUR_MAX, Math.max(LARGEUR_MIN, usuelle, motLePlusLong + 1));
  });
}
