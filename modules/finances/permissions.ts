import { type Acteur, aUnRole } from '#core/tenancy.ts';
import type { PersonneId } from '#core/tenancy.ts';

/** One's own time and what it pays: whoever works here. ARS and CPAM read what is deposited with them. */
export const peutDeclarerTemps = (qui: Acteur): boolean => aUnRole(qui, 'adherent', 'coordination', 'presidence', 'tresorerie', 'secretariat');

/** The ledger of everyone: those who approve and those who prepare. */
export const peutVoirRegistre = (qui: Acteur): boolean => aUnRole(qui, 'tresorerie', 'presidence', 'coordination');

/** Approve, pay, vote a rate, close a year. */
export const peutTenirFinances = (qui: Acteur): boolean => aUnRole(qui, 'tresorerie', 'presidence');

/** Nobody approves what pays them. */
export const peutApprouver = (qui: Acteur, beneficiaire: PersonneId): boolean => peutTenirFinances(qui) && qui.personneId !== beneficiaire;
