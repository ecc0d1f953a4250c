import { type Acteur, aUnRole } from '#core/tenancy.ts';

/** The contract is the members': what it pays and what it lacks concerns them all. Officers sign it and read it. */
export const peutLireContrat = (qui: Acteur): boolean => aUnRole(qui, 'adherent', 'coordination', 'presidence', 'tresorerie', 'secretariat', 'ars', 'cpam');

/** What was received is the business of those who keep the accounts. */
export const peutLireTresorerie = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'tresorerie');

/** The terms of the contract are written by those who negotiate it. */
export const peutEcrireContrat = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'tresorerie');

/** Values are noted by those who collect them. */
export const peutNoterReleve = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'tresorerie', 'secretariat');

export const peutNoterVersement = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'tresorerie');

/** What is still open and what it would cost: working papers of the CPTS, not of those who pay it. */
export const peutVoirGestes = (qui: Acteur): boolean => aUnRole(qui, 'adherent', 'coordination', 'presidence', 'tresorerie', 'secretariat');
