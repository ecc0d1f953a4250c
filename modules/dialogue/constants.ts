/** Meetings on an action sheet before the CPAM is met: four or five. @source concourspluripro.fr (faits.md §4.6 bis) */
export const REUNIONS_PAR_FICHE = 4;
/** Those meetings are held from six to three months before the anniversary. @source faits.md §4.6 bis, design note */
export const MOIS_DES_REUNIONS = { debut: -6, fin: -3 } as const;
/** The report and the values are gathered in the last three months. @source faits.md §4.6 bis gives « before A » without a length: ours */
export const MOIS_DU_RAPPORT = -3;
/** « Around A »: from one month before to two after. No text fixes it: ours, shown « à convenir ». */
export const MOIS_DU_DIALOGUE = { debut: -1, fin: 2 } as const;
/** The national partners may review amounts after two years. @source juriblio.fr 307390210 (faits.md §2.3) */
export const ANNEE_DE_REVOYURE = 2;
/** The renewal file of the last year. Its steps are not sourced: ours, six months. @source faits.md §4.6 bis */
export const MOIS_DU_RENOUVELLEMENT = -6;
