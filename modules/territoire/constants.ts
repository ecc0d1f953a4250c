import { Jour } from '#core/jour.ts';

export type Taille = 1 | 2 | 3 | 4;
export type ClasseDeTaille = { readonly taille: Taille; readonly min: number; readonly max: number };

/**
 * Size classes of the ACI, by municipal population. Every euro amount of the contract depends on them.
 * The text says "moins de 40 000", "40 000 à 80 000", "80 000 à 175 000", "plus de 175 000": to whom 80 000 belongs is not sourced.
 * Settled in docs/sources/territoire.md (each class starts at its lower bound; 175 000 stays in class 3) and shown as "borne non sourcée".
 * @source accord conventionnel interprofessionnel du 20 juin 2019 (arrêté du 21 août 2019, JO du 24 août 2019), reprises par l'avenant 2
 * @revoir à chaque avenant à l'ACI
 */
export const CLASSES_DE_TAILLE: readonly { readonly depuis: Jour; readonly texte: string; readonly classes: readonly ClasseDeTaille[] }[] = [
  {
    depuis: Jour.parse('2019-08-25'),
    texte: 'ACI CPTS du 20 juin 2019, approuvé par l’arrêté du 21 août 2019',
    classes: [
      { taille: 1, min: 0, max: 39_999 },
      { taille: 2, min: 40_000, max: 79_999 },
      { taille: 3, min: 80_000, max: 175_000 },
      { taille: 4, min: 175_001, max: Number.POSITIVE_INFINITY },
    ],
  },
];

/** Populations for which the text does not say on which side they fall. */
export const BORNES_NON_SOURCEES: readonly number[] = [40_000, 80_000, 175_000];

/**
 * Outside these, a CPTS is unusual: said, never refused.
 * @source design.md §7 (20,000 to 300,000 residents); not a figure of law
 */
export const POPULATION_HABITUELLE = { min: 20_000, max: 300_000 } as const;

/** More communes than any CPTS; a longer list is a mistake (a whole region, a wrong file). The largest département has 890. */
export const COMMUNES_AU_PLUS = 1_000;
