import { type Acteur, aUnRole } from '#core/tenancy.ts';

/** Published figures on a public perimeter: whoever is in the CPTS, or follows it, reads them. */
export const peutVoirDiagnostic = (qui: Acteur): boolean => qui.roles.length > 0;

/** Findings are the members': officers read the diagnosis that is deposited, not the debate. */
export const peutVoirConstats = (qui: Acteur): boolean => aUnRole(qui, 'adherent', 'coordination', 'presidence', 'secretariat', 'tresorerie');

/** Every member writes and votes: the diagnosis is shared. */
export const peutEcrireConstat = peutVoirConstats;
