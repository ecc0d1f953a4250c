import { aUnRole, type Acteur } from '#core/tenancy.ts';

/** Members read what is written in their name. ARS, CPAM and the operator see nothing of a letter that is not deposited. */
export const peutLireLettre = (qui: Acteur): boolean => aUnRole(qui, 'adherent', 'coordination', 'presidence', 'tresorerie', 'secretariat');

export const peutEcrireLettre = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence');

/** The journey is followed by the three parties: members, ARS and CPAM see where the file stands and what was deposited. */
export const peutVoirParcours = (qui: Acteur): boolean => peutLireLettre(qui) || estOfficier(qui);

/** Those who act for the CPTS: open its file, take its steps, note the answers received. */
export const peutMenerParcours = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence');

/** ARS and CPAM: they act in their own name on what was deposited with them, and read nothing else. */
export const estOfficier = (qui: Acteur): boolean => aUnRole(qui, 'ars', 'cpam');

/** The health project is written by several: those who lead, and the members who hold a charge. Every member reads it. */
export const peutEcrireProjet = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'secretariat', 'tresorerie');

/** Start-up money is noted by those who ask for it and those who keep the accounts; members read it, the authorities do not. */
export const peutNoterAide = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'tresorerie');
