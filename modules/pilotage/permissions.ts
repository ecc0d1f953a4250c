import { type Acteur, aUnRole } from '#core/tenancy.ts';

/** The journal tells who works on what: members read it. ARS and CPAM read what is deposited with them, and nothing else. */
export const peutVoirHistorique = (qui: Acteur): boolean => aUnRole(qui, 'adherent', 'coordination', 'presidence', 'tresorerie', 'secretariat');

/** Who carries what in the CPTS: each reads their own, those who share the work out read everybody's. */
export const peutVoirPortage = (qui: Acteur): boolean => peutVoirHistorique(qui);
export const peutRepartir = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'secretariat');
