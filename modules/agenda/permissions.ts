import { type Acteur, aUnRole } from '#core/tenancy.ts';

/** Polls, groups and meetings belong to those who work in the CPTS; ARS and CPAM see what is deposited with them, elsewhere. */
export const peutVoirAgenda = (qui: Acteur): boolean => aUnRole(qui, 'adherent', 'coordination', 'presidence', 'tresorerie', 'secretariat');
export const peutOrganiser = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'tresorerie', 'secretariat');
/** Minutes are approved by the chair or by the coordination. */
export const peutApprouver = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence');
