import { aUnRole, type Acteur } from '#core/tenancy.ts';

/** Members read what is written in their name. ARS, CPAM and the operator see nothing of a letter that is not deposited. */
export const peutLireLettre = (qui: Acteur): boolean => aUnRole(qui, 'adherent', 'coordination', 'presidence', 'tresorerie', 'secretariat');

export const peutEcrireLettre = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence');
