declare module 'subset-font' {
  type Options = { keepAllGlyphs: true; targetFormat: 'woff2'; variationAxes: Record<string, { min: number; max: number; default: number }> };
  /** The same font with every sign and only these weights. */
  export default function subsetFont(police: Uint8Array, texte: undefined, options: Options): Promise<Uint8Array>;
}
