import { type Acteur, aUnRole } from '#core/tenancy.ts';

/** The file in preparation is the members'; the authorities read what is signed, in the exchange room. */
export const peutLireDialogue = (qui: Acteur): boolean => aUnRole(qui, 'adherent', 'coordination', 'presidence', 'tresorerie', 'secretariat');

/** Those who prepare the meeting write the file. */
export const peutRedigerDialogue = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'tresorerie', 'secretariat');

/** The one who represents the CPTS signs what it declares. */
export const peutSignerDialogue = (qui: Acteur): boolean => aUnRole(qui, 'presidence');
