import { type Acteur, aUnRole } from '#core/tenancy.ts';

/** Published figures on a public perimeter: whoever is in the CPTS, or follows it, reads them. */
export const peutVoirDiagnostic = (qui: Acteur): boolean => qui.roles.length > 0;

/** Findings are the members': officers read the diagnosis that is deposited, not the debate. */
export const peutVoirConstats = (qui: Acteur): boolean => aUnRole(qui, 'adherent', 'coordination', 'presidence', 'secretariat', 'tresorerie');

/** Every member writes and votes: the diagnosis is shared. */
export const peutEcrireConstat = peutVoirConstats;

export const peutArreterConstat = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'secretariat');

/** Figures that the CPAM gave to the CPTS. */
export const peutImporterCpam = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'secretariat');

export const peutEnregistrerScenario = (qui: Acteur): boolean => aUnRole(qui, 'adherent', 'coordination', 'presidence', 'secretariat', 'tresorerie');
