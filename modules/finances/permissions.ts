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

/** Type an invoice, a grant, a line of the budget: those who keep the papers. */
export const peutSaisirComptes = (qui: Acteur): boolean => aUnRole(qui, 'tresorerie', 'presidence', 'coordination', 'secretariat');

/** Read the budget, the invoices, the bank and the journal. */
export const peutVoirComptes = (qui: Acteur): boolean => aUnRole(qui, 'tresorerie', 'presidence', 'coordination', 'secretariat');

/** Nobody approves the invoice or the grant that they typed. */
export const peutApprouverPiece = (qui: Acteur, saisiePar: PersonneId): boolean => peutTenirFinances(qui) && qui.personneId !== saisiePar;
