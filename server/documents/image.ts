import { renderAsync } from '@resvg/resvg-js';
import { FAMILLE, fichiersDePolices } from './polices.ts';
import { svgFerme } from './texte.ts';

/** An SVG drawing as PNG, for the word processors that do not show SVG, drawn off the main thread. `largeur` is in pixels. */
export async function pngDuSvg(svg: string, largeur: number): Promise<Buffer> {
  const rendu = await renderAsync(svgFerme(svg), {
    background: 'white',
    fitTo: { mode: 'width', value: largeur },
    font: { loadSystemFonts: false, fontFiles: fichiersDePolices(), defaultFontFamily: FAMILLE, sansSerifFamily: FAMILLE, serifFamily: FAMILLE },
  });
  return Buffer.from(rendu.asPng());
}
