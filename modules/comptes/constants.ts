/** Our choice: two weeks cover a holiday; the link can be sent again. */
export const DUREE_INVITATION_JOURS = 14;
/** A gesture that could take an account over asks for a sign-in this recent. */
export const PREUVE_FRAICHE_MINUTES = 15;
/** The old address may take a change back for this long: time to come home from a holiday. */
export const ANNULATION_ADRESSE_JOURS = 7;
export const LONGUEUR_NOM = 120;

/** Cookie of a sign-in under way: the address typed, and where to go next. */
export const COOKIE_ATTENTE = 'attente';
