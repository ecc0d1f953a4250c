import { type Acteur, aUnRole } from '#core/tenancy.ts';

/** Communes and populations are public: whoever is in the CPTS, or follows it, sees its perimeter. */
export const peutVoirTerritoire = (qui: Acteur): boolean => qui.roles.length > 0;

export const peutComposerTerritoire = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'secretariat');
