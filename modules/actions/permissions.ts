import { type Acteur, aUnRole } from '#core/tenancy.ts';

/** Sheets are the working papers of the members; ARS and CPAM read what is deposited with them, in the exchange room. */
export const peutVoirActions = (qui: Acteur): boolean => aUnRole(qui, 'adherent', 'coordination', 'presidence', 'tresorerie', 'secretariat');

/** Who opens a sheet. */
export const peutOuvrirFiche = (qui: Acteur): boolean => aUnRole(qui, 'coordination', 'presidence', 'tresorerie', 'secretariat');

/** A sheet is written by those who run the CPTS, and by the member who pilots it. */
export const peutEcrireFiche = (qui: Acteur, piloteId: string | null): boolean => peutOuvrirFiche(qui) || (peutVoirActions(qui) && piloteId === qui.personneId);
