import { type Acteur, aUnRole } from '#core/tenancy.ts';

/** How the association decides is read by its members; ARS and CPAM read what is deposited with them. */
export const peutVoirGouvernance = (qui: Acteur): boolean => aUnRole(qui, 'adherent', 'coordination', 'presidence', 'tresorerie', 'secretariat');
export const peutEcrireStatuts = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'secretariat');
export const peutTenirMandats = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'secretariat');
/** To prepare, convene, count, write the minutes. */
export const peutTenirSeance = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'secretariat');
/** Minutes are approved by those who hold the functions, not by an employee. */
export const peutSignerProcesVerbal = (qui: Acteur): boolean => aUnRole(qui, 'presidence', 'secretariat');
