import { Resvg } from '@resvg/resvg-js';
import { FAMILLE, fichiersDePolices } from './polices.ts';
import { svgFerme } from './texte.ts';

/** An SVG drawing as PNG, for the word processors that do not show SVG. `largeur` is in pixels. */
export function pngDuSvg(svg: string, largeur: number): Buffer {
  const rendu = new Resvg(svgFerme(svg), {
    background: 'white',
    fitTo: { mode: 'width', value: largeur },
    font: { loadSystemFonts: false, fontFiles: fichiersDePolices(), defaultFontFamily: FAMILLE, sansSerifFamily: FAMILLE, serifFamily: FAMILLE },
  }).render();
  return Buffer.from(rendu.asPng());
}
