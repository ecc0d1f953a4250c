/** A letter of an axis and of a label, in pixels: the mean of the family at 13 and 15 px. */
const LETTRE_AXE = 6.6;
export const LETTRE_ETIQUETTE = 7.6;
/** Widths of a drawing on a phone and where there is room, in pixels: what no page measures is supposed narrow. */
export const ETROIT = 320;
export const LARGE = 640;
const ENTRE_DEUX_MOTS = 8;

type Ancre = 'start' | 'middle' | 'end';
type MotDAxe = { /** In percent of the width. */ readonly x: number; readonly mot: string };

const largeurDe = (mot: string, dessin: number, lettre = LETTRE_AXE): number => ((mot.length * lettre) / dessin) * 100;

/** Where a word is written, so that it never leaves the drawing, on a phone either: on its point, or against the edge. */
export function placer({ x, mot }: MotDAxe, lettre = LETTRE_AXE): { readonly x: number; readonly ancre: Ancre } {
  const demi = largeurDe(mot, ETROIT, lettre) / 2;
  return x < demi ? { x: 0, ancre: 'start' } : x > 100 - demi ? { x: 100, ancre: 'end' } : { x, ancre: 'middle' };
}

function etendue(m: MotDAxe, dessin: number): readonly [number, number] {
  const large = largeurDe(m.mot, dessin);
  const { x, ancre } = placer(m);
  const debut = ancre === 'start' ? x : ancre === 'end' ? x - large : x - large / 2;
  return [debut, debut + large];
}

/** The words that stand side by side on a drawing of this width: the last, which is now, then from the first on those that leave room. */
export function quiTiennent<M extends MotDAxe>(mots: readonly M[], dessin: number): readonly M[] {
  const marge = (ENTRE_DEUX_MOTS / dessin) * 100;
  const gardes: M[] = [];
  for (const m of [...mots.slice(-1), ...mots.slice(0, -1)]) {
    const [debut, fin] = etendue(m, dessin);
    if (gardes.every((g) => { const [d, f] = etendue(g, dessin); return fin + marge <= d || debut >= f + marge; })) gardes.push(m);
  }
  return mots.filter((m) => gardes.includes(m));
}
