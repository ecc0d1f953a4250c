import { type Acteur, aUnRole } from '#core/tenancy.ts';

/** Members know who their colleagues are. ARS and CPAM read what is deposited with them, not who works here. */
export const peutVoirAdherents = (qui: Acteur): boolean => aUnRole(qui, 'adherent', 'coordination', 'presidence', 'tresorerie', 'secretariat');

/** Addresses, applications under way, ended memberships: those who hold the register. */
export const peutTenirRegistre = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'secretariat');

/** Colleges, categories, charter, fees, public form: what the CPTS decides. */
export const peutReglerAdhesions = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence');

export const peutTenirCotisations = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'tresorerie');

/** Any member may give the name of a colleague. */
export const peutProposer = peutVoirAdherents;

/** Offers for newcomers: written by those who hold the register, read by everyone in. */
export const peutTenirAccueil = peutTenirRegistre;
