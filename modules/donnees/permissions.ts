import { type Acteur, aUnRole } from '#core/tenancy.ts';

/** Requests are answered by those who answer for the association; nobody else knows who asked what. */
export const peutTenirDemandes = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence');

/** Identities that the accounts keep are read by those who keep the accounts. */
export const peutLireIdentites = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'tresorerie');
