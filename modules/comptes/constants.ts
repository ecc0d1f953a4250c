/** Our choice: two weeks cover a holiday; the link can be sent again. */
export const DUREE_INVITATION_JOURS = 14;
export const LONGUEUR_NOM = 120;
