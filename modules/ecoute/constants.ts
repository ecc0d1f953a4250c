/** Under this count, an answer is not shown: what open data of the Assurance Maladie do. @source docs/sources/ecoute.md */
export const SEUIL_DES_REPONSES = 5;
/** Answered in a minute, on a phone. */
export const QUESTIONS_MAX = 12;
export const CHOIX_MIN = 2;
export const CHOIX_MAX = 10;
/** Over this many answers the survey takes no more: it is no longer that of a territory. */
export const REPONSES_MAX = 20_000;
/** A survey stays open a year at most. */
export const JOURS_OUVERTE_MAX = 366;
