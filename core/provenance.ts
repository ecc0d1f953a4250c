/** How sure a figure is: shown with the same mark on every page and in every document. */
export type Nature = 'officielle' | 'estimee' | 'simulee' | 'fictive';

/** Where a figure comes from. `millesime` is what the source calls its vintage ("2023", "COG 2026"). */
export type Provenance = { readonly origine: string; readonly millesime: string; readonly nature: Nature; readonly note?: string };

/** A figure that never travels without its origin. */
export type Chiffre<T = number> = { readonly valeur: T; readonly provenance: Provenance };
